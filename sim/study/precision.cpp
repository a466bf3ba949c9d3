#include "sim/study/precision.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

bool preciseEnough(const Estimate& estimate, double relative) {
  if (!estimate.hasInterval())
    return false;
  return estimate.halfWidth() <= relative / (1 + relative) * std::fabs(estimate.mean);
}

bool preciseEnough(const std::deque<OutcomeBuilder>& builders, double relative) {
  return std::all_of(builders.begin(), builders.end(), [relative](const OutcomeBuilder& builder) {
    const std::vector<Estimate> watched = builder.watched();
    return std::all_of(watched.begin(), watched.end(),
                       [relative](const Estimate& estimate) { return preciseEnough(estimate, relative); });
  });
}

std::uint64_t nextReplications(std::uint64_t done, std::uint64_t most) {
  return std::min(most, done + std::max<std::uint64_t>(1, done / 2));
}

} // namespace coldframe
