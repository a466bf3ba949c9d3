#include "sim/trace/trace_times.h"

#include "sim/trace/client_clock.h"

namespace coldframe {

std::vector<TimedRow> timedRows(const Trace& trace, Stamp from, Stamp to) {
  std::vector<TimedRow> rows;
  if (!trace.has(from) || !trace.has(to))
    return rows;
  rows.reserve(trace.rows());
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto a = onClientClock(trace, from, row);
    const auto b = onClientClock(trace, to, row);
    std::int64_t ns = 0;
    if (a && b && !__builtin_sub_overflow(*b, *a, &ns))
      rows.push_back({row, static_cast<double>(ns) / 1e9});
  }
  return rows;
}

Stamp runningFrom(const Trace& trace) {
  return trace.has(Stamp::FuncStart) && trace.has(Stamp::FuncEnd) ? Stamp::FuncStart : Stamp::Start;
}

Stamp runningTo(const Trace& trace) {
  return trace.has(Stamp::FuncStart) && trace.has(Stamp::FuncEnd) ? Stamp::FuncEnd : Stamp::End;
}

} // namespace coldframe
