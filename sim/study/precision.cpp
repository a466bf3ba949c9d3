#include "sim/study/precision.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

bool preciseEnough(const Estimate& estimate, double relative) {
  if (!estimate.hasInterval())
    return false;
  return estimate.halfWidth() <= relative / (1 + relative) * std::fabs(estimate.mean);
}

bool preciseEnough(const OutcomeBuilder& builder, double relative) {
  return std::ranges::all_of(builder.watched(),
                             [relative](const Estimate& estimate) { return preciseEnough(estimate, relative); });
}

std::uint64_t nextReplications(std::uint64_t done, std::uint64_t most) {
  return std::min(most, done + std::max<std::uint64_t>(1, done / 2));
}

} // namespace coldframe
