#include "sim/fit/duration_family.h"

#include "sim/fit/normal_mixture.h"
#include "sim/fit/repeated_family.h"
#include "sim/random/elementary.h"
#include "sim/stats/kolmogorov_smirnov.h"
#include "sim/units/format.h"

#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace coldframe {

namespace {

constexpr double kNs = 1e9;
const double kLogTwoPi = detLog(2 * std::numbers::pi);

struct Moments {
  double n = 0;
  double mean = 0, sd = 0;       // of x
  double logMean = 0, logSd = 0; // of ln x
  double logSum = 0;
};

Moments momentsOf(std::span<const double> x) {
  Moments m;
  m.n = static_cast<double>(x.size());
  std::vector<double> logs;
  logs.reserve(x.size());
  for (const double value : x) {
    m.mean += value / m.n;
    logs.push_back(detLog(value));
    m.logSum += logs.back();
  }
  m.logMean = m.logSum / m.n;
  double square = 0, logSquare = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    square += (x[i] - m.mean) * (x[i] - m.mean);
    logSquare += (logs[i] - m.logMean) * (logs[i] - m.logMean);
  }
  m.sd = std::sqrt(square / m.n);
  m.logSd = std::sqrt(logSquare / m.n);
  return m;
}

// From the standard deviation over n, which is the likeliest, not over n − 1.
double errorFromSd(double sd, double n) {
  return sd / std::sqrt(std::max(1.0, n - 1));
}

// Of many values in ascending order, evenly spaced ones: the distance changes by one step of theirs at most.
std::vector<double> thinned(std::span<const double> x) {
  constexpr std::size_t kEnough = 20'000;
  if (x.size() <= kEnough || !std::is_sorted(x.begin(), x.end()))
    return {x.begin(), x.end()};
  std::vector<double> some;
  for (std::size_t i = 0; i < kEnough; ++i)
    some.push_back(x[(2 * i + 1) * x.size() / (2 * kEnough)]);
  return some;
}

FamilyFit finished(FamilyFit fit, std::span<const double> x) {
  fit.aic = 2.0 * fit.parameters - 2 * fit.logLikelihood;
  fit.distance = kolmogorovSmirnov(thinned(x), [&fit](double seconds) { return fit.law.cdf(seconds * kNs); });
  return fit;
}

FamilyFit exponential(const Moments& m) {
  return {"exponential",
          Exponential{m.mean * kNs},
          {fittedFigure("mean", "s", m.mean, m.mean / std::sqrt(m.n), m.n)},
          1,
          -m.n * (detLog(m.mean) + 1)};
}

FamilyFit normal(const Moments& m) {
  return {"normal",
          Normal{m.mean * kNs, m.sd * kNs},
          {fittedFigure("mean", "s", m.mean, errorFromSd(m.sd, m.n), m.n),
           fittedFigure("sd", "s", m.sd, m.sd / std::sqrt(2 * m.n))},
          2,
          -m.n * (detLog(m.sd) + 0.5 * kLogTwoPi + 0.5)};
}

FamilyFit logNormal(const Moments& m) {
  const double median = detExp(m.logMean);
  return {"lognormal",
          LogNormal{median * kNs, m.logSd},
          {fittedMedian("median", "s", median, errorFromSd(m.logSd, m.n), m.n),
           fittedFigure("sigma", "", m.logSd, m.logSd / std::sqrt(2 * m.n))},
          2,
          -m.logSum - m.n * (detLog(m.logSd) + 0.5 * kLogTwoPi + 0.5)};
}

// ln k − ψ(k) = ln mean − mean of ln: by Newton's method from Minka's start (2002).
FamilyFit gamma(const Moments& m) {
  const double s = detLog(m.mean) - m.logMean;
  double k = (3 - s + std::sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);
  for (int i = 0; i < 50; ++i) {
    const double step = (detLog(k) - boost::math::digamma(k) - s) / (1 / k - boost::math::trigamma(k));
    const double next = k - step;
    k = next > 0 ? next : k / 2;
    if (std::fabs(step) < 1e-12 * k)
      break;
  }
  const double shapeError = 1 / std::sqrt(m.n * (boost::math::trigamma(k) - 1 / k));
  return {
      "gamma",
      Gamma{m.mean * kNs, k},
      {fittedFigure("mean", "s", m.mean, m.mean / std::sqrt(m.n * k), m.n), fittedFigure("shape", "", k, shapeError)},
      2,
      m.n * (k * detLog(k / m.mean) - boost::math::lgamma(k)) + (k - 1) * m.logSum - m.n * k};
}

FamilyFit weibull(const Moments& m, std::span<const double> all) {
  // Scaled by the largest, so that no power overflows. The sums of powers are taken of evenly spaced values where there
  // are many.
  const std::vector<double> x = thinned(all);
  const double top = *std::max_element(x.begin(), x.end());
  const double logMean = x.size() == all.size() ? m.logMean : momentsOf(x).logMean;
  double k = m.logSd > 0 ? 1.2825 / m.logSd : 1; // π/√6 ÷ sd of ln x
  double powers = 0;
  for (int i = 0; i < 100; ++i) {
    double a = 0, b = 0, c = 0; // Σ y^k, Σ y^k ln x, Σ y^k ln² x
    for (const double value : x) {
      const double log = detLog(value);
      const double power = detPow(value / top, k);
      a += power;
      b += power * log;
      c += power * log * log;
    }
    powers = a;
    const double f = b / a - 1 / k - logMean;
    const double slope = (c * a - b * b) / (a * a) + 1 / (k * k);
    const double next = k - f / slope;
    const double used = next > 0 ? next : k / 2;
    const bool done = std::fabs(used - k) < 1e-12 * k;
    k = used;
    if (done)
      break;
  }
  const double scale = top * detPow(powers / static_cast<double>(x.size()), 1 / k);
  // The inverse of the expected information: 0.6079 k² and 1.1087 (scale ÷ k)², a value each.
  return {"Weibull",
          Weibull{scale * kNs, k},
          {fittedFigure("scale", "s", scale, scale / k * std::sqrt(1.1087 / m.n)),
           fittedFigure("shape", "", k, k * std::sqrt(0.6079 / m.n))},
          2,
          m.n * (detLog(k) - k * detLog(scale)) + (k - 1) * m.logSum - m.n};
}

std::optional<FamilyFit> pareto(const Moments& m, std::span<const double> x) {
  const double least = *std::min_element(x.begin(), x.end());
  const double excess = m.logSum - m.n * detLog(least);
  if (!(excess > 0))
    return std::nullopt;
  const double shape = m.n / excess;
  return FamilyFit{"Pareto",
                   Pareto{least * kNs, shape},
                   {fittedFigure("minimum", "s", least, least / (m.n * shape)),
                    fittedFigure("shape", "", shape, shape / std::sqrt(m.n))},
                   2,
                   m.n * (detLog(shape) + shape * detLog(least)) - (shape + 1) * m.logSum};
}

} // namespace

FamilyFit fitLogNormal(std::span<const double> seconds) {
  return finished(logNormal(momentsOf(seconds)), seconds);
}

std::optional<FamilyFit> fitLogNormals(std::span<const double> seconds, std::size_t parts) {
  std::vector<double> y(seconds.size());
  std::transform(seconds.begin(), seconds.end(), y.begin(), [](double x) { return detLog(x); });
  std::sort(y.begin(), y.end());
  const std::optional<NormalMixture> mixture = fitNormalMixture(y, parts);
  if (!mixture)
    return std::nullopt;
  const auto n = static_cast<double>(y.size());
  FamilyFit fit;
  fit.family = parts == 2 ? "two lognormals" : "three lognormals";
  std::vector<std::pair<double, Distribution>> weighted;
  for (std::size_t k = 0; k < parts; ++k) {
    const auto& [weight, mean, sigma] = mixture->parts[k];
    const double median = detExp(mean);
    const std::string which = k == 0 ? "first" : k == 1 ? "second" : "third";
    weighted.emplace_back(weight, LogNormal{median * kNs, sigma});
    if (k + 1 < parts) // the last one's is what is left
      fit.figures.push_back(fittedShare("share of the " + which, weight, n));
    fit.figures.push_back(fittedMedian(which + " median", "s", median, errorFromSd(sigma, n * weight), n * weight));
    fit.figures.push_back(fittedFigure(which + " sigma", "", sigma, sigma / std::sqrt(2 * n * weight)));
  }
  fit.law = Distribution::mixture(std::move(weighted));
  fit.parameters = static_cast<int>(3 * parts) - 1;
  fit.logLikelihood = mixture->logLikelihood - std::accumulate(y.begin(), y.end(), 0.0);
  return finished(std::move(fit), seconds);
}

std::vector<FamilyFit> fitFamilies(std::span<const double> seconds) {
  std::vector<FamilyFit> fits;
  if (seconds.size() < kLeastForFamily)
    return fits;
  const Moments m = momentsOf(seconds);
  if (!(m.sd > 1e-12 * m.mean))
    return fits; // always the same: no family
  fits.push_back(finished(exponential(m), seconds));
  // The law of the simulator is cut off at 0: only where that cuts nothing is its likelihood this one.
  if (m.mean > 4 * m.sd)
    fits.push_back(finished(normal(m), seconds));
  fits.push_back(finished(logNormal(m), seconds));
  fits.push_back(finished(gamma(m), seconds));
  fits.push_back(finished(weibull(m, seconds), seconds));
  if (auto fit = pareto(m, seconds))
    fits.push_back(finished(std::move(*fit), seconds));
  if (auto fit = fitLogNormals(seconds, 2))
    fits.push_back(std::move(*fit));
  std::erase_if(fits, [](const FamilyFit& fit) { return !std::isfinite(fit.aic); });
  std::stable_sort(fits.begin(), fits.end(), [](const FamilyFit& a, const FamilyFit& b) { return a.aic < b.aic; });
  return fits;
}

Distribution empiricalLaw(std::span<const double> ascendingSeconds) {
  constexpr std::size_t kMost = 1000;
  Empirical law;
  const std::size_t n = std::min(kMost, ascendingSeconds.size());
  law.values.reserve(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t at = ascendingSeconds.size() <= kMost ? i : (2 * i + 1) * ascendingSeconds.size() / (2 * n);
    law.values.push_back(std::round(ascendingSeconds[at] * kNs));
  }
  return law;
}

FitPart fitTimes(std::string key, std::string title, std::vector<double> seconds, bool repeats) {
  const std::size_t all = seconds.size();
  std::erase_if(seconds, [](double x) { return !(x > 0); });
  std::sort(seconds.begin(), seconds.end());
  if (seconds.empty())
    return notIdentified(std::move(key), std::move(title), 0,
                         all == 0 ? "the run has none"
                                  : "every value is 0 or less: the clocks of the two stamps differ");
  FitPart part;
  part.key = std::move(key);
  part.title = std::move(title);
  part.n = seconds.size();
  if (all > seconds.size())
    part.notes.push_back(showCount(all - seconds.size()) + " of " + showCount(all) +
                         " values are 0 or less and left out");
  const auto quantile = [&](double p) {
    return seconds[std::min(seconds.size() - 1, static_cast<std::size_t>(p * static_cast<double>(seconds.size())))];
  };
  std::vector<FamilyFit> fits = fitFamilies(seconds);
  const auto limit = kolmogorovSmirnovLimit(seconds.size(), 0);
  // Storage requests have a body, slow ones and very slow ones: a third part is asked for only where nothing simpler
  // holds, and only it has a tail beyond the longest value seen.
  if (!fits.empty() && fits.front().distance > limit)
    if (auto three = fitLogNormals(seconds, 3); three && three->distance <= limit)
      fits.insert(fits.begin(), std::move(*three));
  if (repeats && !fits.empty())
    if (auto repeated = fitRepeated(seconds);
        repeated && repeated->distance <= limit && repeated->aic < fits.front().aic)
      fits.insert(fits.begin(), std::move(*repeated));
  if (!fits.empty() && fits.front().distance <= limit) {
    const FamilyFit& best = fits.front();
    part.method = best.family + ", maximum likelihood";
    part.figures = best.figures;
    part.law = best.law;
    if (fits.size() > 1)
      part.notes.push_back("next by AIC: " + fits[1].family + ", +" + significant(fits[1].aic - best.aic, 3));
  } else if (constexpr std::size_t kLeastForShape = 3;
             fits.empty() && seconds.size() >= kLeastForShape && seconds.front() < seconds.back()) {
    const FamilyFit taken = fitLogNormal(seconds);
    part.method = "lognormal, taken";
    part.figures = taken.figures;
    part.law = taken.law;
    part.notes.push_back("too few values to choose a family");
  } else {
    part.law = empiricalLaw(seconds);
    if (seconds.front() == seconds.back()) {
      part.method = "always the same";
    } else if (fits.empty()) {
      part.method = "the values themselves";
      part.notes.push_back("too few values for any law");
    } else {
      part.method = "the values themselves";
      part.notes.push_back("no family fits: " + fits.front().family + ", the nearest by AIC, is " +
                           significant(fits.front().distance, 2) + " away, " + significant(limit, 2) +
                           " would be chance");
    }
    part.figures.push_back(plainFigure("median", "s", quantile(0.5)));
  }
  part.figures.push_back(plainFigure("p90 seen", "s", quantile(0.9)));
  if (seconds.size() >= 100) {
    const double law = part.law->quantile(0.99) / kNs;
    part.figures.push_back(plainFigure("p99 seen", "s", quantile(0.99)));
    if (quantile(0.99) > 1.25 * law)
      part.notes.push_back("the tail is heavier than the law, whose p99 is " + showDuration(law));
  }
  part.sample = std::move(seconds);
  return part;
}

} // namespace coldframe
