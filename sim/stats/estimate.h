// Means over replications with their 95 % intervals by Student's t. An estimate from one replication has no interval:
// lo and hi are NaN and hasInterval() is false, so that it can never be taken for a certain one. An estimate from none
// is NaN throughout. The t value is rounded to six decimals, so that every libm gives the same bytes.
#pragma once

#include "sim/stats/running_moments.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>

namespace coldframe {

struct Estimate {
  double mean = std::numeric_limits<double>::quiet_NaN();
  double lo = std::numeric_limits<double>::quiet_NaN(); // of the 95 % interval
  double hi = std::numeric_limits<double>::quiet_NaN();
  std::uint64_t n = 0; // replications it rests on

  bool hasInterval() const { return n > 1; }
  // Of the interval; the mean where there is none.
  double lower() const { return hasInterval() ? lo : mean; }
  double upper() const { return hasInterval() ? hi : mean; }
  // How far the interval reaches from the mean: to its farther end, where it is that of a quantile.
  double halfWidth() const {
    return hasInterval() ? std::max(hi - mean, mean - lo) : std::numeric_limits<double>::quiet_NaN();
  }
};

// The same n and the same numbers, where NaN is the same as NaN.
bool operator==(const Estimate& a, const Estimate& b);

// Mean and interval of one value a replication, in replication order. The values are finite.
Estimate estimate(std::span<const double> perReplication);
Estimate estimate(const RunningMoments& moments);

// t for a two-sided 95 % interval with `degrees` >= 1 degrees of freedom, to six decimals.
double studentT95(std::uint64_t degrees);

} // namespace coldframe
