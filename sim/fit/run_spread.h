// "between_runs": how much runs of the same code on the same platform differ in what all their calls share: the day,
// the hosts, the neighbours. What a fit of one run cannot know, and a prediction of the next one has to allow for.
//
// Of three runs or more: the standard deviation of the logarithms of each run's mean running time and median start
// latency, beyond what calls differ by chance within a run (analysis of variance as in host_noise.h). Of fewer, the
// spread that was measured elsewhere: seven runs of one function on AWS Lambda in 2020 (each of 28 h, 127 to 10,060
// calls; Mahmoudi & Khazaei) have mean durations of 1,843 to 1,883 ms, 0.8 %, and medians of the time around them of
// 92 to 107 ms, 6.5 %.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>

namespace coldframe {

struct RunSpread {
  double duration = 0.008; // standard deviations of logarithms
  double start = 0.065;
};

// Of runs of the same code. Fewer than three: not known.
FitPart fitRunSpread(std::span<const Trace* const> traces);
// What a part says, else what was measured elsewhere.
RunSpread runSpreadOf(const FitPart* part);

} // namespace coldframe
