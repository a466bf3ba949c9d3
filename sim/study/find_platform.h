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

// Its place in the list; 0 where there is none.
inline std::size_t platformPlace(const BoundScenario& scenario, std::string_view id) {
  const BoundPlatform* platform = findPlatform(scenario, id);
  return platform == nullptr ? 0 : static_cast<std::size_t>(platform - scenario.platforms.data());
}

} // namespace coldframe
