#include "sim/stats/estimate.h"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace coldframe {

void RunningMoments::add(double x) {
  ++m_count;
  const double before = x - m_mean;
  m_mean += before / static_cast<double>(m_count);
  m_squares += before * (x - m_mean);
}

double RunningMoments::standardError() const {
  return m_count > 1 ? std::sqrt(variance() / static_cast<double>(m_count)) : 0;
}

double studentT95(std::uint64_t degrees) {
  assert(degrees >= 1);
  const boost::math::students_t law(static_cast<double>(degrees));
  return std::nearbyint(boost::math::quantile(law, 0.975) * 1e6) / 1e6;
}

Estimate estimate(std::span<const double> values) {
  Estimate result;
  result.n = values.size();
  if (values.empty())
    return result;
  RunningMoments moments;
  for (const double x : values)
    moments.add(x);
  result.mean = result.lo = result.hi = moments.mean();
  if (values.size() > 1) {
    const double half = studentT95(values.size() - 1) * moments.standardError();
    result.lo -= half;
    result.hi += half;
  }
  return result;
}

Estimate proportion(std::uint64_t k, std::uint64_t n) {
  Estimate result;
  result.n = n;
  if (n == 0)
    return result;
  constexpr double z = 1.959963984540054;
  const auto trials = static_cast<double>(n);
  const double p = static_cast<double>(k) / trials;
  const double scale = 1 + z * z / trials;
  const double centre = (p + z * z / (2 * trials)) / scale;
  const double half = z / scale * std::sqrt(p * (1 - p) / trials + z * z / (4 * trials * trials));
  result.mean = p;
  result.lo = std::max(0.0, centre - half);
  result.hi = std::min(1.0, centre + half);
  return result;
}

std::vector<double> pairedRatios(std::span<const double> numerator, std::span<const double> denominator) {
  assert(numerator.size() == denominator.size());
  std::vector<double> ratios;
  for (std::size_t i = 0; i < numerator.size() && denominator[i] != 0; ++i)
    ratios.push_back(numerator[i] / denominator[i]);
  return ratios;
}

} // namespace coldframe
