#include "sim/fit/run_spread.h"

#include "sim/random/elementary.h"
#include "sim/stats/running_moments.h"
#include "sim/trace/trace_times.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace coldframe {

namespace {

// One run's mean of logarithms and its variance by chance.
struct RunMean {
  double mean = 0, chance = 0;
};

std::vector<RunMean> meansOf(std::span<const Trace* const> traces, bool durations) {
  std::vector<RunMean> means;
  for (const Trace* trace : traces) {
    RunningMoments moments;
    for (const TimedRow& row : durations ? timedRows(*trace, runningFrom(*trace), runningTo(*trace))
                                         : timedRows(*trace, Stamp::Submit, Stamp::Start))
      if (row.seconds > 0 && trace->outcome(row.row) == CallOutcome::Ok &&
          (durations || trace->cold(row.row) != Cold::Yes))
        moments.add(detLog(row.seconds));
    if (moments.count() > 1)
      means.push_back({moments.mean(), moments.variance() / static_cast<double>(moments.count())});
  }
  return means;
}

FittedFigure spreadOf(const char* name, const std::vector<RunMean>& means) {
  RunningMoments between;
  double chance = 0;
  for (const RunMean& run : means) {
    between.add(run.mean);
    chance += run.chance / static_cast<double>(means.size());
  }
  const double sd = std::sqrt(std::max(0.0, between.variance() - chance));
  return fittedFigure(name, "", sd, std::sqrt(between.variance() / (2 * (static_cast<double>(means.size()) - 1))));
}

constexpr const char* kDuration = "running time, sd of ln";
constexpr const char* kStart = "start latency, sd of ln";

} // namespace

FitPart fitRunSpread(std::span<const Trace* const> traces) {
  const char* const key = "between_runs";
  const char* const title = "how much runs differ";
  const std::vector<RunMean> durations = meansOf(traces, true), starts = meansOf(traces, false);
  constexpr std::size_t kLeastRuns = 3;
  if (durations.size() < kLeastRuns)
    return notIdentified(key, title, durations.size(),
                         showCounted(durations.size(), "run") +
                             " of this code only; three would be needed. A scenario takes what seven runs of another "
                             "function differed by");
  FitPart part;
  part.key = key;
  part.title = title;
  part.n = durations.size();
  part.method = "analysis of variance of ln time between runs";
  part.figures.push_back(spreadOf(kDuration, durations));
  if (starts.size() >= kLeastRuns)
    part.figures.push_back(spreadOf(kStart, starts));
  return part;
}

RunSpread runSpreadOf(const FitPart* part) {
  RunSpread spread;
  if (part != nullptr && part->identified())
    for (const FittedFigure& figure : part->figures)
      (figure.name == kDuration ? spread.duration : spread.start) = figure.value;
  return spread;
}

} // namespace coldframe
