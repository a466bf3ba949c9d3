// What a trace holds, as a list of names and values.
#pragma once

#include "sim/report/table.h"
#include "sim/result/trace_summary.h"
#include "sim/trace/trace_statistics.h"

namespace coldframe {

Table traceTable(const Trace& trace, const TraceSummary& summary, const TraceStatistics& statistics);

} // namespace coldframe
