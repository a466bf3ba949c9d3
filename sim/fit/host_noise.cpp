#include "sim/fit/host_noise.h"

#include "sim/random/elementary.h"
#include "sim/trace/trace_times.h"

#include <cmath>
#include <map>
#include <utility>

namespace coldframe {

FitPart fitHostNoise(std::span<const Trace* const> traces) {
  const char* const key = "host_noise";
  const char* const title = "spread between environments";
  struct Group {
    double n = 0, sum = 0, squares = 0;
  };
  std::map<std::pair<std::size_t, std::int64_t>, Group> groups;
  for (std::size_t run = 0; run < traces.size(); ++run) {
    const Trace& trace = *traces[run];
    const Count by = trace.has(Count::Environment) ? Count::Environment : Count::Worker;
    for (const TimedRow& row : timedRows(trace, runningFrom(trace), runningTo(trace)))
      if (const auto who = trace.count(by, row.row);
          who && row.seconds > 0 && trace.outcome(row.row) == CallOutcome::Ok && trace.cold(row.row) != Cold::Yes) {
        Group& group = groups[{run, *who}];
        const double y = detLog(row.seconds);
        group.n += 1;
        group.sum += y;
        group.squares += y * y;
      }
  }
  if (groups.empty())
    return notIdentified(key, title, 0, "no call says which environment served it");
  double n = 0, sum = 0, sizes = 0, within = 0;
  for (const auto& [who, group] : groups) {
    n += group.n;
    sum += group.sum;
    sizes += group.n * group.n;
    within += group.squares - group.sum * group.sum / group.n;
  }
  const auto k = static_cast<double>(groups.size());
  if (groups.size() < 3 || n < 2 * k)
    return notIdentified(
        key, title, static_cast<std::uint64_t>(n),
        "too few environments served several calls: what is the host and what is chance cannot be told "
        "apart");
  double between = 0;
  for (const auto& [who, group] : groups)
    between += group.n * (group.sum / group.n - sum / n) * (group.sum / group.n - sum / n);
  const double meanWithin = within / (n - k);
  const double meanBetween = between / (k - 1);
  const double size = (n - sizes / n) / (k - 1);
  const double variance = std::max(0.0, (meanBetween - meanWithin) / size);
  // Of the variance component: from the variances of the two mean squares (chi-square).
  const double error =
      std::sqrt(2 * meanBetween * meanBetween / (k - 1) + 2 * meanWithin * meanWithin / (n - k)) / size;
  FitPart part;
  part.key = key;
  part.title = title;
  part.n = static_cast<std::uint64_t>(n);
  part.method = "analysis of variance of ln time, random effects";
  const double sd = std::sqrt(variance);
  part.figures = {
      fittedFigure("between environments, sd of ln time", "", sd, sd > 0 ? error / (2 * sd) : std::sqrt(error)),
      fittedFigure("within, sd of ln time", "", std::sqrt(meanWithin), std::sqrt(meanWithin / (2 * (n - k)))),
      plainFigure("environments", "", k)};
  if (variance == 0)
    part.notes.push_back("no spread between environments beyond what chance makes of calls");
  return part;
}

} // namespace coldframe
