// Mean, variance and standard error of numbers that pass by (B. P. Welford, "Note on a method for calculating corrected
// sums of squares and products", Technometrics 4, 1962). What does not exist yet is NaN, never 0: the mean of nothing,
// the variance of one. The same numbers in the same order give the same bytes.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace coldframe {

class RunningMoments {
public:
  void add(double x) {
    ++m_count;
    const double before = x - m_mean;
    m_mean += before / static_cast<double>(m_count);
    m_squares += before * (x - m_mean);
  }
  std::uint64_t count() const { return m_count; }
  double mean() const { return m_count > 0 ? m_mean : kNone; }
  double variance() const { return m_count > 1 ? m_squares / static_cast<double>(m_count - 1) : kNone; } // unbiased
  double standardDeviation() const { return std::sqrt(variance()); }
  double standardError() const { return std::sqrt(variance() / static_cast<double>(m_count)); } // of the mean

private:
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  std::uint64_t m_count = 0;
  double m_mean = 0;
  double m_squares = 0;
};

} // namespace coldframe
