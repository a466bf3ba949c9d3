// Maximum likelihood for models with a handful of parameters and no derivatives: the peak by Nelder and Mead's simplex
// (Computer Journal 7, 1965), restarted until it stays; 95 % intervals by profile likelihood: where the best that the
// other parameters can do is 1.92 below the peak (half the 0.95 quantile of chi-squared with one degree of freedom;
// Venzon & Moolgavkar, Applied Statistics 37, 1988). Fits agree to about 1e-6, not to the byte.
//
// Parameters are free reals: a model takes logarithms of what is above 0. A log-likelihood may be -infinity, but not at
// the start.
#pragma once

#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace coldframe {

using LogLikelihood = std::function<double(std::span<const double>)>;

struct LikelihoodPeak {
  std::vector<double> at;
  double logLikelihood = -std::numeric_limits<double>::infinity();
  double aic() const { return 2 * static_cast<double>(at.size()) - 2 * logLikelihood; }
};

// `steps`: a first step for each parameter, not 0.
LikelihoodPeak maximiseLikelihood(const LogLikelihood& likelihood, const std::vector<double>& start,
                                  const std::vector<double>& steps);

struct ProfileInterval {
  double lo = 0, hi = 0; // -infinity, infinity: the data do not bound it on that side
};
// Looked for up to `reach` to either side of the peak.
ProfileInterval profileInterval(const LogLikelihood& likelihood, const LikelihoodPeak& peak, std::size_t which,
                                double reach);

} // namespace coldframe
