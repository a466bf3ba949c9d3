// Quantiles of all replications together, with intervals across them: the value is that of the merged sketch. Its 95 %
// interval lies between the quantiles at q less and more by Student's t times the standard error of the share of values
// below and up to the value: where a distribution has gaps, a quantile may jump from one side to the other, and the
// spread of the replications' own quantiles would not say so. (Inverting the interval of a share: Hahn and Meeker,
// Statistical Intervals, 1991, ch. 5; across replications, which may differ in length: the ratio estimator of Cochran,
// Sampling Techniques, 1977, ch. 6.)
#pragma once

#include "sim/stats/estimate.h"
#include "sim/stats/quantile_sketch.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coldframe {

class PooledQuantiles {
public:
  // A replication that saw nothing is left out, of n too.
  void add(const QuantileSketch& replication);

  const QuantileSketch& all() const { return m_all; }
  // q in 0 … 1. An estimate from none where nothing was seen.
  Estimate at(double q) const;

private:
  // What a replication saw: how many values, and how many in each bucket from its first.
  struct Seen {
    std::uint64_t count = 0;
    std::size_t first = 0;
    std::vector<std::uint64_t> counts;
  };
  double standardErrorOfShareBelow(std::size_t bucket) const;

  QuantileSketch m_all;
  std::vector<Seen> m_seen;
};

} // namespace coldframe
