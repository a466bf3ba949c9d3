// What is known of a platform's environments, for people and for scenarios: how long idle ones are kept (keep_alive.h),
// how old they get, and which of them takes a call (reuse_order.h).
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>
#include <vector>

namespace coldframe {

// The parts "keep_alive", "max_age" and "reuse" of all runs together. Where no environment has a name, `places`
// (places_part.h) may still tell that none is kept: all calls that took over a place were cold.
std::vector<FitPart> fitEnvironments(std::span<const Trace* const> traces, const FitPart& places);

} // namespace coldframe
