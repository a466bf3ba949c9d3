#include "sim/fit/redrawn_law.h"

#include "sim/random/elementary.h"

#include <boost/math/special_functions/trigamma.hpp>

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr double kLeastOfAPart = 5; // values of a part

// Mean and standard deviation of a normal law that was fitted by maximum likelihood to n values.
struct NormalDraw {
  double mean = 0, sd = 0;
};
NormalDraw redrawnNormal(double mean, double sd, double n, Generator& source) {
  const double chiSquared = 2 * sampleStandardGamma(0.5 * (n - 1), source);
  const double drawn = sd * std::sqrt(n / chiSquared);
  return {mean + drawn / std::sqrt(n) * sampleNormal(source), drawn};
}

struct Redraw {
  double n;
  Generator& source;

  Distribution operator()(const Scalar& k) const { return k; }
  Distribution operator()(const Uniform& k) const { return k; }
  Distribution operator()(const Triangular& k) const { return k; }
  Distribution operator()(const Exponential& k) const {
    return Exponential{k.mean * n / sampleStandardGamma(n, source)};
  }
  Distribution operator()(const Normal& k) const {
    const NormalDraw draw = redrawnNormal(k.mean, k.sd, n, source);
    return Normal{std::max(0.0, draw.mean), draw.sd};
  }
  Distribution operator()(const LogNormal& k) const {
    const NormalDraw draw = redrawnNormal(detLog(k.median), k.sigma, n, source);
    return LogNormal{detExp(draw.mean), draw.sd};
  }
  Distribution operator()(const Pareto& k) const {
    return Pareto{k.minimum, k.shape * sampleStandardGamma(std::max(1.0, n - 1), source) / n};
  }
  Distribution operator()(const Gamma& k) const {
    // The mean and the shape are orthogonal: var(ln mean) = 1 ÷ (n k), var(ln k) = 1 ÷ (n k² (ψ′(k) − 1 ÷ k)).
    const double shapeError = 1 / (k.shape * std::sqrt(n * (boost::math::trigamma(k.shape) - 1 / k.shape)));
    const double mean = k.mean * detExp(sampleNormal(source) / std::sqrt(n * k.shape));
    return Gamma{mean, k.shape * detExp(shapeError * sampleNormal(source))};
  }
  Distribution operator()(const Weibull& k) const {
    // var(ln shape) = 0.6079 ÷ n, var(ln scale) = 1.1087 ÷ (n shape²), their covariance 0.2570 ÷ (n shape).
    constexpr double kCorrelation = 0.3130;
    const double a = sampleNormal(source), b = sampleNormal(source);
    const double shape = k.shape * detExp(std::sqrt(0.6079 / n) * a);
    const double other = kCorrelation * a + std::sqrt(1 - kCorrelation * kCorrelation) * b;
    return Weibull{k.scale * detExp(std::sqrt(1.1087 / n) / k.shape * other), shape};
  }
  Distribution operator()(const Empirical& k) const {
    constexpr double kMost = 1000; // as many as a law has; more values leave next to nothing open
    Empirical drawn;
    for (double i = 0; i < std::min(n, kMost); ++i)
      drawn.values.push_back(k.values[static_cast<std::size_t>(source.below(k.values.size()))]);
    std::sort(drawn.values.begin(), drawn.values.end());
    return drawn;
  }
  Distribution operator()(const std::shared_ptr<const Mixture>& k) const {
    std::vector<std::pair<double, Distribution>> parts;
    double before = 0;
    for (std::size_t i = 0; i < k->parts.size(); ++i) {
      const double values = n * (k->cumulative[i] - before);
      before = k->cumulative[i];
      // What less than one value belongs to was not seen but follows from the law's form: it stays as it is.
      if (values < 1)
        parts.emplace_back(values, k->parts[i]);
      else
        parts.emplace_back(sampleStandardGamma(values, source), redrawn(k->parts[i], values, source));
    }
    return Distribution::mixture(std::move(parts));
  }
};

} // namespace

Distribution redrawn(const Distribution& law, double n, Generator& source) {
  return std::visit(Redraw{std::max(kLeastOfAPart, n), source}, law.kind());
}

} // namespace coldframe
