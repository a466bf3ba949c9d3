// Running times of calls that are now and then done again from the start: a transfer that breaks off, a task that is
// retried inside the worker. Each try takes a time of one base law (a lognormal, or two or three of them) and fails
// with probability r, so
//
//   P(k tries) = (1 − r) r^(k − 1),  and k tries take a time of mean k · m and variance k · s²
//
// (lognormal by its moments: Fenton, "The sum of log-normal probability distributions", 1960), m and s² those of the
// base. r by maximum likelihood of the numbers of tries, each call's its time ÷ the median, rounded. What sets it apart
// from a mixture with a wide part: from few long calls it says where the still longer ones of a larger job will lie.
#pragma once

#include "sim/fit/duration_family.h"

#include <optional>
#include <span>

namespace coldframe {

// Values in ascending order. Empty: fewer than 24 of them, no two of 1.5 times the median, more than one in five
// repeated, or single tries that differ so much (by more than 20 %) that a second one would not show.
std::optional<FamilyFit> fitRepeated(std::span<const double> ascendingSeconds);

} // namespace coldframe
