// What is known of a platform's environments, for people and for scenarios: how long idle ones are kept (keep_alive.h),
// how old they get, and which of them takes a call (reuse_order.h).
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>
#include <vector>

namespace coldframe {

// The parts "keep_alive", "max_age" and "reuse" of all runs together.
std::vector<FitPart> fitEnvironments(std::span<const Trace* const> traces);

} // namespace coldframe
