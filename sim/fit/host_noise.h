// How much of the spread of running times lies between environments (a slow host) and how much within them (from call
// to call): one-way analysis of variance with random effects on the logarithms of the times, unequal numbers of calls
// allowed (Searle, Casella & McCulloch, "Variance Components", 1992, ch. 3). Needs environments with several calls.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>

namespace coldframe {

FitPart fitHostNoise(std::span<const Trace* const> traces); // "host_noise"

} // namespace coldframe
