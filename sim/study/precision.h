// Replications until a requested precision.
//
// The rule: make ten replications (or as many as were asked for, if more). Stop when, for every platform that is run,
// the half-widths of the 95 % intervals of the makespan (of a job) or the p95 response (of a stream) and of the month's
// cost (of a run's, where no month is simulated) are all at most γ / (1 + γ) of their means, γ being the precision
// asked for. If not, half as many again, and look again; at most 2,000 in all. The correction γ / (1 + γ) makes the
// relative error of the *true* value at most γ; looking only at growing sample sizes, each half as large again, keeps
// low the chance to stop on an interval that is narrow by accident (A. M. Law, Simulation Modeling and Analysis, 5th
// ed., 9.4.1). When 2,000 are not enough the result says so by its intervals.
#pragma once

#include "sim/result/outcome_builder.h"

#include <cstdint>

namespace coldframe {

inline constexpr std::uint64_t kLeastForPrecision = 10;
inline constexpr std::uint64_t kMostForPrecision = 2'000;

// Whether a mean is known to ± `relative`; a mean of zero that never varies is.
bool preciseEnough(const Estimate& estimate, double relative);
bool preciseEnough(const OutcomeBuilder& builder, double relative);

// Half as many again, at least one more, at most `most`.
std::uint64_t nextReplications(std::uint64_t done, std::uint64_t most);

} // namespace coldframe
