// How long environments live, from which environment served which call. An environment that takes a call after idling
// for g has outlived g at its age then; one that idles while a call starts cold is taken for gone by then: it had been
// idle for at least as long as that when it was used last. (Current-status and right-censored observations; Klein &
// Moeschberger, "Survival Analysis", 2003, ch. 3.) The age limit takes an environment at its age whatever its idle
// time.
//
// Idle lives are fitted by maximum likelihood as a fixed time, an exponential and a Weibull law, the one with the least
// AIC is taken. A fixed time admits no exceptions; so that a single one does not decide, a share e of observations may
// be wrong, fitted with it. Intervals are profile-likelihood ones (where 2 ln L falls by 3.84).
#pragma once

#include "sim/base/result.h"
#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <optional>
#include <span>
#include <vector>

namespace coldframe {

// What one idle spell tells.
struct IdleSpell {
  double idle = 0; // s: outlived, or gone within
  double age = 0;  // s, of the environment at the end of that time
  bool outlived = true;
};

// From the rows that name their environment and have both ends; times from several runs may be joined.
std::vector<IdleSpell> idleSpells(const Trace& trace);

enum class IdleLaw { Fixed, Exponential, Weibull };

struct EnvironmentLife {
  IdleLaw law = IdleLaw::Fixed;
  double idle = 0;               // s: the fixed time, the mean, the scale
  double idleLo = 0, idleHi = 0; // 95 %
  double shape = 1;              // of the Weibull law
  double wrongShare = 0;         // observations that the law and the age limit do not explain
  std::optional<double> maxAge;  // s; none where no environment is seen to end by its age
  double maxAgeLo = 0, maxAgeHi = 0;
  std::size_t outlived = 0, gone = 0;
};

// Errors (Input): nothing outlived or nothing gone, so that the data bound the life on one side alone.
Result<EnvironmentLife> fitEnvironmentLife(std::span<const IdleSpell> spells);

// Which of several idle environments takes a call: how often it was the newest one made, of those that are known to
// have lived on, and how often chance would have picked it.
struct ReuseChoices {
  std::size_t choices = 0;                       // calls with at least two to choose from
  double newest = 0, oldest = 0, mostRecent = 0; // shares
  double byChance = 0;                           // share that picking any at random would give each of the three
};
ReuseChoices reuseChoices(const Trace& trace);

// The parts "keep_alive", "max_age" and "reuse" of all runs together.
std::vector<FitPart> fitEnvironments(std::span<const Trace* const> traces);

} // namespace coldframe
