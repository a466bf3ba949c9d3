#include "sim/scenario/recorded_load.h"

#include <algorithm>

namespace coldframe {

namespace {

struct RecordedCall {
  std::int64_t at = 0;
  std::optional<std::int64_t> running;
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

Result<StreamDemand> loadFromTrace(const Trace& trace, const RequestSpec& request, double cpuShare) {
  std::vector<RecordedCall> calls;
  std::size_t without = 0;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto at = arrivalOf(trace, row);
    if (!at || trace.count(Count::Attempt, row).value_or(0) > 0)
      continue;
    calls.push_back({at->ns(), runningTime(trace, row)});
    without += calls.back().running ? 0 : 1;
  }
  if (calls.empty())
    return failure(ErrorKind::Input, "the trace does not say when its calls came");
  if (without > 0)
    return failure(ErrorKind::Input, std::to_string(without) + " of " + std::to_string(calls.size()) +
                                         " calls of the trace have no running time");
  std::stable_sort(calls.begin(), calls.end(), [](const auto& a, const auto& b) { return a.at < b.at; });

  auto instants = std::make_shared<std::vector<std::int64_t>>();
  auto works = std::make_shared<std::vector<Work>>();
  for (const RecordedCall& call : calls) {
    instants->push_back(call.at - calls.front().at);
    const std::int64_t running = std::max<std::int64_t>(0, *call.running);
    Work work;
    work.cpuNs = std::min(running, Distribution::toWhole(static_cast<double>(running) * cpuShare));
    work.ioNs = running - work.cpuNs;
    works->push_back(work);
  }
  StreamDemand demand{request, Timestamps{std::move(instants)}};
  demand.request.recorded = std::move(works);
  return demand;
}

} // namespace coldframe
