#include "sim/fit/speedup_law.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace coldframe {

namespace {

constexpr double kMostCoherence = 10;

double amdahl(double n, std::span<const double> p, std::span<double> d) {
  const double denominator = p[0] + (1 - p[0]) / n;
  d[0] = -(1 - 1 / n) / (denominator * denominator);
  return 1 / denominator;
}

double gustafson(double n, std::span<const double> p, std::span<double> d) {
  d[0] = -(n - 1);
  return n - p[0] * (n - 1);
}

double universalScalability(double n, std::span<const double> p, std::span<double> d) {
  const double denominator = 1 + p[0] * (n - 1) + p[1] * n * (n - 1);
  d[0] = -n * (n - 1) / (denominator * denominator);
  d[1] = -n * n * (n - 1) / (denominator * denominator);
  return n / denominator;
}

std::vector<FitParameter> parametersOf(SpeedupLaw law) {
  if (law == SpeedupLaw::UniversalScalability)
    return {{"contention", 0.05, 0, 1}, {"coherence", 1e-4, 0, kMostCoherence}};
  return {{"serial share", 0.05, 0, 1}};
}

FitModel modelOf(SpeedupLaw law) {
  switch (law) {
  case SpeedupLaw::Amdahl:
    return amdahl;
  case SpeedupLaw::Gustafson:
    return gustafson;
  case SpeedupLaw::UniversalScalability:
    return universalScalability;
  }
  return amdahl;
}

} // namespace

std::string_view lawName(SpeedupLaw law) {
  switch (law) {
  case SpeedupLaw::Amdahl:
    return "Amdahl";
  case SpeedupLaw::Gustafson:
    return "Gustafson";
  case SpeedupLaw::UniversalScalability:
    return "Universal Scalability";
  }
  return "";
}

double SpeedupFit::at(double workers) const {
  std::vector<double> values;
  for (const FittedParameter& parameter : fit.parameters)
    values.push_back(parameter.value);
  std::vector<double> unused(values.size());
  return modelOf(law)(workers, values, unused);
}

std::optional<double> SpeedupFit::peak() const {
  if (law != SpeedupLaw::UniversalScalability || fit.parameters[1].value <= 0 || fit.parameters[0].value >= 1)
    return std::nullopt;
  return std::sqrt((1 - fit.parameters[0].value) / fit.parameters[1].value);
}

std::optional<double> SpeedupFit::ceiling() const {
  if (law != SpeedupLaw::Amdahl || fit.parameters[0].value <= 0)
    return std::nullopt;
  return 1 / fit.parameters[0].value;
}

Result<SpeedupFit> fitSpeedupLaw(SpeedupLaw law, std::span<const double> workers, std::span<const double> speedups) {
  const std::vector<FitParameter> parameters = parametersOf(law);
  const std::set<double> different(workers.begin(), workers.end());
  if (different.size() < parameters.size() + 1)
    return failure(ErrorKind::Input, std::string(lawName(law)) + "'s law needs speedups at " +
                                         std::to_string(parameters.size() + 1) + " different numbers of workers");
  if (*different.begin() < 1 || std::any_of(speedups.begin(), speedups.end(), [](double s) { return !(s > 0); }))
    return failure(ErrorKind::Input, "speedup laws are about at least one worker and speedups above 0");
  auto fit = fitLeastSquares(workers, speedups, parameters, modelOf(law));
  if (!fit)
    return failure(fit.error());
  return SpeedupFit{law, std::move(*fit)};
}

std::vector<SpeedupFit> fitSpeedupLaws(std::span<const double> workers, std::span<const double> speedups) {
  std::vector<SpeedupFit> fits;
  for (const SpeedupLaw law : {SpeedupLaw::Amdahl, SpeedupLaw::Gustafson, SpeedupLaw::UniversalScalability})
    if (auto fit = fitSpeedupLaw(law, workers, speedups))
      fits.push_back(std::move(*fit));
  std::stable_sort(fits.begin(), fits.end(),
                   [](const SpeedupFit& a, const SpeedupFit& b) { return a.fit.aic < b.fit.aic; });
  return fits;
}

} // namespace coldframe
