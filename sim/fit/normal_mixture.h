// A mixture of normal distributions by expectation–maximisation (Dempster, Laird & Rubin 1977). Values in any unit; for
// lognormal parts, their logarithms.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace coldframe {

struct NormalPart {
  double weight = 0; // share of the values; the parts' add up to 1
  double mean = 0;
  double sd = 0;
};

struct NormalMixture {
  std::vector<NormalPart> parts; // in the order of the values they began with
  double logLikelihood = 0;      // of all values
};

// The likeliest mixture of `parts` (2 or 3) found from several ways to split the values. Of many values
// evenly spaced ones tell the parts: 1,000 which start is best, 5,000 where it leads. A part may not shrink to a point:
// none is narrower than a fiftieth of the spread of all. Empty where the values, in ascending order, are fewer than 8 a
// part or all the same.
std::optional<NormalMixture> fitNormalMixture(std::span<const double> ascending, std::size_t parts);

} // namespace coldframe
