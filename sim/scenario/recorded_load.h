// A trace as load: its calls become arrivals at the same distances, each doing the work that was recorded.
#pragma once

#include "sim/base/result.h"
#include "sim/trace/trace.h"
#include "sim/workload/demand.h"

namespace coldframe {

// Arrivals are the first attempts, by submit, invoke or start (the first of them that the call has), counted from the
// first one. The running time of a call is func_start → func_end, else start → end; `cpuShare` of it is CPU.
// Errors: no rows, no such stamps, calls without a running time.
Result<StreamDemand> loadFromTrace(const Trace& trace, const RequestSpec& request, double cpuShare);

} // namespace coldframe
