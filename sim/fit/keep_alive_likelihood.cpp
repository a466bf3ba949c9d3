#include "sim/fit/keep_alive_likelihood.h"

#include "sim/random/elementary.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace coldframe {

namespace {

constexpr double kSharpest = 1e-3;
constexpr double kNever = -1e9; // the logarithm of a chance of nothing that an optimiser can still climb from

// ln(1 − Φ(z)).
double logUpperTail(double z) {
  constexpr double kFar = 12;
  if (z > kFar)
    return -0.5 * z * z - detLog(z * std::sqrt(2 * std::numbers::pi));
  return detLog(0.5 * std::erfc(z / std::numbers::sqrt2)); // libm: a fit
}

double logLimit(double x, double logMedian, double spread) {
  return x <= 0 ? 0 : logUpperTail((detLog(x) - logMedian) / spread);
}

// Places for a limit: between the times of interest, evenly in their logarithm.
std::vector<double> places(double least, double most, int count) {
  std::vector<double> at;
  for (int i = 0; i < count; ++i)
    at.push_back(detLog(least) + (detLog(most) - detLog(least)) * i / (count - 1));
  return at;
}

double quantile(std::vector<double> values, double p) {
  if (values.empty())
    return 1;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

} // namespace

KeepAliveLikelihood::KeepAliveLikelihood(const IdleSpells& spells, KeepAliveLaw law, bool age)
    : m_spells(&spells), m_law(law), m_age(age) {}

double KeepAliveLikelihood::spreadOf(double parameter) {
  return kSharpest + detExp(parameter);
}

std::vector<std::string> KeepAliveLikelihood::names() const {
  std::vector<std::string> names;
  if (m_law == KeepAliveLaw::StepDecay)
    names = {"share", "step"};
  else
    names = {"life"};
  if (hasLimit())
    names.insert(names.end(), {"idle limit", "idle limit spread"});
  if (hasQuiet())
    names.insert(names.end(), {"quiet limit", "quiet limit spread"});
  if (m_age)
    names.insert(names.end(), {"age limit", "age limit spread"});
  return names;
}

// The parts that belong to one environment's idleness.
double KeepAliveLikelihood::logIdle(std::span<const double> p, double gap) const {
  if (!hasLoss()) {
    const double steps = std::floor(gap / detExp(p[1]));
    return steps > 0 ? steps * std::max(kNever, detLog(1 / (1 + detExp(p[0])))) : 0;
  }
  double sum = -gap * detExp(-p[0]);
  if (hasLimit())
    sum += logLimit(gap, p[1], spreadOf(p[2]));
  return sum;
}

double KeepAliveLikelihood::logSurvival(std::span<const double> p, const EndedSpell& spell) const {
  double sum = logIdle(p, spell.gap);
  const std::size_t quiet = hasLimit() ? 3 : 1;
  if (hasQuiet())
    sum += logLimit(spell.quiet, p[quiet], spreadOf(p[quiet + 1]));
  if (m_age) {
    const double spread = spreadOf(p[p.size() - 1]);
    sum += logLimit(spell.ageTo, p[p.size() - 2], spread) - logLimit(spell.ageFrom, p[p.size() - 2], spread);
  }
  return sum;
}

double KeepAliveLikelihood::operator()(std::span<const double> p) const {
  double sum = 0;
  if (hasLoss())
    sum -= m_spells->survivedTime * detExp(-p[0]);
  if (!hasLoss() || hasLimit())
    for (const auto& [key, bin] : m_spells->survivedGaps)
      sum += bin.count * (hasLoss() ? logLimit(bin.mean(), p[1], spreadOf(p[2])) : logIdle(p, bin.mean()));
  const std::size_t quiet = hasLimit() ? 3 : 1;
  if (hasQuiet())
    for (const auto& [key, bin] : m_spells->survivedQuiet)
      sum += bin.count * logLimit(bin.mean(), p[quiet], spreadOf(p[quiet + 1]));
  if (m_age)
    for (const double reached : m_spells->agesReached)
      sum += logLimit(reached, p[p.size() - 2], spreadOf(p[p.size() - 1]));
  for (const EndedSpell& spell : m_spells->ended) {
    const double gone = -std::expm1(logSurvival(p, spell)); // libm: a fit
    sum += gone > 0 ? detLog(gone) : kNever;
  }
  return std::isfinite(sum) ? sum : -std::numeric_limits<double>::max();
}

std::vector<double> KeepAliveLikelihood::start() const {
  constexpr int kPlaces = 10;
  constexpr double kStartSpread = -2.5; // ln 0.08
  std::vector<double> gaps, quiets, ages;
  for (const EndedSpell& spell : m_spells->ended) {
    gaps.push_back(spell.gap);
    quiets.push_back(spell.quiet);
    ages.push_back(spell.ageTo);
  }
  double oldest = 1;
  for (const double age : m_spells->agesReached)
    oldest = std::max(oldest, age);
  // One list of places for each parameter; a spread begins at one place.
  std::vector<std::vector<double>> grid;
  const double longest = std::max(1.0, m_spells->longestSurvived);
  if (hasLoss()) {
    const double rough = m_spells->survivedTime / static_cast<double>(m_spells->ended.size());
    grid.push_back({detLog(rough), detLog(rough * 8), detLog(rough * 100)});
  } else {
    grid.push_back({-1, 0, 1});
    grid.push_back(places(longest / 30, std::max(longest, quantile(gaps, 0.9)), 300));
  }
  if (hasLimit()) {
    grid.push_back(places(longest / 4, std::max(longest * 1.2, quantile(gaps, 0.9)), kPlaces));
    grid.push_back({kStartSpread});
  }
  if (hasQuiet()) {
    const double quiet = std::max(1.0, m_spells->longestQuietSurvived);
    grid.push_back(places(quiet / 1.5, std::max(quiet * 1.5, quantile(quiets, 0.9)), kPlaces));
    grid.push_back({kStartSpread});
  }
  if (m_age) {
    grid.push_back(places(oldest / 2, std::max(oldest * 1.2, quantile(ages, 0.9)), kPlaces));
    grid.push_back({kStartSpread});
  }
  std::vector<double> point, best;
  double highest = -std::numeric_limits<double>::infinity();
  const auto walk = [&](const auto& self, std::size_t depth) -> void {
    if (depth == grid.size()) {
      if (const double height = (*this)(point); height > highest || best.empty()) {
        highest = height;
        best = point;
      }
      return;
    }
    for (const double place : grid[depth]) {
      point.push_back(place);
      self(self, depth + 1);
      point.pop_back();
    }
  };
  walk(walk, 0);
  return best;
}

LikelihoodPeak KeepAliveLikelihood::peak() const {
  const std::vector<double> from = start();
  std::vector<double> steps;
  for (const std::string& name : names())
    steps.push_back(name.find("limit") != std::string::npos && name.find("spread") == std::string::npos ? 0.03 : 0.4);
  return maximiseLikelihood(*this, from, steps);
}

double KeepAliveLikelihood::survival(std::span<const double> parameters, double t) const {
  return detExp(logIdle(parameters, t));
}

} // namespace coldframe
