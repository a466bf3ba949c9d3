// Did more calls come than could be served? The queue of a stream grows without end where, when its window ends, more
// than a hundredth of the arrivals wait, and more than four times the root of their number: which is what chance makes
// of a queue that is just stable (a random walk).
#pragma once

#include "sim/engine/run_metrics.h"

namespace coldframe {

bool isOverloaded(const Counts& counts);

} // namespace coldframe
