#include "sim/stats/proportion.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace coldframe {

Proportion proportion(std::uint64_t events, std::uint64_t trials) {
  assert(events <= trials);
  Proportion result{events, trials, std::numeric_limits<double>::quiet_NaN(), 0, 1};
  if (trials == 0)
    return result;
  constexpr double z = 1.959964; // the standard normal's 97.5 % point
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(events) / n;
  const double scale = 1 + z * z / n;
  const double centre = (p + z * z / (2 * n)) / scale;
  const double half = z / scale * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  result.value = p;
  // Rounding must not push the ends past what was seen: exactly 0 for no event, exactly 1 for nothing but events.
  result.lo = events == 0 ? 0 : std::max(0.0, centre - half);
  result.hi = events == trials ? 1 : std::min(1.0, centre + half);
  return result;
}

} // namespace coldframe
