#include "sim/stats/kolmogorov_smirnov.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace coldframe {

namespace {

std::vector<double> sorted(std::span<const double> sample) {
  assert(!sample.empty());
  std::vector<double> values(sample.begin(), sample.end());
  assert(std::none_of(values.begin(), values.end(), [](double x) { return std::isnan(x); }));
  std::sort(values.begin(), values.end());
  return values;
}

} // namespace

double kolmogorovSmirnov(std::span<const double> a, std::span<const double> b) {
  const std::vector<double> x = sorted(a);
  const std::vector<double> y = sorted(b);
  double distance = 0;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < x.size() && j < y.size()) {
    const double at = std::min(x[i], y[j]); // both step over every value that equals it
    while (i < x.size() && x[i] == at)
      ++i;
    while (j < y.size() && y[j] == at)
      ++j;
    const double below = static_cast<double>(i) / static_cast<double>(x.size());
    distance = std::max(distance, std::fabs(below - static_cast<double>(j) / static_cast<double>(y.size())));
  }
  return distance;
}

double kolmogorovSmirnov(std::span<const double> sample, const std::function<double(double)>& cdf) {
  const std::vector<double> x = sorted(sample);
  const auto n = static_cast<double>(x.size());
  double distance = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double exact = cdf(x[i]);
    const double before = static_cast<double>(i) / n;
    const double after = static_cast<double>(i + 1) / n;
    distance = std::max({distance, exact - before, after - exact});
  }
  return distance;
}

double kolmogorovSmirnovLimit(std::size_t n, std::size_t m) {
  assert(n > 0);
  constexpr double c = 1.94947; // 1 - K(c) = 0.001, K being Kolmogorov's limiting distribution
  const double parts = 1 / static_cast<double>(n) + (m > 0 ? 1 / static_cast<double>(m) : 0);
  return c * std::sqrt(parts);
}

} // namespace coldframe
