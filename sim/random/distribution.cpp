#include "sim/random/distribution.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

namespace coldframe {

namespace {

// Complementary error function to a relative 1.2e-7 everywhere: enough for cdf(), which only places quantiles and
// draws reference curves; samples never use it. Rational Chebyshev fit after Numerical Recipes' erfcc form.
double erfcApprox(double x) {
  const double z = std::fabs(x);
  const double t = 1.0 / (1.0 + 0.5 * z);
  const double poly =
      -z * z - 1.26551223 +
      t * (1.00002368 +
           t * (0.37409196 +
                t * (0.09678418 +
                     t * (-0.18628806 +
                          t * (0.27886807 +
                               t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  const double tail = t * detExp(poly);
  return x >= 0 ? tail : 2.0 - tail;
}

double normalCdf(double z) {
  return 0.5 * erfcApprox(-z / 1.41421356237309504880);
}

// log Γ(a) by Stirling's series after shifting a above 8; relative error below 1e-13.
double logGamma(double a) {
  double shift = 0;
  while (a < 8) {
    shift += detLog(a);
    a += 1;
  }
  const double inverse = 1 / a;
  const double square = inverse * inverse;
  return (a - 0.5) * detLog(a) - a + 0.91893853320467274178 +
         inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) - shift;
}

// Regularised lower incomplete gamma P(a, x): series below a + 1, continued fraction above.
double gammaP(double a, double x) {
  if (x <= 0)
    return 0;
  const double front = detExp(a * detLog(x) - x - logGamma(a));
  if (x < a + 1) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < 10'000 && term > sum * 1e-16; ++n) {
      term *= x / (a + n);
      sum += term;
    }
    return front * sum;
  }
  double b = x + 1 - a;
  double c = 1e300;
  double d = 1 / b;
  double h = d;
  for (int n = 1; n < 10'000; ++n) {
    const double an = -n * (n - a);
    b += 2;
    d = an * d + b;
    d = 1 / (std::fabs(d) < 1e-300 ? 1e-300 : d);
    c = b + an / c;
    if (std::fabs(c) < 1e-300)
      c = 1e-300;
    const double step = d * c;
    h *= step;
    if (std::fabs(step - 1) < 1e-15)
      break;
  }
  return 1 - front * h;
}

} // namespace

Distribution Distribution::mixture(std::vector<std::pair<double, Distribution>> weighted) {
  assert(!weighted.empty());
  Mixture mixture;
  double total = 0;
  for (const auto& [weight, part] : weighted)
    total += weight;
  double sum = 0;
  for (auto& [weight, part] : weighted) {
    sum += weight / total;
    mixture.cumulative.push_back(sum);
    mixture.parts.push_back(std::move(part));
  }
  mixture.cumulative.back() = 1;
  return Distribution(std::make_shared<const Mixture>(std::move(mixture)));
}

bool Distribution::operator==(const Distribution& other) const {
  const auto* mine = std::get_if<std::shared_ptr<const Mixture>>(&m_kind);
  const auto* theirs = std::get_if<std::shared_ptr<const Mixture>>(&other.m_kind);
  if (mine && theirs)
    return **mine == **theirs;
  return m_kind == other.m_kind;
}

double Distribution::mean() const {
  struct Mean {
    double operator()(const Scalar& k) const { return k.value; }
    double operator()(const Exponential& k) const { return k.mean; }
    double operator()(const Normal& k) const {
      if (k.sd <= 0)
        return k.mean;
      const double a = -k.mean / k.sd; // E[X | X > 0] = mean + sd φ(a) / (1 − Φ(a))
      const double density = 0.39894228040143267794 * detExp(-0.5 * a * a);
      return k.mean + k.sd * density / (1 - normalCdf(a));
    }
    double operator()(const LogNormal& k) const { return k.median * detExp(0.5 * k.sigma * k.sigma); }
    double operator()(const Gamma& k) const { return k.mean; }
    double operator()(const Weibull& k) const { return k.scale * detExp(logGamma(1 + 1 / k.shape)); }
    double operator()(const Pareto& k) const {
      return k.shape > 1 ? k.shape * k.minimum / (k.shape - 1) : std::numeric_limits<double>::infinity();
    }
    double operator()(const Uniform& k) const { return 0.5 * (k.low + k.high); }
    double operator()(const Triangular& k) const { return (k.low + k.mode + k.high) / 3; }
    double operator()(const Empirical& k) const {
      return std::accumulate(k.values.begin(), k.values.end(), 0.0) / static_cast<double>(k.values.size());
    }
    double operator()(const std::shared_ptr<const Mixture>& k) const {
      double sum = 0;
      double before = 0;
      for (std::size_t i = 0; i < k->parts.size(); ++i) {
        sum += (k->cumulative[i] - before) * k->parts[i].mean();
        before = k->cumulative[i];
      }
      return sum;
    }
  };
  return std::visit(Mean{}, m_kind);
}

double Distribution::cdf(double x) const {
  struct Cdf {
    double x;
    double operator()(const Scalar& k) const { return x >= k.value ? 1 : 0; }
    double operator()(const Exponential& k) const { return x <= 0 ? 0 : 1 - detExp(-x / k.mean); }
    double operator()(const Normal& k) const {
      if (x < 0)
        return 0;
      if (k.sd <= 0)
        return x >= k.mean ? 1 : 0;
      const double below = normalCdf(-k.mean / k.sd);
      return (normalCdf((x - k.mean) / k.sd) - below) / (1 - below);
    }
    double operator()(const LogNormal& k) const {
      if (x <= 0)
        return 0;
      return k.sigma == 0 ? (x >= k.median ? 1.0 : 0.0) : normalCdf(detLog(x / k.median) / k.sigma);
    }
    double operator()(const Gamma& k) const { return gammaP(k.shape, x * k.shape / k.mean); }
    double operator()(const Weibull& k) const { return x <= 0 ? 0 : 1 - detExp(-detPow(x / k.scale, k.shape)); }
    double operator()(const Pareto& k) const { return x <= k.minimum ? 0 : 1 - detPow(k.minimum / x, k.shape); }
    double operator()(const Uniform& k) const {
      return x <= k.low ? 0 : x >= k.high ? 1 : (x - k.low) / (k.high - k.low);
    }
    double operator()(const Triangular& k) const {
      if (x <= k.low)
        return 0;
      if (x >= k.high)
        return 1;
      const double span = k.high - k.low;
      return x < k.mode ? (x - k.low) * (x - k.low) / (span * (k.mode - k.low))
                        : 1 - (k.high - x) * (k.high - x) / (span * (k.high - k.mode));
    }
    double operator()(const Empirical& k) const {
      const auto below = std::count_if(k.values.begin(), k.values.end(), [&](double v) { return v <= x; });
      return static_cast<double>(below) / static_cast<double>(k.values.size());
    }
    double operator()(const std::shared_ptr<const Mixture>& k) const {
      double sum = 0;
      double before = 0;
      for (std::size_t i = 0; i < k->parts.size(); ++i) {
        sum += (k->cumulative[i] - before) * k->parts[i].cdf(x);
        before = k->cumulative[i];
      }
      return sum;
    }
  };
  return std::visit(Cdf{x}, m_kind);
}

double Distribution::quantile(double p) const {
  if (const auto* k = std::get_if<Scalar>(&m_kind))
    return k->value;
  if (const auto* k = std::get_if<Exponential>(&m_kind))
    return -k->mean * detLog(1 - p);
  if (const auto* k = std::get_if<LogNormal>(&m_kind))
    return k->sigma == 0 ? k->median : k->median * detExp(k->sigma * normalQuantile(p));
  if (const auto* k = std::get_if<Weibull>(&m_kind))
    return k->scale * detPow(-detLog(1 - p), 1 / k->shape);
  if (const auto* k = std::get_if<Pareto>(&m_kind))
    return k->minimum * detPow(1 - p, -1 / k->shape);
  if (const auto* k = std::get_if<Uniform>(&m_kind))
    return k->low + (k->high - k->low) * p;
  if (const auto* k = std::get_if<Empirical>(&m_kind)) {
    std::vector<double> sorted = k->values;
    std::sort(sorted.begin(), sorted.end());
    const auto index = static_cast<std::size_t>(p * static_cast<double>(sorted.size()));
    return sorted[std::min(index, sorted.size() - 1)];
  }
  double high = 1;
  while (cdf(high) < p && high < 1e300)
    high *= 2;
  double low = 0;
  for (int i = 0; i < 200; ++i) {
    const double middle = 0.5 * (low + high);
    (cdf(middle) < p ? low : high) = middle;
  }
  return high;
}

Distribution Distribution::scaled(double factor) const {
  struct Scale {
    double f;
    Distribution operator()(Scalar k) const { return Scalar{k.value * f}; }
    Distribution operator()(Exponential k) const { return Exponential{k.mean * f}; }
    Distribution operator()(Normal k) const { return Normal{k.mean * f, k.sd * f}; }
    Distribution operator()(LogNormal k) const { return LogNormal{k.median * f, k.sigma}; }
    Distribution operator()(Gamma k) const { return Gamma{k.mean * f, k.shape}; }
    Distribution operator()(Weibull k) const { return Weibull{k.scale * f, k.shape}; }
    Distribution operator()(Pareto k) const { return Pareto{k.minimum * f, k.shape}; }
    Distribution operator()(Uniform k) const { return Uniform{k.low * f, k.high * f}; }
    Distribution operator()(Triangular k) const { return Triangular{k.low * f, k.mode * f, k.high * f}; }
    Distribution operator()(Empirical k) const {
      for (double& v : k.values)
        v *= f;
      return k;
    }
    Distribution operator()(const std::shared_ptr<const Mixture>& k) const {
      Mixture scaled = *k;
      for (Distribution& part : scaled.parts)
        part = part.scaled(f);
      return Distribution(std::make_shared<const Mixture>(std::move(scaled)));
    }
  };
  return std::visit(Scale{factor}, m_kind);
}

} // namespace coldframe
