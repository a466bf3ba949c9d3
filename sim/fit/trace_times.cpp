#include "sim/fit/trace_times.h"

namespace coldframe {

std::vector<TimedRow> timedRows(const Trace& trace, Stamp from, Stamp to) {
  std::vector<TimedRow> rows;
  if (!trace.has(from) || !trace.has(to))
    return rows;
  const std::int64_t shift =
      (isClientStamp(from) ? 0 : -trace.workerSkewNs()) + (isClientStamp(to) ? 0 : trace.workerSkewNs());
  rows.reserve(trace.rows());
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto a = trace.stamp(from, row);
    const auto b = trace.stamp(to, row);
    if (a && b)
      rows.push_back({row, (static_cast<double>((*b - *a).ns()) + static_cast<double>(shift)) / 1e9});
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
