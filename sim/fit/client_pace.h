// What the client does with time: how fast it makes its calls, and how often it looks for their ends.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>

namespace coldframe {

// "invocation": calls a second, from the gaps between submits; the standard error is that of a mean of gaps. A job's
// submits are told from a stream's arrivals, which are spread over the run. Fewer than 20 calls are not enough.
FitPart fitInvocation(std::span<const Trace* const> traces);

// "polling": the stamps at which ends are seen come in rounds. Two stamps are of one round when they are closer than a
// tenth of the largest gap within the time that results come in; the interval is the median distance of rounds. Fewer
// than 5 rounds, or ends seen at any time, identify none.
FitPart fitPolling(std::span<const Trace* const> traces);

} // namespace coldframe
