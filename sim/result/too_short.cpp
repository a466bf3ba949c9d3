#include "sim/result/too_short.h"

#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

void checkInterval(std::vector<std::string>& warnings, const std::string& id, const char* what, const Figure& figure) {
  if (!figure.estimate || !figure.estimate->hasInterval() || !(std::fabs(figure.estimate->mean) > 0))
    return;
  const Estimate& e = *figure.estimate;
  const double relative = e.halfWidth() / std::fabs(e.mean);
  if (relative <= kWideInterval || showPercent(relative) == showPercent(kWideInterval))
    return;
  const double enough = std::ceil(static_cast<double>(e.n) * (relative / kWideInterval) * (relative / kWideInterval));
  warnings.push_back(id + ": " + what + " is known to ± " + showPercent(relative) + " only; about " +
                     showCount(enough) + " replications would bring that to ± " + showPercent(kWideInterval));
}

// "laptop, lambda": streams with too few calls for their p99.
std::string thinTails(const Comparison& comparison) {
  std::string ids;
  for (const Outcome& outcome : comparison.platforms)
    if (!comparison.isJob && outcome.counts.completed > 0 && outcome.counts.completed < kFewForP99)
      ids += (ids.empty() ? "" : ", ") + outcome.id;
  return ids;
}

} // namespace

std::vector<std::string> tooShortToSay(const Comparison& comparison) {
  std::vector<std::string> warnings;
  if (comparison.replicationsDone == 1)
    warnings.push_back("a single replication has no interval: how sure its figures are is not known");
  for (const Outcome& outcome : comparison.platforms) {
    checkInterval(warnings, outcome.id, "the month's cost", comparison.monthCost(outcome));
    if (comparison.isJob)
      checkInterval(warnings, outcome.id, "the makespan", outcome.makespanS);
    else
      checkInterval(warnings, outcome.id, "the p95 response", outcome.responseS.p95);
    if (outcome.isFunction && outcome.coldStarts > 0 && outcome.coldStarts < kFewEvents)
      warnings.push_back(outcome.id + ": the cold-start fraction rests on " +
                         showCounted(outcome.coldStarts, "cold start"));
  }
  if (const std::string thin = thinTails(comparison); !thin.empty())
    warnings.push_back("the p99 response of " + thin + " rests on fewer than " + showCount(kFewForP99) + " calls");
  return warnings;
}

} // namespace coldframe
