// How long a stream takes to settle on a platform, by the rule of MSER-5 (sim/stats/mser.h) on the responses of a
// pilot: replication 0, its first hundred thousand calls at most, in the order of their arrival. Only response and
// steady-state rates are cut; calls, usage and bills are of the whole window.
#pragma once

#include "sim/base/result.h"
#include "sim/scenario/bind.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace coldframe {

struct WarmUp {
  Duration length;                   // the longest of all platforms, so that they stay comparable
  std::vector<std::string> warnings; // platforms that have not settled within half of the pilot
};

// The scenario with that warm-up on every platform; jobs are left as they are, for a job has no steady state.
// Interrupted errors.
Result<WarmUp> applyWarmUp(BoundScenario& scenario, std::uint64_t seed, const std::stop_token& stop);

} // namespace coldframe
