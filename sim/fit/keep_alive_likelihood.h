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
  // Times with their logarithms, taken once.
  struct Seen {
    double time = 0;
    double log = 0;
    double count = 1;
  };
  struct Ended {
    Seen gap, quiet, ageFrom, ageTo;
  };
  static Seen seen(double time, double count = 1);
  static double sumOfLimits(const std::vector<Seen>& ascending, double logMedian, double spread);
  double logSurvival(std::span<const double> parameters, const Ended& spell) const;
  double logIdle(std::span<const double> parameters, const Seen& gap) const;

  const IdleSpells* m_spells;
  std::vector<Seen> m_gaps; // survived, in ascending order like the next two
  std::vector<Seen> m_quiets;
  std::vector<Seen> m_ages;
  std::vector<Ended> m_ended;
  KeepAliveLaw m_law;
  bool m_age;
};

} // namespace coldframe
