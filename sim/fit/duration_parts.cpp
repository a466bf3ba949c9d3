#include "sim/fit/duration_parts.h"

#include "sim/fit/duration_family.h"
#include "sim/random/elementary.h"
#include "sim/stats/kolmogorov_smirnov.h"
#include "sim/stats/running_moments.h"
#include "sim/trace/trace_times.h"

#include <cmath>

namespace coldframe {

namespace {

RunningMoments logMoments(const std::vector<double>& seconds) {
  RunningMoments moments;
  for (const double x : seconds)
    moments.add(detLog(x));
  return moments;
}

// cold ÷ warm, with the standard error of a difference of two means of logarithms.
FittedFigure ratioOf(const std::vector<double>& cold, const std::vector<double>& warm) {
  const RunningMoments c = logMoments(cold), w = logMoments(warm);
  const double ratio = detExp(c.mean() - w.mean());
  return fittedFigure(kColdRatio, "", ratio, ratio * jointError(c.standardError(), w.standardError()));
}

} // namespace

std::vector<FitPart> fitDurations(std::span<const Trace* const> traces) {
  std::vector<double> all, warm, cold;
  std::size_t failed = 0;
  for (const Trace* trace : traces)
    for (const TimedRow& row : timedRows(*trace, runningFrom(*trace), runningTo(*trace))) {
      if (trace->outcome(row.row) != CallOutcome::Ok) {
        ++failed;
        continue;
      }
      all.push_back(row.seconds);
      if (row.seconds > 0 && trace->cold(row.row) != Cold::Unknown)
        (trace->cold(row.row) == Cold::Yes ? cold : warm).push_back(row.seconds);
    }
  const char* const key = "duration";
  const char* const coldKey = "duration_cold";
  const char* const coldTitle = "duration of a call, cold";
  if (all.empty())
    return {notIdentified(key, "duration of a call", 0,
                          failed > 0 ? "no call succeeded" : "no call says when it began to run and when it ended"),
            notIdentified(coldKey, coldTitle, 0, "no call has a duration")};
  if (cold.size() < kLeastForFamily || warm.size() < kLeastForFamily)
    return {fitTimes(key, "duration of a call", std::move(all), true),
            notIdentified(coldKey, coldTitle, cold.size(),
                          cold.empty() && warm.empty() ? "which calls were cold is not recorded"
                                                       : "fewer than 8 calls are known to be " +
                                                             std::string(cold.size() < warm.size() ? "cold" : "warm") +
                                                             ": they are not told apart")};
  if (kolmogorovSmirnov(cold, warm) <= kolmogorovSmirnovLimit(cold.size(), warm.size()))
    return {fitTimes(key, "duration of a call", std::move(all), true),
            notIdentified(coldKey, coldTitle, cold.size(),
                          "cold calls run as long as warm ones, as far as these can tell")};
  const FittedFigure ratio = ratioOf(cold, warm);
  FitPart coldPart = fitTimes(coldKey, coldTitle, std::move(cold), true);
  coldPart.figures.push_back(ratio);
  return {fitTimes(key, "duration of a call, warm", std::move(warm), true), std::move(coldPart)};
}

} // namespace coldframe
