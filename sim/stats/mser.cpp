#include "sim/stats/mser.h"

#include <vector>

namespace coldframe {

std::optional<std::size_t> mser5(std::span<const double> series) {
  constexpr std::size_t kBatch = 5;
  constexpr std::size_t kFewest = 50;
  if (series.size() < kFewest)
    return std::nullopt;
  const std::size_t n = series.size() / kBatch;
  std::vector<double> means(n, 0.0);
  for (std::size_t i = 0; i < n * kBatch; ++i)
    means[i / kBatch] += series[i] / static_cast<double>(kBatch);

  // From the end to the front: mean and sum of squares of what is left (Welford), so that nothing cancels.
  const std::size_t half = n / 2;
  double mean = 0;
  double squares = 0;
  double least = 0;
  std::size_t best = half;
  for (std::size_t left = 1; left <= n; ++left) {
    const double value = means[n - left];
    const double before = value - mean;
    mean += before / static_cast<double>(left);
    squares += before * (value - mean);
    const std::size_t cut = n - left;
    if (cut > half)
      continue;
    const double error = squares / (static_cast<double>(left) * static_cast<double>(left));
    if (cut == half || error <= least) {
      least = error;
      best = cut;
    }
  }
  if (best == half && least > 0)
    return std::nullopt;
  return best * kBatch;
}

} // namespace coldframe
