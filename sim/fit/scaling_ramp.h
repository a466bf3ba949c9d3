// "ramp": how fast a platform makes new environments, seen in a job whose calls had to wait for them. The k-th new
// environment of n is there at
//
//   t(k) = a                      k ≤ B
//        = a + (k − B) ÷ r        k > B
//
// after the first call: a burst of B at once, then r a second (a token bucket; docs/models.md, "Scaling limits"). a and
// 1 ÷ r by least squares for each B, the B with the least residual. That the platform is what they waited for shows in
// that later calls waited longer, in their order (Spearman's rank correlation of order and wait, at least 0.7, and the
// last quarter by a second more than the first); else a run tells only how many it made without a limit.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>

namespace coldframe {

inline constexpr const char* kRampTitle = "new environments the platform makes";
inline constexpr const char* kRampBurst = "burst";
inline constexpr const char* kRampRate = "environments a second";

// Of the run with the most cold calls. Fewer than 20 of them tell nothing.
FitPart fitRamp(std::span<const Trace* const> traces);

} // namespace coldframe
