// What the client does with time: how fast it makes its calls, and how often it looks for their ends.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>

namespace coldframe {

// "invocation": calls a second while a job is submitted, from the submit stamps of one burst (no gap above ten times
// the median gap); the standard error is that of a mean of gaps. Also the most that ran at once and how soon half of
// that ran. A burst of fewer than 20 calls is not enough.
FitPart fitInvocation(std::span<const Trace* const> traces);

// "polling": the stamps at which ends are seen come in rounds. Two stamps are of one round when they are closer than a
// tenth of the largest gap within the time that results come in; the interval is the median distance of rounds. Fewer
// than 5 rounds, or ends seen at any time, identify none.
FitPart fitPolling(std::span<const Trace* const> traces);

} // namespace coldframe
