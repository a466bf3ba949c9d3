#include "sim/fit/keep_alive_likelihood.h"

#include "sim/random/elementary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace coldframe {

namespace {

constexpr double kSharpest = 1e-3;
constexpr double kSureOf = -8;  // 1 − Φ(−8) is 1 to 15 digits
constexpr double kNever = -1e9; // the logarithm of a chance of nothing that an optimiser can still climb from

// ln(1 − Φ(z)).
double logUpperTail(double z) {
  constexpr double kFar = 12;
  if (z < kSureOf)
    return 0;
  if (z > kFar)
    return -0.5 * z * z - detLog(z * std::sqrt(2 * std::numbers::pi));
  return detLog(0.5 * std::erfc(z / std::numbers::sqrt2)); // libm: a fit
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
    : m_spells(&spells), m_law(law), m_age(age) {
  for (const auto& [key, bin] : spells.survivedGaps)
    m_gaps.push_back(seen(bin.mean(), bin.count));
  for (const auto& [key, bin] : spells.survivedQuiet)
    m_quiets.push_back(seen(bin.mean(), bin.count));
  for (const double reached : spells.agesReached)
    m_ages.push_back(seen(reached));
  std::sort(m_ages.begin(), m_ages.end(), [](const Seen& a, const Seen& b) { return a.time < b.time; });
  for (const EndedSpell& spell : spells.ended)
    m_ended.push_back({seen(spell.gap), seen(spell.quiet), seen(spell.ageFrom), seen(spell.ageTo)});
}

KeepAliveLikelihood::Seen KeepAliveLikelihood::seen(double time, double count) {
  return {time, time > 0 ? detLog(time) : -std::numeric_limits<double>::infinity(), count};
}

// Those that are far below the limit add nothing.
double KeepAliveLikelihood::sumOfLimits(const std::vector<Seen>& ascending, double logMedian, double spread) {
  double sum = 0;
  for (auto it = ascending.rbegin(); it != ascending.rend(); ++it) {
    const double z = (it->log - logMedian) / spread;
    if (z < kSureOf)
      break;
    sum += it->count * logUpperTail(z);
  }
  return sum;
}

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
double KeepAliveLikelihood::logIdle(std::span<const double> p, const Seen& gap) const {
  if (!hasLoss()) {
    const double steps = std::floor(gap.time / detExp(p[1]));
    return steps > 0 ? steps * std::max(kNever, detLog(1 / (1 + detExp(p[0])))) : 0;
  }
  double sum = -gap.time * detExp(-p[0]);
  if (hasLimit())
    sum += logUpperTail((gap.log - p[1]) / spreadOf(p[2]));
  return sum;
}

double KeepAliveLikelihood::logSurvival(std::span<const double> p, const Ended& spell) const {
  double sum = logIdle(p, spell.gap);
  const std::size_t quiet = hasLimit() ? 3 : 1;
  if (hasQuiet())
    sum += logUpperTail((spell.quiet.log - p[quiet]) / spreadOf(p[quiet + 1]));
  if (m_age) {
    const double median = p[p.size() - 2];
    const double spread = spreadOf(p[p.size() - 1]);
    sum += logUpperTail((spell.ageTo.log - median) / spread) - logUpperTail((spell.ageFrom.log - median) / spread);
  }
  return sum;
}

double KeepAliveLikelihood::operator()(std::span<const double> p) const {
  double sum = 0;
  if (hasLoss())
    sum -= m_spells->survivedTime * detExp(-p[0]);
  if (!hasLoss())
    for (const Seen& gap : m_gaps)
      sum += gap.count * logIdle(p, gap);
  else if (hasLimit())
    sum += sumOfLimits(m_gaps, p[1], spreadOf(p[2]));
  const std::size_t quiet = hasLimit() ? 3 : 1;
  if (hasQuiet())
    sum += sumOfLimits(m_quiets, p[quiet], spreadOf(p[quiet + 1]));
  if (m_age)
    sum += sumOfLimits(m_ages, p[p.size() - 2], spreadOf(p[p.size() - 1]));
  for (const Ended& spell : m_ended) {
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
  return detExp(logIdle(parameters, seen(t)));
}

} // namespace coldframe
