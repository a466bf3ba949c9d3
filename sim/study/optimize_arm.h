// The configurations of an optimisation as they are told apart: what was seen of each, and which is better. Internal to
// sim/study; the rules are those of optimize.h.
#pragma once

#include "sim/study/optimize.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

// Replications after which a paired interval says anything.
inline constexpr std::size_t kLeastToTell = 2;

// A configuration and all that was seen of it.
struct Arm {
  std::vector<Setting> settings;
  std::string platform;
  std::string why;
  std::vector<std::optional<double>> timesS; // empty: a call was lost
  std::vector<double> costsUsd;
  std::uint64_t calls = 0;

  std::uint64_t replications() const { return costsUsd.size(); }
};

class ArmJudge {
public:
  ArmJudge(const OptimizeOptions& options, bool isJob) : m_options(options), m_isJob(isJob) {} // keeps a reference

  // What is minimised, over the first `n` replications.
  double valueOf(const Arm& arm, std::size_t n) const;
  bool contends(const Arm& arm) const;
  bool admitted(const Arm& arm) const;
  // Whether what both have been given is enough to say so: kLeastToTell replications, paired.
  bool clearlyWorse(const Arm& arm, const Arm& best) const;
  // Admitted before contenders before the others; within these by value, of the others by how much they miss.
  bool better(const Arm& a, const Arm& b) const;
  Configuration described(const Arm& arm) const;

private:
  std::vector<double> timesOf(const Arm& arm, std::size_t n) const; // of those in which every call completed
  double otherOf(const Arm& arm) const;                             // what is not minimised: decides between equals
  // By how much the constraints are missed in the mean, as a share: 0 or less when they are met.
  double missed(const Arm& arm) const;
  double shareCompleted(const Arm& arm) const;
  double shareMet(const Arm& arm) const;

  const OptimizeOptions& m_options;
  bool m_isJob;
};

} // namespace coldframe
