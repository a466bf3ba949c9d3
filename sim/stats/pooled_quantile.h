// A quantile of all replications together, with an interval across them: the value is that of the merged sketch; its
// 95 % interval is as wide as that of the mean of the replications' own quantiles (Student's t), cut at 0.
// Replications that saw nothing are left out of both, and of n.
#pragma once

#include "sim/stats/estimate.h"
#include "sim/stats/quantile_sketch.h"

#include <span>

namespace coldframe {

// q in 0 … 1. An estimate from none when every sketch is empty.
Estimate pooledQuantile(std::span<const QuantileSketch> perReplication, double q);

} // namespace coldframe
