#include "sim/stats/pooled_quantile.h"

#include <algorithm>
#include <vector>

namespace coldframe {

Estimate pooledQuantile(std::span<const QuantileSketch> perReplication, double q) {
  QuantileSketch all;
  std::vector<double> quantiles;
  for (const QuantileSketch& sketch : perReplication) {
    if (sketch.empty())
      continue;
    all.merge(sketch);
    quantiles.push_back(sketch.quantile(q));
  }
  if (quantiles.empty())
    return {};
  Estimate result = estimateAround(all.quantile(q), quantiles);
  if (result.hasInterval())
    result.lo = std::max(0.0, result.lo);
  return result;
}

} // namespace coldframe
