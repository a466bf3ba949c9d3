#include "sim/scenario/recorded_load.h"

#include <algorithm>

namespace coldframe {

namespace {

struct RecordedCall {
  std::int64_t at = 0;
  std::optional<std::int64_t> running;
  std::int64_t peakMemory = 0;
};

std::optional<std::int64_t> runningTime(const Trace& trace, std::size_t row) {
  const auto from = trace.stamp(Stamp::FuncStart, row);
  const auto to = trace.stamp(Stamp::FuncEnd, row);
  if (from && to)
    return (*to - *from).ns();
  if (const auto whole = trace.duration(row))
    return whole->ns();
  return std::nullopt;
}

std::optional<SimTime> arrivalOf(const Trace& trace, std::size_t row) {
  for (const Stamp stamp : {Stamp::Submit, Stamp::Invoke, Stamp::Start})
    if (const auto at = trace.stamp(stamp, row))
      return at;
  return std::nullopt;
}

} // namespace

Result<RecordedLoad> loadFromTrace(const Trace& trace, double cpuShare, const WorkSpec& unrecorded) {
  const bool drawn = !unrecorded.cpu.isZero() || !unrecorded.io.isZero();
  std::vector<RecordedCall> calls;
  RecordedLoad load;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto at = arrivalOf(trace, row);
    if (!at || trace.count(Count::Attempt, row).value_or(0) > 0)
      continue;
    const auto running = runningTime(trace, row);
    load.withoutTime += running ? 0 : 1;
    if (running || drawn)
      calls.push_back({at->ns(), running, trace.count(Count::PeakMemory, row).value_or(0)});
  }
  if (calls.empty())
    return failure(ErrorKind::Input, load.withoutTime == 0
                                         ? "the trace does not say when its calls came"
                                         : "none of the " + std::to_string(load.withoutTime) +
                                               " calls of the trace has a running time; say with \"cpu\" and \"io\" "
                                               "how long they take");
  std::stable_sort(calls.begin(), calls.end(), [](const auto& a, const auto& b) { return a.at < b.at; });

  load.at.reserve(calls.size());
  load.works.reserve(calls.size());
  for (const RecordedCall& call : calls) {
    load.at.push_back(call.at - calls.front().at);
    Work work;
    if (call.running) {
      const std::int64_t running = std::max<std::int64_t>(0, *call.running);
      work.cpuNs = std::min(running, Distribution::toWhole(static_cast<double>(running) * cpuShare));
      work.ioNs = running - work.cpuNs;
    } else {
      KeyedGenerator source(Seed{}, Cause::Item, load.works.size());
      work = unrecorded.draw(source);
    }
    work.memoryBytes = std::max<std::int64_t>(0, call.peakMemory);
    load.works.push_back(work);
  }
  return load;
}

} // namespace coldframe
