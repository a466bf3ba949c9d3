#include "sim/result/trace_series.h"

#include "sim/result/call_phases.h"

#include <algorithm>

namespace coldframe {

namespace {

// Steps of how many intervals hold each instant: beginnings and ends are sorted apart, which is quicker than together
// and needs no more than two numbers an interval.
StepSeries countOf(std::vector<std::int64_t> begins, std::vector<std::int64_t> ends) {
  std::ranges::sort(begins);
  std::ranges::sort(ends);
  std::vector<StepChange> changes;
  changes.reserve(begins.size() + ends.size());
  for (std::size_t b = 0, e = 0; e < ends.size();)
    if (b < begins.size() && begins[b] < ends[e])
      changes.push_back({begins[b++], 1});
    else
      changes.push_back({ends[e++], -1});
  return StepSeries(std::move(changes));
}

} // namespace

StepSeries runningOf(const Trace& trace) {
  std::vector<std::int64_t> starts;
  std::vector<std::int64_t> ends;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto start = onClientClock(trace, Stamp::Start, row);
    const auto end = onClientClock(trace, Stamp::End, row);
    if (start && end && *end > *start) {
      starts.push_back(*start);
      ends.push_back(*end);
    }
  }
  return countOf(std::move(starts), std::move(ends));
}

std::optional<TraceSeries> seriesOf(const Trace& trace, const TraceCost& cost, std::stop_token stop) {
  std::vector<std::int64_t> submits;
  std::vector<std::int64_t> placed;
  std::vector<StepChange> paid;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto start = onClientClock(trace, Stamp::Start, row);
    const auto end = onClientClock(trace, Stamp::End, row);
    auto submit = onClientClock(trace, Stamp::Submit, row);
    if (!submit)
      submit = onClientClock(trace, Stamp::Invoke, row);
    if (submit && start && *start > *submit) {
      submits.push_back(*submit);
      placed.push_back(*start);
    }
    if (end && !cost.ofRow.empty() && cost.ofRow[row] > 0)
      paid.push_back({*end, cost.ofRow[row]});
  }
  TraceSeries series;
  if (stop.stop_requested())
    return std::nullopt;
  series.running = runningOf(trace);
  if (stop.stop_requested())
    return std::nullopt;
  series.waiting = countOf(std::move(submits), std::move(placed));
  if (stop.stop_requested())
    return std::nullopt;
  series.cost = StepSeries(std::move(paid));
  return series;
}

} // namespace coldframe
