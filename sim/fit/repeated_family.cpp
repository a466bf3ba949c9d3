#include "sim/fit/repeated_family.h"

#include "sim/random/elementary.h"
#include "sim/stats/kolmogorov_smirnov.h"
#include "sim/stats/running_moments.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace coldframe {

namespace {

constexpr double kNs = 1e9;
constexpr int kMostTries = 6;

struct Part {
  double weight = 0, median = 0, sigma = 0; // s
};

// The likeliest base by AIC.
std::optional<FamilyFit> baseOf(std::span<const double> single) {
  std::optional<FamilyFit> best = fitLogNormal(single);
  for (const std::size_t parts : {2U, 3U})
    if (auto fit = fitLogNormals(single, parts); fit && fit->aic < best->aic)
      best = std::move(fit);
  return std::isfinite(best->aic) ? best : std::nullopt;
}

std::vector<Part> partsOf(const Distribution& law) {
  if (const auto* one = std::get_if<LogNormal>(&law.kind()))
    return {{1, one->median / kNs, one->sigma}};
  std::vector<Part> parts;
  const auto& mixture = *std::get<std::shared_ptr<const Mixture>>(law.kind());
  double before = 0;
  for (std::size_t i = 0; i < mixture.parts.size(); ++i) {
    const auto& part = std::get<LogNormal>(mixture.parts[i].kind());
    parts.push_back({mixture.cumulative[i] - before, part.median / kNs, part.sigma});
    before = mixture.cumulative[i];
  }
  return parts;
}

double logDensity(const std::vector<Part>& parts, double seconds) {
  double sum = 0;
  for (const Part& part : parts) {
    const double z = (detLog(seconds) - detLog(part.median)) / part.sigma;
    sum += part.weight * detExp(-0.5 * z * z) / (part.sigma * seconds * std::sqrt(2 * std::numbers::pi));
  }
  return detLog(std::max(sum, 1e-300));
}

} // namespace

std::optional<FamilyFit> fitRepeated(std::span<const double> seconds) {
  constexpr std::size_t kLeast = 24;
  constexpr double kMostRepeated = 0.2, kWidest = 0.2;
  if (seconds.size() < kLeast)
    return std::nullopt;
  const double median = seconds[seconds.size() / 2];
  const auto second = std::lower_bound(seconds.begin(), seconds.end(), 1.5 * median);
  const std::span<const double> single(seconds.begin(), second);
  if (seconds.end() - second < 2)
    return std::nullopt;
  double tries = static_cast<double>(single.size());
  for (auto it = second; it != seconds.end(); ++it)
    tries += std::round(*it / median);
  const double repeated = 1 - static_cast<double>(seconds.size()) / tries;
  RunningMoments moments;
  for (const double x : single)
    moments.add(x);
  if (repeated > kMostRepeated || !(moments.standardDeviation() < kWidest * moments.mean()))
    return std::nullopt;
  const auto base = baseOf(single);
  if (!base)
    return std::nullopt;

  std::vector<Part> parts = partsOf(base->law);
  for (Part& part : parts)
    part.weight *= 1 - repeated;
  double share = 1 - repeated;
  for (int k = 2; k <= kMostTries; ++k) {
    share *= repeated;
    const double spread = moments.standardDeviation() / (moments.mean() * std::sqrt(static_cast<double>(k)));
    const double variance = detLog(1 + spread * spread);
    parts.push_back({share, k * moments.mean() / detExp(0.5 * variance), std::sqrt(variance)});
  }
  FamilyFit fit;
  fit.family = base->family + ", now and then repeated";
  fit.parameters = base->parameters + 1;
  fit.figures = base->figures;
  fit.figures.push_back(fittedShare("tries that are repeated", repeated, tries));
  std::vector<std::pair<double, Distribution>> weighted;
  for (const Part& part : parts)
    weighted.emplace_back(part.weight, LogNormal{part.median * kNs, part.sigma});
  fit.law = Distribution::mixture(std::move(weighted));
  for (const double x : seconds)
    fit.logLikelihood += logDensity(parts, x);
  fit.aic = 2.0 * fit.parameters - 2 * fit.logLikelihood;
  fit.distance = kolmogorovSmirnov(seconds, [&fit](double x) { return fit.law.cdf(x * kNs); });
  return fit;
}

} // namespace coldframe
