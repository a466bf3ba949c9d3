// A shorter window for a quick answer: a month of 39 million calls is not simulated to say roughly what it costs.
//
// What is the same at any hour (constant, Poisson and on-off arrivals) is simulated for as much work (workload_size.h)
// as a quick answer affords, at least for `shortest`; what follows the clock (a daily profile, provisioned concurrency
// by schedule) for whole days; a month of job runs up to its first runs. Recorded arrivals and cron schedules, which
// come as they come, are simulated whole. The usage is then stretched to the whole window (sim/usage/stretch.h).
#pragma once

#include "sim/run/simulate.h"

#include <string>

namespace coldframe {

// The inputs with their window shortened; unchanged where they are short enough, or may not be cut.
// An hour is long enough that what is special about a beginning from nothing is small.
RunInputs quickWindow(const RunInputs& inputs, const PlatformModel& platform, double affordableWork,
                      Duration shortest = Duration::hours(1));

// "1.3 h of 30 d were simulated", "the first 3 of 20 runs were simulated"; empty where nothing was cut.
std::string cutInWords(const RunInputs& whole, const RunInputs& simulated);

} // namespace coldframe
