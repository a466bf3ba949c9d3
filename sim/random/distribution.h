// Probability distributions of non-negative quantities. The unit is the owner's business: a distribution of times
// is in nanoseconds, of sizes in bytes. sample() gives a whole number of that unit, at least 0: every draw becomes an
// integer at once, so nothing random stays in a double. Sampling: exponential and normal by ziggurat (and what is made
// of them: lognormal, Weibull, Pareto), gamma after Marsaglia & Tsang (2000, ACM TOMS 26:3), the rest by inversion; a
// mixture first draws its part.
#pragma once

#include "sim/random/elementary.h"
#include "sim/random/generator.h"
#include "sim/random/ziggurat.h"

#include <cmath>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

namespace coldframe {

struct Scalar {
  double value = 0;
  bool operator==(const Scalar&) const = default;
};
struct Exponential {
  double mean = 0;
  bool operator==(const Exponential&) const = default;
};
struct Normal {
  double mean = 0, sd = 0;
  bool operator==(const Normal&) const = default;
}; // truncated at 0
struct LogNormal {
  double median = 0, sigma = 0;
  bool operator==(const LogNormal&) const = default;
};
struct Gamma {
  double mean = 0, shape = 1;
  bool operator==(const Gamma&) const = default;
};
struct Weibull {
  double scale = 0, shape = 1;
  bool operator==(const Weibull&) const = default;
};
struct Pareto {
  double minimum = 0, shape = 1;
  bool operator==(const Pareto&) const = default;
};
struct Uniform {
  double low = 0, high = 0;
  bool operator==(const Uniform&) const = default;
};
struct Triangular {
  double low = 0, mode = 0, high = 0;
  bool operator==(const Triangular&) const = default;
};
// Values are drawn with equal chance, exactly as they stand.
struct Empirical {
  std::vector<double> values;
  bool operator==(const Empirical&) const = default;
};
struct Mixture;

class Distribution {
public:
  using Kind = std::variant<Scalar, Exponential, Normal, LogNormal, Gamma, Weibull, Pareto, Uniform, Triangular,
                            Empirical, std::shared_ptr<const Mixture>>;

  Distribution() = default; // the scalar 0
  template <class K>
    requires std::constructible_from<Kind, K>
  Distribution(K kind) : m_kind(std::move(kind)) {} // NOLINT: implicit on purpose, Distribution d = LogNormal{…}
  static Distribution mixture(std::vector<std::pair<double, Distribution>> weighted); // weights need not sum to 1

  const Kind& kind() const { return m_kind; }
  bool isZero() const { return std::holds_alternative<Scalar>(m_kind) && std::get<Scalar>(m_kind).value == 0; }

  double mean() const;             // infinite where the law has none (Pareto with shape <= 1)
  double quantile(double p) const; // by formula, for gamma and mixtures by bisection on cdf()
  double cdf(double x) const;
  Distribution scaled(double factor) const; // the law of factor × X
  bool operator==(const Distribution& other) const;

  // Source: Generator or KeyedGenerator.
  template <class Source>
  double sampleReal(Source& source) const;
  template <class Source>
  std::int64_t sample(Source& source) const {
    if (const auto* scalar = std::get_if<Scalar>(&m_kind)) [[likely]]
      return toWhole(scalar->value);
    if (const auto* exponential = std::get_if<Exponential>(&m_kind))
      return toWhole(exponential->mean * sampleExponential(source));
    return toWhole(sampleReal(source));
  }

  // No draw is larger: an eighth of the int64 range (of times 36 years), so that a few may be added up.
  static constexpr double kMost = 1ULL << 60;
  static std::int64_t toWhole(double x) {
    if (!(x > 0))
      return 0;
    return x >= kMost ? static_cast<std::int64_t>(kMost) : static_cast<std::int64_t>(x + 0.5);
  }

private:
  Kind m_kind = Scalar{};
};

struct Mixture {
  std::vector<double> cumulative; // ends at 1
  std::vector<Distribution> parts;
  bool operator==(const Mixture&) const = default;
};

// Gamma with shape a and scale 1.
template <class Source>
double sampleStandardGamma(double a, Source& source) {
  if (a < 1.0) {
    const double u = source.uniform();
    return sampleStandardGamma(a + 1.0, source) * detPow(u, 1.0 / a);
  }
  const double d = a - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double x = sampleNormal(source);
    const double t = 1.0 + c * x;
    if (t <= 0)
      continue;
    const double v = t * t * t;
    if (detLog(source.uniform()) < 0.5 * x * x + d - d * v + d * detLog(v))
      return d * v;
  }
}

template <class Source>
double Distribution::sampleReal(Source& source) const {
  struct Draw {
    Source& s;
    double operator()(const Scalar& k) const { return k.value; }
    double operator()(const Exponential& k) const { return k.mean * sampleExponential(s); }
    double operator()(const Normal& k) const {
      if (k.sd <= 0)
        return k.mean;
      for (;;) { // truncated at 0: draw again
        const double x = k.mean + k.sd * sampleNormal(s);
        if (x >= 0)
          return x;
      }
    }
    double operator()(const LogNormal& k) const {
      return k.sigma == 0 ? k.median : k.median * detExp(k.sigma * sampleNormal(s));
    }
    double operator()(const Gamma& k) const { return k.mean / k.shape * sampleStandardGamma(k.shape, s); }
    double operator()(const Weibull& k) const { return k.scale * detPow(sampleExponential(s), 1.0 / k.shape); }
    double operator()(const Pareto& k) const { return k.minimum * detExp(sampleExponential(s) / k.shape); }
    double operator()(const Uniform& k) const { return k.low + (k.high - k.low) * s.uniform(); }
    double operator()(const Triangular& k) const {
      const double u = s.uniform();
      const double span = k.high - k.low;
      const double left = k.mode - k.low;
      if (span <= 0)
        return k.low;
      return u * span < left ? k.low + std::sqrt(u * span * left)
                             : k.high - std::sqrt((1 - u) * span * (k.high - k.mode));
    }
    double operator()(const Empirical& k) const {
      const auto index = static_cast<std::size_t>(s.uniform() * static_cast<double>(k.values.size()));
      return k.values[index < k.values.size() ? index : k.values.size() - 1];
    }
    double operator()(const std::shared_ptr<const Mixture>& k) const {
      const double u = s.uniform();
      std::size_t i = 0;
      while (i + 1 < k->parts.size() && u >= k->cumulative[i])
        ++i;
      return k->parts[i].sampleReal(s);
    }
  };
  return std::visit(Draw{source}, m_kind);
}

} // namespace coldframe
