// The platform of a bound scenario by its id.
#pragma once

#include "sim/scenario/bind.h"

#include <algorithm>
#include <string_view>

namespace coldframe {

// Null: there is none.
inline const BoundPlatform* findPlatform(const BoundScenario& scenario, std::string_view id) {
  const auto found = std::find_if(scenario.platforms.begin(), scenario.platforms.end(),
                                  [id](const BoundPlatform& platform) { return platform.id == id; });
  return found == scenario.platforms.end() ? nullptr : &*found;
}

} // namespace coldframe
