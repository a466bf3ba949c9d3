// Which family of distributions times come from, by maximum likelihood: exponential, normal, lognormal, gamma, Weibull,
// Pareto, and a mixture of two lognormals (normal_mixture.h). The one with the
// least AIC (Akaike 1974) is chosen. Standard errors come from the expected information of each family (Johnson, Kotz &
// Balakrishnan, "Continuous Univariate Distributions", vol. 1, 1994); a mixture's are those of its parts, each with the
// share of the values that belongs to it. Intervals of means and medians are Student's, exact for normal and lognormal
// laws; of exponential and gamma ones, which lean, they hold a little less than they say while the values are few.
//
// A family is believed only where the Kolmogorov–Smirnov distance is one that such samples have in 999 of 1,000 cases
// (kolmogorovSmirnovLimit; parameters were fitted, so that the bound is a wide one). Where none is, the values
// themselves are the law, thinned to at most a thousand quantiles. Before that a third lognormal part is tried. Of
// three to seven values a lognormal is taken as it is: they cannot choose.
#pragma once

#include "sim/base/result.h"
#include "sim/fit/fit_part.h"

#include <span>
#include <string>
#include <vector>

namespace coldframe {

struct FamilyFit {
  std::string family; // "lognormal"
  Distribution law;   // ns
  std::vector<FittedFigure> figures;
  int parameters = 0;
  double logLikelihood = 0; // of the values in seconds
  double aic = 0;
  double distance = 0; // Kolmogorov–Smirnov
};

// Every family that the values allow, best AIC first. Values in seconds, above 0. Fewer than kLeastForFamily: none.
inline constexpr std::size_t kLeastForFamily = 8;
std::vector<FamilyFit> fitFamilies(std::span<const double> seconds);

// A mixture of two or three lognormal parts. Empty where the values are too few (8 a part) or all the same.
std::optional<FamilyFit> fitLogNormals(std::span<const double> seconds, std::size_t parts);
// One.
FamilyFit fitLogNormal(std::span<const double> seconds);

// The part that goes with a sample: the best family with its figures and tail, or the values themselves, or why not.
// Values of 0 and less are left out and counted in the notes. `repeats`: what was timed may have been done again from
// the start (repeated_family.h).
FitPart fitTimes(std::string key, std::string title, std::vector<double> seconds, bool repeats = false);

// The values as a law: at most a thousand of their quantiles.
Distribution empiricalLaw(std::span<const double> ascendingSeconds);

} // namespace coldframe
