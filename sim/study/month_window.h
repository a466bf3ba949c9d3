// The window that a month study simulates: the whole month; for a quick answer to a stream of requests as many whole
// hours (whole days of what follows the clock) as it affords, which then stand for all the others: hour by hour in
// turn, the usage in proportion (sim/usage/stretch.h). Recorded arrivals, schedules and jobs are always simulated
// whole.
#pragma once

#include "sim/study/compare.h"

namespace coldframe {

const RunInputs& wholeMonth(const BoundPlatform& platform);
RunInputs monthWindow(const BoundPlatform& platform, Effort effort);

} // namespace coldframe
