// How much of the beginning of a series is not typical of the rest: MSER-5 (K. P. White, M. J. Cobb & S. C. Spratt, "A
// comparison of five steady-state truncation heuristics for simulation", WSC 2000). The series is averaged in batches
// of five; the cut is the number of batches d, of the first half at most, whose removal makes
//   Σ (y_i − mean of the rest)² over the rest ÷ (n − d)²
// least: the squared standard error of what is left, which first falls as the transient goes and then rises as data
// are thrown away. The smallest such d.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace coldframe {

// Values to cut from the front, a multiple of five. Nothing where the series is shorter than fifty values, or the
// least is at the last cut looked at: then the series has not settled within its first half.
std::optional<std::size_t> mser5(std::span<const double> series);

} // namespace coldframe
