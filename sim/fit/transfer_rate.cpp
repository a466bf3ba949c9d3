#include "sim/fit/transfer_rate.h"

#include "sim/random/elementary.h"
#include "sim/stats/running_moments.h"
#include "sim/trace/client_clock.h"
#include "sim/trace/trace_times.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr double kMegabyte = 1e6;

struct RunRate {
  RunningMoments logs;  // of MB/s
  double aggregate = 0; // MB/s, most at any time
  double mostRunning = 0;
};

RunRate rateOf(const Trace& trace, Bytes moved, RunningMoments& all) {
  RunRate rate;
  struct Change {
    std::int64_t at;
    double rate;
  };
  std::vector<Change> changes; // an end before a start at the same instant
  const Stamp from = runningFrom(trace), to = runningTo(trace);
  for (const TimedRow& row : timedRows(trace, from, to)) {
    const auto in = trace.count(Count::BytesIn, row.row), out = trace.count(Count::BytesOut, row.row);
    const auto bytes = static_cast<double>(moved.count() > 0 ? moved.count() : in.value_or(0) + out.value_or(0));
    if (bytes < kMegabyte || !(row.seconds > 0) || trace.outcome(row.row) != CallOutcome::Ok)
      continue;
    const double each = bytes / kMegabyte / row.seconds;
    rate.logs.add(detLog(each));
    all.add(detLog(each));
    const auto begin = onClientClock(trace, from, row.row), end = onClientClock(trace, to, row.row);
    if (begin && end) {
      changes.push_back({*begin, each});
      changes.push_back({*end, -each});
    }
  }
  std::sort(changes.begin(), changes.end(),
            [](const Change& a, const Change& b) { return a.at != b.at ? a.at < b.at : a.rate < b.rate; });
  double sum = 0, running = 0;
  for (const Change& change : changes) {
    sum += change.rate;
    running += change.rate > 0 ? 1 : -1;
    rate.aggregate = std::max(rate.aggregate, sum);
    rate.mostRunning = std::max(rate.mostRunning, running);
  }
  return rate;
}

} // namespace

FitPart fitTransferRate(std::span<const Trace* const> traces, Bytes moved) {
  const char* const key = "bandwidth";
  const char* const title = "bytes to and from the object store";
  std::vector<RunRate> runs;
  RunningMoments all;
  double aggregate = 0;
  for (const Trace* trace : traces) {
    RunRate rate = rateOf(*trace, moved, all);
    if (rate.logs.count() == 0)
      continue;
    aggregate = std::max(aggregate, rate.aggregate);
    runs.push_back(std::move(rate));
  }
  if (runs.empty())
    return notIdentified(key, title, 0, "no call is known to have moved a megabyte (--moved SIZE says so of all)");
  constexpr std::uint64_t kLeast = 8;
  if (all.count() < kLeast)
    return notIdentified(key, title, all.count(), "fewer than 8 calls");
  const auto n = static_cast<double>(all.count());
  const double median = detExp(all.mean()), sigma = all.standardDeviation();
  FitPart part;
  part.key = key;
  part.title = title;
  part.n = all.count();
  part.method = "lognormal of bytes ÷ running time";
  part.figures = {fittedMedian(kWorkerRate, "MB/s", median, all.standardError(), n),
                  fittedFigure("sigma", "", sigma, sigma / std::sqrt(2 * n)),
                  plainFigure("all together, at most", "MB/s", aggregate)};
  const auto [least, most] = std::minmax_element(
      runs.begin(), runs.end(), [](const RunRate& a, const RunRate& b) { return a.mostRunning < b.mostRunning; });
  if (most->mostRunning >= 2 * least->mostRunning && least->logs.count() >= kLeast) {
    const double ratio = detExp(most->logs.mean() - least->logs.mean());
    const double error = jointError(most->logs.standardError(), least->logs.standardError());
    part.figures.push_back(fittedFigure("of one worker, most workers ÷ fewest", "", ratio, ratio * error));
  } else {
    part.notes.push_back("whether a worker gets less the more there are would take runs of different size; the store "
                         "gave all of them together as much as is said here, and may give more");
  }
  return part;
}

} // namespace coldframe
