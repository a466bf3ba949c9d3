// Means of replications with their 95 % intervals (Student's t), shares of rare events with Wilson's interval, and
// running moments (Welford 1962). An estimate from one replication has no interval: hasInterval() is false and low =
// high = mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coldframe {

struct Estimate {
  double mean = 0;
  double lo = 0; // of the 95 % interval
  double hi = 0;
  std::uint64_t n = 0; // replications it rests on

  bool hasInterval() const { return n > 1; }
  double halfWidth() const { return 0.5 * (hi - lo); }
  bool operator==(const Estimate&) const = default;
};

// Mean and t interval over replications; the values in replication order. n = 0 for an empty span.
Estimate estimate(std::span<const double> values);

// Student's t for a two-sided 95 % interval with `degrees` >= 1 degrees of freedom, to six decimals (so that every libm
// gives the same bytes).
double studentT95(std::uint64_t degrees);

class RunningMoments {
public:
  void add(double x);
  std::uint64_t count() const { return m_count; }
  double mean() const { return m_mean; }
  double variance() const { return m_count > 1 ? m_squares / static_cast<double>(m_count - 1) : 0; }
  double standardError() const;

private:
  std::uint64_t m_count = 0;
  double m_mean = 0;
  double m_squares = 0;
};

// k events of n trials: the share and its Wilson 95 % interval.
Estimate proportion(std::uint64_t k, std::uint64_t n);

// other[i] ÷ one[i] for every i; both in replication order and of equal length. A zero divisor ends the list there.
std::vector<double> pairedRatios(std::span<const double> numerator, std::span<const double> denominator);

} // namespace coldframe
