#include "sim/stats/estimate.h"

#include <boost/math/distributions/students_t.hpp>

#include <cassert>
#include <cmath>

namespace coldframe {

namespace {

bool same(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

} // namespace

bool operator==(const Estimate& a, const Estimate& b) {
  return a.n == b.n && same(a.mean, b.mean) && same(a.lo, b.lo) && same(a.hi, b.hi);
}

double studentT95(std::uint64_t degrees) {
  assert(degrees >= 1);
  const boost::math::students_t law(static_cast<double>(degrees));
  return std::nearbyint(boost::math::quantile(law, 0.975) * 1e6) / 1e6;
}

Estimate estimate(const RunningMoments& moments) {
  Estimate result;
  result.n = moments.count();
  result.mean = moments.mean();
  if (result.n > 1) {
    const double half = studentT95(result.n - 1) * moments.standardError();
    result.lo = result.mean - half;
    result.hi = result.mean + half;
  }
  return result;
}

Estimate estimate(std::span<const double> perReplication) {
  RunningMoments moments;
  for (const double x : perReplication) {
    assert(std::isfinite(x));
    moments.add(x);
  }
  return estimate(moments);
}

} // namespace coldframe
