// Means of independent runs and how far they may lie from an exact value.
#pragma once

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <ostream>

namespace coldframe::test {

// Values of independent runs, one a seed.
class Sample {
public:
  void add(double x) {
    ++m_count;
    const double delta = x - m_mean;
    m_mean += delta / static_cast<double>(m_count);
    m_squares += delta * (x - m_mean);
  }
  std::size_t count() const { return m_count; }
  double mean() const { return m_mean; }
  double standardError() const {
    const auto n = static_cast<double>(m_count);
    return m_count > 1 ? std::sqrt(m_squares / (n * (n - 1))) : 0;
  }
  friend std::ostream& operator<<(std::ostream& out, const Sample& s) {
    return out << s.m_mean << " ± " << s.standardError() << " (standard error, " << s.m_count << " runs)";
  }

private:
  std::size_t m_count = 0;
  double m_mean = 0;
  double m_squares = 0;
};

// The mean of the sample is within `n` of its standard errors of `exact`.
MATCHER_P2(WithinStandardErrors, exact, n, "") {
  *result_listener << "off by " << (arg.mean() - exact) / arg.standardError() << " standard errors";
  return arg.count() > 1 && std::fabs(arg.mean() - exact) <= n * arg.standardError();
}

// Enough was simulated for the comparison to mean something: the standard error is at most this share of the mean.
MATCHER_P(IsAsSharpAs, share, "") {
  *result_listener << "its standard error is " << 100 * arg.standardError() / std::fabs(arg.mean()) << " % of it";
  return arg.count() > 1 && arg.standardError() <= share * std::fabs(arg.mean());
}

} // namespace coldframe::test
