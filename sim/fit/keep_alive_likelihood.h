// The likelihood of idle spells under one law of keeping (keep_alive.h), as a function of free reals: logarithms of
// times and of spreads. What depends on the law alone stands here; what a user reads, in keep_alive.cpp.
#pragma once

#include "sim/fit/keep_alive.h"
#include "sim/fit/maximum_likelihood.h"

namespace coldframe {

class KeepAliveLikelihood {
public:
  KeepAliveLikelihood(const IdleSpells& spells, KeepAliveLaw law, bool age);

  double operator()(std::span<const double> parameters) const;
  // Where to begin: the best of a coarse grid.
  std::vector<double> start() const;
  std::vector<std::string> names() const;
  LikelihoodPeak peak() const;
  // The share of idle environments of a function in use that lives longer than t seconds.
  double survival(std::span<const double> parameters, double t) const;
  KeepAliveLaw law() const { return m_law; }
  bool hasAge() const { return m_age; }

  static double spreadOf(double parameter); // σ, at least 0.001: sharper than that nothing is seen

private:
  bool hasLoss() const { return m_law != KeepAliveLaw::StepDecay; }
  bool hasLimit() const { return m_law == KeepAliveLaw::Fixed || m_law == KeepAliveLaw::QuietAndFixed; }
  bool hasQuiet() const { return m_law == KeepAliveLaw::QuietFunction || m_law == KeepAliveLaw::QuietAndFixed; }
  double logSurvival(std::span<const double> parameters, const EndedSpell& spell) const;
  double logIdle(std::span<const double> parameters, double gap) const;

  const IdleSpells* m_spells;
  KeepAliveLaw m_law;
  bool m_age;
};

} // namespace coldframe
