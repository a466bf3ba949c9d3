#include "sim/units/time.h"

#include <cmath>

namespace coldframe {

Duration Duration::fromSeconds(double s) {
  const double ns = s * 1e9;
  constexpr double kTop = 9.2233720368547748e18; // the largest double below 2^63
  if (!(ns < kTop))
    return ns != ns ? Duration() : max();
  if (ns < -kTop)
    return nanoseconds(std::numeric_limits<std::int64_t>::min());
  return nanoseconds(static_cast<std::int64_t>(std::nearbyint(ns)));
}

} // namespace coldframe
