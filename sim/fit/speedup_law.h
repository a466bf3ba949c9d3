// The three laws of how speedup S grows with workers n, fitted by least squares to measured or simulated speedups
// against one worker:
//   Amdahl (1967)             S = 1 ÷ (s + (1 − s) ÷ n)                     s: serial share, 0 … 1
//   Gustafson (1988)          S = n − s (n − 1)                             s: serial share of the grown work, 0 … 1
//   Universal Scalability     S = n ÷ (1 + α (n − 1) + β n (n − 1))         α ≥ 0: contention, β ≥ 0: coherence
//   (Gunther 2007)            its peak lies at n = √((1 − α) ÷ β); none where β is 0
#pragma once

#include "sim/fit/least_squares.h"

#include <optional>
#include <string_view>

namespace coldframe {

enum class SpeedupLaw { Amdahl, Gustafson, UniversalScalability };
std::string_view lawName(SpeedupLaw law); // "Amdahl", "Gustafson", "Universal Scalability"

struct SpeedupFit {
  SpeedupLaw law = SpeedupLaw::Amdahl;
  LeastSquaresFit fit;
  double at(double workers) const;       // the fitted curve
  std::optional<double> peak() const;    // workers at the highest speedup (Universal Scalability)
  std::optional<double> ceiling() const; // the most that any number of workers reaches (Amdahl, s > 0)
};

// workers >= 1, speedups > 0 against one worker. Errors (Input): fewer than three different numbers of workers (two for
// the laws with one parameter), or values out of range.
Result<SpeedupFit> fitSpeedupLaw(SpeedupLaw law, std::span<const double> workers, std::span<const double> speedups);

// All laws the points suffice for, the one with the smallest AIC first.
std::vector<SpeedupFit> fitSpeedupLaws(std::span<const double> workers, std::span<const double> speedups);

} // namespace coldframe
