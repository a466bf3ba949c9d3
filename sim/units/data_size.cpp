#include "sim/units/data_size.h"

#include <cmath>

namespace coldframe {

Memory Memory::fromMb(double mb) {
  return bytes(static_cast<std::int64_t>(std::nearbyint(mb * 1'048'576.0)));
}

} // namespace coldframe
