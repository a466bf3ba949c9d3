#include "sim/fit/speedup_part.h"

#include "sim/fit/speedup_law.h"
#include "sim/trace/client_clock.h"
#include "sim/trace/trace_times.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace coldframe {

namespace {

struct SpeedupPoint {
  double workers = 0, speedup = 0;
};

bool isJob(const Trace& trace, std::vector<std::int64_t> ends) {
  std::int64_t lastSubmit = kMissing;
  for (std::size_t row = 0; row < trace.rows(); ++row)
    if (const auto at = trace.stamp(Stamp::Submit, row))
      lastSubmit = std::max(lastSubmit, at->ns());
  std::sort(ends.begin(), ends.end());
  return lastSubmit != kMissing && lastSubmit <= ends[ends.size() / 2];
}

std::optional<SpeedupPoint> pointOf(const Trace& trace) {
  const Stamp from = runningFrom(trace), to = runningTo(trace);
  double work = 0;
  std::vector<std::pair<std::int64_t, int>> changes; // an end before a start at the same instant
  std::vector<std::int64_t> ends;
  for (const TimedRow& row : timedRows(trace, from, to)) {
    if (row.seconds <= 0)
      continue;
    work += row.seconds;
    changes.push_back({*onClientClock(trace, from, row.row), +1});
    changes.push_back({*onClientClock(trace, to, row.row), -1});
    ends.push_back(changes.back().first);
  }
  if (changes.empty() || !isJob(trace, std::move(ends)))
    return std::nullopt;
  std::sort(changes.begin(), changes.end());
  int atOnce = 0, most = 0;
  for (const auto& [at, change] : changes) {
    atOnce += change;
    most = std::max(most, atOnce);
  }
  const double span = (static_cast<double>(changes.back().first) - static_cast<double>(changes.front().first)) / 1e9;
  return SpeedupPoint{static_cast<double>(most), work / span};
}

} // namespace

FitPart fitSpeedup(std::span<const Trace* const> traces) {
  const char* const key = "speedup";
  const char* const title = "speedup by workers";
  std::vector<double> workers, speedups;
  for (const Trace* trace : traces)
    if (const auto point = pointOf(*trace)) {
      workers.push_back(point->workers);
      speedups.push_back(point->speedup);
    }
  const std::set<double> sizes(workers.begin(), workers.end());
  constexpr std::size_t kLeast = 3;
  if (sizes.size() < kLeast)
    return notIdentified(key, title, workers.size(),
                         sizes.empty() ? "no run is a job that says when its calls were submitted and ran"
                                       : "jobs on " + showCounted(sizes.size(), "number", "different numbers") +
                                             " of workers only; three would be needed");
  const std::vector<SpeedupFit> fits = fitSpeedupLaws(workers, speedups);
  if (fits.empty())
    return notIdentified(key, title, workers.size(), "no law of speedup goes through these runs");
  const SpeedupFit& best = fits.front();
  FitPart part;
  part.key = key;
  part.title = title;
  part.n = workers.size();
  part.method = std::string(lawName(best.law)) + ", least squares on " + std::to_string(workers.size()) + " runs";
  for (const FittedParameter& parameter : best.fit.parameters)
    part.figures.push_back(fittedFigure(parameter, parameter.name, ""));
  if (const auto most = best.ceiling())
    part.figures.push_back(plainFigure("highest speedup", "", *most));
  if (const auto peak = best.peak())
    part.figures.push_back(plainFigure("workers at the highest speedup", "", *peak));
  part.notes.push_back("against the calls' own running times, one after the other: where many workers slow each other "
                       "down, that is not seen here");
  return part;
}

} // namespace coldframe
