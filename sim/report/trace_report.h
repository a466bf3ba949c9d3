// What a trace holds, as a list of names and values.
#pragma once

#include "sim/report/table.h"
#include "sim/result/trace_summary.h"

namespace coldframe {

Table traceTable(const Trace& trace, const TraceSummary& summary);

} // namespace coldframe
