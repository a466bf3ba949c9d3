// How long a platform keeps idle environments, and how old they get, by maximum likelihood from the censored idle
// spells of its logs (idle_spells.h). An environment that is idle for a time t, of which the function is quiet for q at
// a stretch, and that ages from a to b meanwhile, lives through it with the chance
//
//   S = e^(−t ÷ life) · L(t; limit) · L(q; quiet limit) · L(b; age limit) ÷ L(a; age limit)
//   L(x; m, σ) = 1 − Φ((ln x − ln m) ÷ σ)                                  a limit m that is met within e^±σ
//
// A reuse contributes ln S, an environment found gone ln(1 − S). The laws are S with some of these terms left out; the
// one with the smallest BIC is chosen, with the number of environments found gone as n (they are what tells the laws
// apart; a step or a limit is no regular parameter, and AIC would take one too often):
//
//   Exponential      e^(−t ÷ life) alone: a constant share dies in each second
//   StepDecay        (1 − share)^⌊t ÷ step⌋ (SeBS, 2021)
//   Fixed            a limit for each environment, and early losses
//   QuietFunction    a limit for the whole function's silence, and early losses
//   QuietAndFixed    both limits
//
// each with or without a limit of age. 95 % intervals by profile likelihood; standard errors are a quarter of their
// width. Environments are taken to end independently of each other, except by the function's silence, which is counted
// for each of them as if it were alone. Sources: Kalbfleisch & Prentice, "The Statistical Analysis of Failure Time
// Data", 2002 (interval censoring, competing risks).
#pragma once

#include "sim/base/result.h"
#include "sim/fit/idle_spells.h"
#include "sim/fit/least_squares.h"
#include "sim/platform/faas/keep_alive/keep_alive.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

enum class KeepAliveLaw { Exponential, StepDecay, Fixed, QuietFunction, QuietAndFixed };
std::string_view lawName(KeepAliveLaw law); // "step decay"

struct KeepAliveCandidate {
  KeepAliveLaw law = KeepAliveLaw::Fixed;
  bool age = false; // with a limit of age
  double bic = 0;
};

struct KeepAliveFit {
  KeepAliveLaw law = KeepAliveLaw::Fixed;
  std::vector<FittedParameter> parameters;    // "idle limit", "quiet limit", "life", "step", "age limit" in s; "share";
                                              // "… spread" as σ. lo and hi may be infinite: not bounded by the data
  std::vector<KeepAliveCandidate> candidates; // the likeliest first
  KeepAlive policy;                           // what the platform models take
  std::optional<Duration> maxAge;             // nothing: the log shows no limit of age
  std::uint64_t spells = 0;                   // survived and ended
  std::uint64_t ended = 0;
  std::vector<std::string> notes; // what the data could not tell

  const FittedParameter* parameter(std::string_view name) const;
};

struct KeepAliveOptions {
  bool intervals = true; // false: point estimates alone, in a tenth of the time
};

// Errors (Input): fewer than 5 environments that were found gone, or fewer than 5 reuses: nothing bounds their life.
Result<KeepAliveFit> fitKeepAlive(const IdleSpells& spells, const KeepAliveOptions& options = {});

} // namespace coldframe
