#include "sim/fit/environment_life.h"

#include "sim/random/elementary.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

namespace coldframe {

namespace {

constexpr double kHalfChi95 = 1.9207; // half of 3.84
constexpr double kNever = std::numeric_limits<double>::infinity();

struct Use {
  double start = 0, end = 0; // s
  std::int64_t environment = 0;
  bool cold = false;
};

// In order of their starts; the first use of an environment is a cold start unless the trace says that it was warm.
std::vector<Use> usesOf(const Trace& trace) {
  std::vector<Use> uses;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto environment = trace.count(Count::Environment, row);
    const auto start = trace.stamp(Stamp::Start, row);
    const auto end = trace.stamp(Stamp::End, row);
    if (environment && start && end && *end >= *start)
      uses.push_back({static_cast<double>(start->ns()) / 1e9, static_cast<double>(end->ns()) / 1e9, *environment,
                      trace.cold(row) == Cold::Yes});
  }
  std::stable_sort(uses.begin(), uses.end(), [](const Use& a, const Use& b) { return a.start < b.start; });
  if (!trace.hasCold()) {
    std::map<std::int64_t, bool> seen;
    for (Use& use : uses)
      use.cold = !std::exchange(seen[use.environment], true);
  }
  return uses;
}

struct Sandbox {
  double made = 0;
  bool madeKnown = false; // seen to start cold
  double lastEnd = 0;
  std::size_t lastUse = 0; // index into the uses
  std::size_t uses = 0;
};

double likelihoodOf(std::size_t wrong, std::size_t all) {
  const auto n = static_cast<double>(all);
  const auto w = static_cast<double>(wrong);
  return (wrong > 0 ? w * detLog(w / n) : 0) + (wrong < all ? (n - w) * detLog((n - w) / n) : 0);
}

// The observations that a fixed idle time and an age limit do not explain.
std::size_t unexplained(std::span<const IdleSpell> spells, double idle, double age) {
  std::size_t wrong = 0;
  for (const IdleSpell& spell : spells)
    wrong += spell.outlived ? spell.idle >= idle || spell.age >= age : spell.idle < idle && spell.age < age;
  return wrong;
}

struct Plateau {
  double value = 0; // in its middle
  std::size_t wrong = 0;
  double lo = 0, hi = 0; // where the likelihood is within the bound
};

// The threshold in `of` (idle time or age) with the fewest wrong, by a walk over all values in order. `counts` says of
// each observation: at which threshold it changes sides, and whether it is right above (outlived) or below (gone).
struct Turn {
  double at = 0;
  bool rightAbove = true;
};
Plateau bestThreshold(std::vector<Turn> turns, std::size_t alwaysWrong, std::size_t all) {
  std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.at < b.at; });
  // Below every value: what is right above is wrong.
  std::size_t wrong = alwaysWrong;
  for (const Turn& turn : turns)
    wrong += turn.rightAbove ? 1U : 0U;
  struct Step {
    double from, to;
    std::size_t wrong;
  };
  std::vector<Step> steps;
  double from = 0;
  for (std::size_t i = 0; i < turns.size();) {
    const double at = turns[i].at;
    steps.push_back({from, at, wrong});
    for (; i < turns.size() && turns[i].at == at; ++i)
      wrong += turns[i].rightAbove ? std::size_t(-1) : 1U;
    from = at;
  }
  steps.push_back({from, kNever, wrong});
  const auto best =
      std::min_element(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.wrong < b.wrong; });
  Plateau plateau;
  plateau.wrong = best->wrong;
  // Steps of the same depth next to each other are one plateau.
  auto last = best;
  while (last + 1 != steps.end() && (last + 1)->wrong == best->wrong)
    ++last;
  plateau.value = last->to == kNever ? kNever : 0.5 * (best->from + last->to);
  const double bound = likelihoodOf(best->wrong, all) - kHalfChi95;
  plateau.lo = best->from;
  plateau.hi = last->to;
  for (const Step& step : steps)
    if (likelihoodOf(step.wrong, all) >= bound) {
      plateau.lo = std::min(plateau.lo, step.from);
      plateau.hi = std::max(plateau.hi, step.to);
    }
  return plateau;
}

Plateau bestIdle(std::span<const IdleSpell> spells, double age) {
  std::vector<Turn> turns;
  std::size_t alwaysWrong = 0;
  for (const IdleSpell& spell : spells) {
    if (spell.outlived && spell.age >= age)
      ++alwaysWrong;
    else if (spell.outlived)
      turns.push_back({spell.idle, true});
    else if (spell.age < age)
      turns.push_back({spell.idle, false});
  }
  return bestThreshold(std::move(turns), alwaysWrong, spells.size());
}

Plateau bestAge(std::span<const IdleSpell> spells, double idle) {
  std::vector<Turn> turns;
  std::size_t alwaysWrong = 0;
  for (const IdleSpell& spell : spells) {
    if (spell.outlived && spell.idle >= idle)
      ++alwaysWrong;
    else if (spell.outlived)
      turns.push_back({spell.age, true});
    else if (spell.idle < idle)
      turns.push_back({spell.age, false});
  }
  return bestThreshold(std::move(turns), alwaysWrong, spells.size());
}

// 1 − exp(−hazard), exact for small ones too.
double lostBy(double hazard) {
  return hazard < 1e-6 ? hazard : 1 - detExp(-hazard);
}

double smoothLikelihood(std::span<const IdleSpell> spells, double scale, double shape, double age) {
  double sum = 0;
  for (const IdleSpell& spell : spells) {
    if (spell.age >= age)
      continue; // its age took it
    const double hazard = detPow(spell.idle / scale, shape);
    sum += spell.outlived ? -hazard : detLog(std::max(1e-300, lostBy(hazard)));
  }
  return sum;
}

// The largest of a function of one peak, on a logarithmic scale.
double peak(double lo, double hi, const std::function<double(double)>& f) {
  const double ratio = 0.6180339887498949;
  double a = detLog(lo), b = detLog(hi);
  double c = b - ratio * (b - a), d = a + ratio * (b - a);
  double fc = f(detExp(c)), fd = f(detExp(d));
  while (b - a > 1e-7) {
    if (fc > fd) {
      b = std::exchange(d, c);
      fd = fc;
      c = b - ratio * (b - a);
      fc = f(detExp(c));
    } else {
      a = std::exchange(c, d);
      fc = fd;
      d = a + ratio * (b - a);
      fd = f(detExp(d));
    }
  }
  return detExp(0.5 * (a + b));
}

// Where the profile falls by the bound, on one side of its top.
double edge(double top, double towards, double bound, const std::function<double(double)>& f) {
  double inside = top, outside = towards;
  if (f(outside) >= bound)
    return outside;
  for (int i = 0; i < 60; ++i) {
    const double middle = std::sqrt(inside * outside);
    (f(middle) >= bound ? inside : outside) = middle;
  }
  return inside;
}

} // namespace

std::vector<IdleSpell> idleSpells(const Trace& trace) {
  const std::vector<Use> uses = usesOf(trace);
  std::map<std::int64_t, Sandbox> sandboxes;
  std::map<std::int64_t, std::size_t> usesToCome;
  for (const Use& use : uses)
    ++usesToCome[use.environment];
  std::vector<IdleSpell> spells;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const Use& use = uses[i];
    --usesToCome[use.environment];
    const auto known = sandboxes.find(use.environment);
    // A number that is used again for another environment begins a new life.
    if (known == sandboxes.end() || use.cold) {
      sandboxes[use.environment] = {use.start, use.cold, use.end, i, 1};
    } else {
      Sandbox& sandbox = known->second;
      if (use.start > sandbox.lastEnd)
        spells.push_back({use.start - sandbox.lastEnd, use.start - sandbox.made, true});
      sandbox.lastEnd = std::max(sandbox.lastEnd, use.end);
      sandbox.lastUse = i;
      ++sandbox.uses;
    }
    if (!use.cold)
      continue;
    // It had to be made: the others that were at rest and are never used again are gone.
    for (auto it = sandboxes.begin(); it != sandboxes.end();) {
      const Sandbox& other = it->second;
      if (it->first != use.environment && other.lastEnd < use.start && usesToCome[it->first] == 0) {
        spells.push_back({use.start - other.lastEnd, use.start - other.made, false});
        it = sandboxes.erase(it);
      } else {
        ++it;
      }
    }
  }
  return spells;
}

Result<EnvironmentLife> fitEnvironmentLife(std::span<const IdleSpell> spells) {
  EnvironmentLife life;
  double longest = 0, shortest = kNever;
  for (const IdleSpell& spell : spells) {
    (spell.outlived ? life.outlived : life.gone) += 1;
    if (spell.idle > 0) {
      longest = std::max(longest, spell.idle);
      shortest = std::min(shortest, spell.idle);
    }
  }
  if (life.gone == 0)
    return failure(ErrorKind::Input, "no environment is seen to be gone: " + showDuration(longest) +
                                         " was outlived, how much more is not known");
  if (life.outlived == 0)
    return failure(ErrorKind::Input, "no environment is seen to be used again");

  // Idle time and age limit by turns: each step can only explain more.
  double age = kNever;
  Plateau idle, ages;
  for (int round = 0; round < 20; ++round) {
    idle = bestIdle(spells, age);
    ages = bestAge(spells, idle.value);
    if (ages.value == age)
      break;
    age = ages.value;
  }
  const std::size_t wrong = unexplained(spells, idle.value, age);
  // An age limit has to explain more than chance would: 2 ln L must rise by more than 3.84.
  const Plateau ageless = bestIdle(spells, kNever);
  const bool hasAge =
      age != kNever && likelihoodOf(wrong, spells.size()) - likelihoodOf(ageless.wrong, spells.size()) > kHalfChi95;
  if (!hasAge) {
    age = kNever;
    idle = ageless;
  } else {
    life.maxAge = age;
    life.maxAgeLo = ages.lo;
    life.maxAgeHi = ages.hi;
  }
  const double fixedAic = 4 - 2 * likelihoodOf(idle.wrong, spells.size());

  const auto exponential = [&](double scale) { return smoothLikelihood(spells, scale, 1, age); };
  const double lo = shortest / 10, hi = longest * 1000;
  const double mean = peak(lo, hi, exponential);
  const double exponentialAic = 2 - 2 * exponential(mean);
  const auto weibullAt = [&](double scale) {
    const double shape = peak(0.1, 30, [&](double s) { return smoothLikelihood(spells, scale, s, age); });
    return smoothLikelihood(spells, scale, shape, age);
  };
  const double scale = peak(lo, hi, weibullAt);
  const double weibullAic = 4 - 2 * weibullAt(scale);

  const double least = std::min({fixedAic, exponentialAic, weibullAic});
  if (least == fixedAic && idle.value != kNever) {
    life.law = IdleLaw::Fixed;
    life.idle = idle.value;
    life.idleLo = idle.lo;
    life.idleHi = idle.hi;
    life.wrongShare = static_cast<double>(idle.wrong) / static_cast<double>(spells.size());
    return life;
  }
  const bool isExponential = exponentialAic <= weibullAic;
  const std::function<double(double)> profile =
      isExponential ? std::function<double(double)>(exponential) : std::function<double(double)>(weibullAt);
  life.law = isExponential ? IdleLaw::Exponential : IdleLaw::Weibull;
  life.idle = isExponential ? mean : scale;
  life.shape = isExponential ? 1 : peak(0.1, 30, [&](double s) { return smoothLikelihood(spells, scale, s, age); });
  const double bound = profile(life.idle) - kHalfChi95;
  life.idleLo = edge(life.idle, lo, bound, profile);
  life.idleHi = edge(life.idle, hi, bound, profile);
  return life;
}

ReuseChoices reuseChoices(const Trace& trace) {
  constexpr std::size_t kEnough = 20'000; // choices; each looks at all that are idle
  const std::vector<Use> uses = usesOf(trace);
  std::map<std::int64_t, std::size_t> usesToCome;
  for (const Use& use : uses)
    ++usesToCome[use.environment];
  std::map<std::int64_t, Sandbox> sandboxes;
  ReuseChoices result;
  std::size_t newest = 0, oldest = 0, recent = 0;
  double chance = 0;
  for (std::size_t i = 0; i < uses.size() && result.choices < kEnough; ++i) {
    const Use& use = uses[i];
    const auto known = sandboxes.find(use.environment);
    if (known != sandboxes.end() && !use.cold) {
      std::size_t idle = 0;
      bool isNewest = true, isOldest = true, isRecent = true;
      for (const auto& [number, other] : sandboxes) {
        // Known to have lived on: it is used again.
        if (other.lastEnd > use.start || usesToCome[number] == 0)
          continue;
        ++idle;
        if (number == use.environment)
          continue;
        isNewest &= other.made < known->second.made;
        isOldest &= other.made > known->second.made;
        isRecent &= other.lastEnd < known->second.lastEnd;
      }
      if (idle >= 2) {
        ++result.choices;
        newest += isNewest ? 1U : 0U;
        oldest += isOldest ? 1U : 0U;
        recent += isRecent ? 1U : 0U;
        chance += 1 / static_cast<double>(idle);
      }
      known->second.lastEnd = std::max(known->second.lastEnd, use.end);
    } else {
      sandboxes[use.environment] = {use.start, use.cold, use.end, i, 1};
    }
    if (--usesToCome[use.environment] == 0)
      sandboxes.erase(use.environment);
  }
  if (result.choices > 0) {
    const auto n = static_cast<double>(result.choices);
    result.newest = static_cast<double>(newest) / n;
    result.oldest = static_cast<double>(oldest) / n;
    result.mostRecent = static_cast<double>(recent) / n;
    result.byChance = chance / n;
  }
  return result;
}

namespace {

FitPart keepAlivePart(const EnvironmentLife& life) {
  FitPart part;
  part.key = "keep_alive";
  part.title = "life of an idle environment";
  part.n = life.outlived + life.gone;
  const auto figure = [&](const char* name) {
    FittedFigure out{name, "s", life.idle, 0, life.idleLo, life.idleHi};
    out.standardError = std::isfinite(life.idleHi) ? (life.idleHi - life.idleLo) / (2 * 1.959964) : 0;
    return out;
  };
  switch (life.law) {
  case IdleLaw::Fixed:
    part.method = "a fixed time, maximum likelihood";
    part.figures = {figure("idle time"), plainFigure("share not explained", "", life.wrongShare)};
    part.law = Scalar{std::round(life.idle * 1e9)};
    break;
  case IdleLaw::Exponential:
    part.method = "exponential, maximum likelihood";
    part.figures = {figure("mean")};
    part.law = Exponential{life.idle * 1e9};
    break;
  case IdleLaw::Weibull:
    part.method = "Weibull, maximum likelihood";
    part.figures = {figure("scale"), plainFigure("shape", "", life.shape)};
    part.law = Weibull{life.idle * 1e9, life.shape};
    break;
  }
  part.notes.push_back(showCount(static_cast<double>(life.outlived)) + " idle spells outlived, " +
                       showCount(static_cast<double>(life.gone)) + " environments gone");
  return part;
}

FitPart reusePart(const std::vector<ReuseChoices>& runs) {
  const char* const title = "which idle environment takes a call";
  ReuseChoices all;
  for (const ReuseChoices& run : runs) {
    const auto n = static_cast<double>(run.choices);
    all.choices += run.choices;
    all.newest += run.newest * n;
    all.oldest += run.oldest * n;
    all.mostRecent += run.mostRecent * n;
    all.byChance += run.byChance * n;
  }
  constexpr std::size_t kLeast = 20;
  if (all.choices < kLeast)
    return notIdentified("reuse", title, all.choices,
                         "only " + showCount(static_cast<double>(all.choices)) +
                             " calls had two idle environments to choose from; " + std::to_string(kLeast) +
                             " would be needed");
  const auto n = static_cast<double>(all.choices);
  FitPart part;
  part.key = "reuse";
  part.title = title;
  part.n = all.choices;
  const auto share = [&](const char* name, double sum) { return fittedShare(name, sum / n, n); };
  part.figures = {share("newest", all.newest), share("oldest", all.oldest), share("most recently used", all.mostRecent),
                  plainFigure("any of them by chance", "", all.byChance / n)};
  const double best = std::max({all.newest, all.oldest, all.mostRecent}) / n;
  const double chance = all.byChance / n;
  part.method = best > chance + 3 * std::sqrt(chance * (1 - chance) / n) && best > 0.5 * (1 + chance)
                    ? (best == all.newest / n       ? "newest"
                       : best == all.mostRecent / n ? "most-recently-used"
                                                    : "oldest")
                    : "random";
  return part;
}

} // namespace

std::vector<FitPart> fitEnvironments(std::span<const Trace* const> traces) {
  std::vector<IdleSpell> spells;
  std::vector<ReuseChoices> choices;
  bool named = false;
  for (const Trace* trace : traces) {
    const std::vector<IdleSpell> more = idleSpells(*trace);
    spells.insert(spells.end(), more.begin(), more.end());
    choices.push_back(reuseChoices(*trace));
    named |= trace->has(Count::Environment);
  }
  std::vector<FitPart> parts;
  if (!named) {
    parts.push_back(
        notIdentified("keep_alive", "life of an idle environment", 0, "no call says which environment served it"));
    return parts;
  }
  const auto life = fitEnvironmentLife(spells);
  if (!life) {
    parts.push_back(notIdentified("keep_alive", "life of an idle environment", spells.size(), life.error().text(1)));
  } else {
    parts.push_back(keepAlivePart(*life));
    if (life->maxAge) {
      FitPart age;
      age.key = "max_age";
      age.title = "age at which an environment is retired";
      age.n = life->gone;
      age.method = "maximum likelihood";
      FittedFigure figure{"age", "s", *life->maxAge, 0, life->maxAgeLo, life->maxAgeHi};
      figure.standardError = std::isfinite(figure.hi) ? (figure.hi - figure.lo) / (2 * 1.959964) : 0;
      age.figures = {figure};
      age.law = Scalar{std::round(*life->maxAge * 1e9)};
      parts.push_back(std::move(age));
    } else {
      parts.push_back(notIdentified("max_age", "age at which an environment is retired", life->gone,
                                    "what ended can be explained without an age limit"));
    }
  }
  parts.push_back(reusePart(choices));
  return parts;
}

} // namespace coldframe
