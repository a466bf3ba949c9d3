// What the client does with time: how fast it makes its calls, and how often it looks for their ends.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>

namespace coldframe {

// "invocation": calls a second, from the gaps between submits; the standard error is that of a mean of gaps. A job's
// submits are told from a stream's arrivals, which are spread over the run. A job's first gaps may be longer (each
// thread opens its connection): then the mean of the gaps changes once, and the rate is the one after. Fewer than 20
// calls are not enough.
inline constexpr const char* kCallWork = "the client's work on a call"; // s
inline constexpr const char* kConnectWork = "more on a first call";     // s
inline constexpr const char* kConnections = "first calls";
FitPart fitInvocation(std::span<const Trace* const> traces);

// "polling": ends are seen in rounds (poll_rounds.h); the interval is the median distance of their beginnings. Fewer
// than 5 rounds, or ends seen at any time, identify none.
FitPart fitPolling(std::span<const Trace* const> traces);

} // namespace coldframe
