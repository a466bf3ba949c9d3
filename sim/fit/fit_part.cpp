#include "sim/fit/fit_part.h"

#include "sim/random/elementary.h"
#include "sim/stats/estimate.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

// In standard errors, of a mean of so many values.
double reach95(double values) {
  constexpr double kNormal95 = 1.959964;
  return std::isfinite(values) ? studentT95(static_cast<std::uint64_t>(std::max(2.0, values)) - 1) : kNormal95;
}

} // namespace

FittedFigure fittedFigure(std::string name, std::string unit, double value, double standardError, double values) {
  const double reach = reach95(values) * standardError;
  return {std::move(name), std::move(unit), value, standardError, std::max(0.0, value - reach), value + reach};
}

FittedFigure fittedMedian(std::string name, std::string unit, double median, double logError, double values) {
  const double factor = detExp(reach95(values) * logError);
  return {std::move(name), std::move(unit), median, median * logError, median / factor, median * factor};
}

FittedFigure fittedFigure(const FittedParameter& parameter, std::string name, std::string unit) {
  return {std::move(name), std::move(unit),
          parameter.value, std::isfinite(parameter.standardError) ? parameter.standardError : 0,
          parameter.lo,    parameter.hi};
}

FittedFigure fittedShare(std::string name, double share, double n) {
  FittedFigure figure = fittedFigure(std::move(name), "", share, n > 0 ? std::sqrt(share * (1 - share) / n) : 0);
  figure.hi = std::min(1.0, figure.hi);
  return figure;
}

FittedFigure plainFigure(std::string name, std::string unit, double value) {
  return {std::move(name), std::move(unit), value, 0, value, value};
}

double jointError(double a, double b) {
  return std::sqrt(a * a + b * b);
}

const FittedFigure* figureOf(const FitPart* part, std::string_view name) {
  if (part == nullptr || !part->identified())
    return nullptr;
  const auto it = std::find_if(part->figures.begin(), part->figures.end(),
                               [name](const FittedFigure& figure) { return figure.name == name; });
  return it == part->figures.end() ? nullptr : &*it;
}

FitPart notIdentified(std::string key, std::string title, std::uint64_t n, std::string why) {
  FitPart part;
  part.key = std::move(key);
  part.title = std::move(title);
  part.n = n;
  part.why = std::move(why);
  return part;
}

} // namespace coldframe
