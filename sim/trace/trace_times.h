// The times between two stamps of a trace's rows, in seconds, on one clock.
#pragma once

#include "sim/trace/trace.h"

#include <vector>

namespace coldframe {

struct TimedRow {
  std::size_t row = 0;
  double seconds = 0; // may be negative where clocks disagree
};

// Rows that have both stamps. Where one is the client's and the other the worker's, the known skew is taken out.
std::vector<TimedRow> timedRows(const Trace& trace, Stamp from, Stamp to);

// What a call's own running time lies between: the function's stamps where there are any, else start and end.
Stamp runningFrom(const Trace& trace);
Stamp runningTo(const Trace& trace);

} // namespace coldframe
