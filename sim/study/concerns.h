// Which platforms a setting concerns. A field of one platform leaves all others as they are, but where the work was
// measured on it ("measured_at") and the field says how fast it is: then the same seconds are other work everywhere.
#pragma once

#include "sim/study/vary.h"

#include <string>

namespace coldframe {

// False: with this setting or without, the platform does the same and costs the same. Its speedup may still differ,
// since the baseline's time may.
bool concerns(const Setting& setting, const Scenario& scenario, const std::string& platform);

} // namespace coldframe
