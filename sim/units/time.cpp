#include "sim/units/time.h"

#include <cassert>
#include <cmath>

namespace coldframe {

Duration Duration::fromSeconds(double s) {
  assert(!std::isnan(s));
  const double ns = s * 1e9;
  constexpr double kBeyond = 9223372036854775808.0; // 2^63
  if (!(ns < kBeyond))
    return max();
  if (ns < -kBeyond)
    return nanoseconds(std::numeric_limits<std::int64_t>::min());
  return nanoseconds(static_cast<std::int64_t>(std::nearbyint(ns)));
}

} // namespace coldframe
