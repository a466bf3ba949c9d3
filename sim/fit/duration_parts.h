// How long calls run: "duration", and "duration_cold" where the first call on an environment runs otherwise than the
// later ones (caches are empty, the network's credit is full). Of calls that succeeded.
//
// Cold calls are told apart where the run flags them, eight of each kind at least, and the two samples differ by more
// than chance: by a Kolmogorov–Smirnov distance that samples of one law have in one of 1,000 cases. Then "duration" is
// of the warm calls alone, and "duration_cold" has its own law and the ratio of the geometric means.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>
#include <vector>

namespace coldframe {

inline constexpr const char* kColdRatio = "cold ÷ warm"; // figure of "duration_cold"

std::vector<FitPart> fitDurations(std::span<const Trace* const> traces);

} // namespace coldframe
