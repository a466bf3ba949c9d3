#include "sim/result/span_order.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace coldframe {

namespace {

struct Placed {
  CallBounds bounds;
  std::uint32_t row = 0;
  std::int64_t lane = 0; // number of the environment or worker
  std::int64_t key = 0;  // what calls are ordered by
};

std::int64_t keyOf(const Trace& trace, std::size_t row, const CallBounds& bounds, CallOrder order) {
  switch (order) {
  case CallOrder::Submit:
    return bounds.from;
  case CallOrder::Start:
    return bounds.end[1];
  case CallOrder::Duration:
    return bounds.from - bounds.to(); // the longest first
  case CallOrder::Environment:
    return trace.count(Count::Environment, row).value_or(std::numeric_limits<std::int64_t>::max());
  }
  return 0;
}

std::vector<Placed> place(const Trace& trace, const LaneOptions& options, std::stop_token stop, SpanOrder& out) {
  std::vector<Placed> placed;
  placed.reserve(trace.rows());
  const Count lane = options.lanes == LaneKind::Worker ? Count::Worker : Count::Environment;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    if (row % 65'536 == 0 && stop.stop_requested())
      return {};
    if (!options.shown[static_cast<std::size_t>(stateOf(trace, row))])
      continue;
    auto bounds = boundsOf(trace, row);
    if (!bounds)
      continue;
    Placed entry;
    entry.row = static_cast<std::uint32_t>(row);
    if (options.lanes == LaneKind::Call) {
      entry.key = keyOf(trace, row, *bounds, options.order);
    } else {
      const auto number = trace.count(lane, row);
      if (!number)
        continue;
      entry.lane = *number;
      bounds = insideEnvironment(trace, row, *bounds);
    }
    entry.bounds = *bounds;
    out.clocksDisagree += bounds->clocksDisagree ? 1 : 0;
    placed.push_back(entry);
  }
  out.leftOut = trace.rows() - placed.size();
  return placed;
}

// Lanes stand in the order in which they were first used.
void orderByLane(std::vector<Placed>& placed) {
  const auto byLane = [](const Placed& a, const Placed& b) {
    return std::pair(a.lane, a.bounds.from) < std::pair(b.lane, b.bounds.from);
  };
  std::ranges::stable_sort(placed, byLane);
  for (std::size_t i = 0; i < placed.size();) {
    const std::size_t first = i;
    for (; i < placed.size() && placed[i].lane == placed[first].lane; ++i)
      placed[i].key = placed[first].bounds.from;
  }
  std::ranges::stable_sort(
      placed, [](const Placed& a, const Placed& b) { return std::pair(a.key, a.lane) < std::pair(b.key, b.lane); });
}

} // namespace

CallState stateOf(const Trace& trace, std::size_t row) {
  switch (trace.outcome(row)) {
  case CallOutcome::Ok:
    return trace.cold(row) == Cold::Yes ? CallState::Cold : CallState::Warm;
  case CallOutcome::Throttled:
  case CallOutcome::Dropped:
    return CallState::Throttled;
  default:
    return CallState::Failed;
  }
}

SpanOrder orderSpans(const Trace& trace, const LaneOptions& options, std::stop_token stop) {
  assert(trace.rows() < Span::kFailed);
  SpanOrder out;
  std::vector<Placed> placed = place(trace, options, stop, out);
  if (placed.empty())
    return out;
  const bool calls = options.lanes == LaneKind::Call;
  const auto byKey = [](const Placed& a, const Placed& b) {
    return std::tuple(a.key, a.bounds.from, a.row) < std::tuple(b.key, b.bounds.from, b.row);
  };
  if (!calls)
    orderByLane(placed);
  else if (!std::ranges::is_sorted(placed, byKey))
    std::ranges::sort(placed, byKey);
  if (stop.stop_requested())
    return {};

  std::int64_t longest = 0;
  out.from = placed.front().bounds.from;
  out.to = placed.front().bounds.to();
  for (const Placed& entry : placed) {
    longest = std::max(longest, entry.bounds.to() - entry.bounds.from);
    out.from = std::min(out.from, entry.bounds.from);
    out.to = std::max(out.to, entry.bounds.to());
  }
  constexpr double kMostTicks = 4e9;
  out.tickNs = std::max(1.0, static_cast<double>(longest) / kMostTicks);

  out.spans.reserve(placed.size());
  for (const Placed& entry : placed) {
    const bool newLane = calls || out.laneNumber.empty() || out.laneNumber.back() != entry.lane;
    if (newLane)
      out.laneBegin.push_back(static_cast<std::uint32_t>(out.spans.size()));
    if (newLane && !calls)
      out.laneNumber.push_back(entry.lane);
    Span span;
    span.from = entry.bounds.from;
    for (std::size_t i = 0; i < span.end.size(); ++i)
      span.end[i] =
          static_cast<std::uint32_t>(static_cast<double>(entry.bounds.end[i] - entry.bounds.from) / out.tickNs);
    span.rowAndFailed = entry.row | (entry.bounds.failed ? Span::kFailed : 0u);
    out.spans.push_back(span);
  }
  out.laneBegin.push_back(static_cast<std::uint32_t>(out.spans.size()));
  return out;
}

} // namespace coldframe
