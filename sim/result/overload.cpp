#include "sim/result/overload.h"

#include <cmath>

namespace coldframe {

bool isOverloaded(const Counts& counts) {
  const double waiting = static_cast<double>(counts.waiting);
  const double arrivals = static_cast<double>(counts.arrivals);
  return waiting > 0.01 * arrivals && waiting > 4 * std::sqrt(arrivals);
}

} // namespace coldframe
