#include "sim/units/data_size.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace coldframe {

Memory Memory::fromMb(double mb) {
  assert(!std::isnan(mb));
  const double exact = mb * 1'048'576.0;
  constexpr double kBeyond = 9223372036854775808.0; // 2^63
  if (!(exact < kBeyond))
    return bytes(std::numeric_limits<std::int64_t>::max());
  if (exact < -kBeyond)
    return bytes(std::numeric_limits<std::int64_t>::min());
  return bytes(static_cast<std::int64_t>(std::nearbyint(exact)));
}

} // namespace coldframe
