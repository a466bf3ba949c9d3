// `count: "auto"`: the fewest machines with which a fleet meets the scenario's objective.
//
// The demand, multiplied by the objective's load, is simulated on as many machines as it keeps busy on the average (at
// least `min_count`), then on 1, 2, 4 … more until the objective is met, then halved in between; every size sees the
// same arrivals and draws. For a stream the objective is met where the pooled quantile of the response is within the
// time and no call is lost, turned away or left in a queue that grows without end; for a job where the mean makespan
// is. A stream's window is cut (quick_window.h) to a hundred thousand calls, a hundred at least a machine; a quick
// answer looks at a fifth of that, once.
#pragma once

#include "sim/scenario/bind.h"
#include "sim/study/compare.h"

#include <functional>

namespace coldframe {

inline constexpr std::int64_t kLargestFleet = 16'384;

// The scenario with every automatic fleet sized that `wanted` says is, and a warning that says what was chosen. Errors
// (Input): no fleet up to kLargestFleet meets the objective, with what it comes to; a load above 1 on arrivals that
// cannot be multiplied (recorded instants, cron schedules). Interrupted when stopped.
Result<BoundScenario> withFleetsSized(
    const BoundScenario& scenario, const StudyOptions& options,
    const std::function<bool(const BoundPlatform&)>& wanted = [](const BoundPlatform&) { return true; });

} // namespace coldframe
