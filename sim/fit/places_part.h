// "places": how many calls the platform ran at once, where calls waited for each other's end (shared_places.h).
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>

namespace coldframe {

inline constexpr const char* kPlaces = "places";
inline constexpr const char* kColdInPlace = "started cold in a place that was freed"; // a share

// Of the run with most places among those whose calls waited for one.
FitPart fitPlaces(std::span<const Trace* const> traces);

} // namespace coldframe
