#include "sim/fit/keep_alive.h"

#include "sim/fit/keep_alive_likelihood.h"
#include "sim/random/elementary.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace coldframe {

namespace {

constexpr std::size_t kLeastSpells = 5;
constexpr double kLongestLife = 1e9; // s: longer ones are for ever

double natural(const std::string& name, double parameter) {
  if (name == "share")
    return 1 / (1 + detExp(-parameter));
  if (name.find("spread") != std::string::npos)
    return KeepAliveLikelihood::spreadOf(parameter);
  return detExp(parameter);
}

FittedParameter described(const KeepAliveLikelihood& model, const LikelihoodPeak& peak, std::size_t which,
                          const std::string& name, bool interval) {
  FittedParameter parameter;
  parameter.name = name;
  parameter.value = natural(name, peak.at[which]);
  parameter.lo = parameter.hi = parameter.value;
  if (!interval)
    return parameter;
  const bool limit = name.find("limit") != std::string::npos && name.find("spread") == std::string::npos;
  const ProfileInterval found = profileInterval(model, peak, which, limit ? 2 : 8);
  parameter.lo = std::isfinite(found.lo) ? natural(name, found.lo) : 0;
  parameter.hi = std::isfinite(found.hi) ? natural(name, found.hi) : std::numeric_limits<double>::infinity();
  constexpr double kWidthInErrors = 2 * 1.959964;
  parameter.standardError = (parameter.hi - parameter.lo) / kWidthInErrors;
  return parameter;
}

// A piecewise linear distribution function through the points of a law's survival curve.
SurvivalCurveKeepAlive curveOf(const KeepAliveLikelihood& model, const LikelihoodPeak& peak) {
  constexpr std::array kShares{.0005, .001, .0025, .005, .01, .02, .05, .1,  .2,   .3,
                               .4,    .5,   .6,    .7,   .8,  .9,  .95, .99, .9999};
  SurvivalCurveKeepAlive curve;
  for (const double dead : kShares) {
    double lo = 0, hi = kLongestLife;
    for (int i = 0; i < 80; ++i) {
      const double middle = 0.5 * (lo + hi);
      (model.survival(peak.at, middle) > 1 - dead ? lo : hi) = middle;
    }
    const Duration age = Duration::fromSeconds(std::round(hi * 1e3) / 1e3);
    if (curve.curve.empty() ? age > Duration() : age > curve.curve.back().age)
      curve.curve.push_back({age, dead});
    else if (!curve.curve.empty())
      curve.curve.back().dead = dead;
  }
  curve.curve.back().dead = 1;
  return curve;
}

Distribution lawOf(const SurvivalCurveKeepAlive& curve) {
  std::vector<std::pair<double, Distribution>> parts;
  SurvivalPoint before{};
  for (const SurvivalPoint& point : curve.curve) {
    parts.emplace_back(point.dead - before.dead,
                       Uniform{static_cast<double>(before.age.ns()), static_cast<double>(point.age.ns())});
    before = point;
  }
  return Distribution::mixture(std::move(parts));
}

KeepAlive policyOf(const KeepAliveLikelihood& model, const LikelihoodPeak& peak) {
  const auto time = [&](std::size_t which) {
    return Duration::fromSeconds(std::round(std::min(kLongestLife, detExp(peak.at[which])) * 1e3) / 1e3);
  };
  switch (model.law()) {
  case KeepAliveLaw::Exponential:
    return RandomLifeKeepAlive{Exponential{static_cast<double>(time(0).ns())}};
  case KeepAliveLaw::StepDecay:
    return StepDecayKeepAlive{time(1), natural("share", peak.at[0])};
  case KeepAliveLaw::Fixed:
    return curveOf(model, peak);
  case KeepAliveLaw::QuietFunction:
    return QuietFunctionKeepAlive{Exponential{static_cast<double>(time(0).ns())}, time(1)};
  case KeepAliveLaw::QuietAndFixed:
    return QuietFunctionKeepAlive{lawOf(curveOf(model, peak)), time(3)};
  }
  return NoKeepAlive{};
}

// Steps at which every environment dies are a fixed time.
void takeSureStepsAsFixed(KeepAliveFit& fit) {
  constexpr double kSure = 0.995;
  if (fit.law != KeepAliveLaw::StepDecay || fit.parameter("share")->value < kSure)
    return;
  fit.law = KeepAliveLaw::Fixed;
  fit.policy = FixedKeepAlive{std::get<StepDecayKeepAlive>(fit.policy).step};
  fit.parameters.erase(fit.parameters.begin());
  fit.parameters.front().name = "idle limit";
}

std::vector<std::string> notesOf(const KeepAliveFit& fit, const IdleSpells& spells) {
  std::vector<std::string> notes;
  const auto note = [&](std::string text) { notes.push_back(std::move(text)); };
  if (spells.coldBesideIdle > 0)
    note(std::to_string(spells.coldBesideIdle) + " of " + std::to_string(spells.coldStarts) +
         " cold starts came although an environment was idle that served a later call: the platform starts some on its "
         "own account, which no law here has");
  if (fit.candidates.size() > 1 && fit.candidates[1].bic - fit.candidates[0].bic < 2)
    note("the law \"" + std::string(lawName(fit.candidates[1].law)) +
         (fit.candidates[1].age ? "\" with" : "\" without") +
         " a limit of age explains the log as well: they cannot be told apart");
  if (!fit.maxAge)
    note(
        "no limit of age can be told from this log: no environment was seen to end that its idleness does not explain");
  return notes;
}

} // namespace

std::string_view lawName(KeepAliveLaw law) {
  switch (law) {
  case KeepAliveLaw::Exponential:
    return "exponential";
  case KeepAliveLaw::StepDecay:
    return "step decay";
  case KeepAliveLaw::Fixed:
    return "fixed";
  case KeepAliveLaw::QuietFunction:
    return "quiet function";
  case KeepAliveLaw::QuietAndFixed:
    return "quiet function and fixed";
  }
  return "";
}

const FittedParameter* KeepAliveFit::parameter(std::string_view name) const {
  for (const FittedParameter& p : parameters)
    if (p.name == name)
      return &p;
  return nullptr;
}

Result<KeepAliveFit> fitKeepAlive(const IdleSpells& spells, const KeepAliveOptions& options) {
  if (spells.environments == 0)
    return failure(ErrorKind::Input, "the log does not say which environment served a call: how long they are kept "
                                     "cannot be told");
  if (spells.ended.size() < kLeastSpells || spells.survived < kLeastSpells)
    return failure(ErrorKind::Input,
                   "only " + std::to_string(spells.ended.size()) + " environments were found gone and " +
                       std::to_string(spells.survived) +
                       " idle spells ended with a reuse: how long idle environments are kept cannot be told from less "
                       "than " +
                       std::to_string(kLeastSpells) + " of each");
  KeepAliveFit fit;
  fit.ended = spells.ended.size();
  fit.spells = spells.survived + fit.ended;
  const auto bic = [n = detLog(static_cast<double>(fit.ended))](const LikelihoodPeak& peak) {
    return static_cast<double>(peak.at.size()) * n - 2 * peak.logLikelihood;
  };
  std::optional<KeepAliveLikelihood> best;
  LikelihoodPeak highest;
  for (const KeepAliveLaw law : {KeepAliveLaw::Exponential, KeepAliveLaw::StepDecay, KeepAliveLaw::Fixed,
                                 KeepAliveLaw::QuietFunction, KeepAliveLaw::QuietAndFixed})
    for (const bool age : {false, true}) {
      const KeepAliveLikelihood model(spells, law, age);
      LikelihoodPeak peak = model.peak();
      fit.candidates.push_back({law, age, bic(peak)});
      constexpr double kTie = 0.1; // one environment at a time: its silence is the function's; the plainer law first
      if (!best || bic(peak) < bic(highest) - kTie) {
        best.emplace(model);
        highest = std::move(peak);
      }
    }
  std::stable_sort(fit.candidates.begin(), fit.candidates.end(),
                   [](const KeepAliveCandidate& a, const KeepAliveCandidate& b) { return a.bic < b.bic; });
  fit.law = best->law();
  const std::vector<std::string> names = best->names();
  for (std::size_t i = 0; i < names.size(); ++i)
    fit.parameters.push_back(described(*best, highest, i, names[i], options.intervals));
  fit.policy = policyOf(*best, highest);
  takeSureStepsAsFixed(fit);
  if (best->hasAge())
    fit.maxAge = Duration::fromSeconds(std::round(fit.parameter("age limit")->value));
  fit.notes = notesOf(fit, spells);
  return fit;
}

} // namespace coldframe
