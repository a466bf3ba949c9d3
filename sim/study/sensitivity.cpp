#include "sim/study/sensitivity.h"

#include "sim/study/sensitivity_search.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

const Outcome* answerOf(const Comparison& comparison, DecideBy decideBy) {
  const Outcome* best = nullptr;
  double least = 0;
  for (const Outcome& outcome : comparison.platforms) {
    const Figure& figure = decideBy == DecideBy::Cost ? comparison.monthCost(outcome) : comparison.time(outcome);
    if (!outcome.feasible || !figure.estimate)
      continue;
    if (decideBy == DecideBy::Cost && !comparison.sendsBill(outcome))
      continue;
    if (best == nullptr || figure.estimate->mean < least) {
      best = &outcome;
      least = figure.estimate->mean;
    }
  }
  return best;
}

double InputEffect::costSwing() const {
  return std::max(costAtLo.estimate ? std::fabs(costAtLo.estimate->mean) : 0.0,
                  costAtHi.estimate ? std::fabs(costAtHi.estimate->mean) : 0.0);
}

Result<SensitivityStudy> sensitivity(const StudySource& source, const SensitivityOptions& options) {
  return SensitivitySearch(source, options).look();
}

} // namespace coldframe
