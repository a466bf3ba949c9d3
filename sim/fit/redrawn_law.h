// A fitted law as it might have come out: parameters drawn from what n values leave open about them, so that a
// prediction made with a new draw in each replication holds the uncertainty of the fit beside the chance of the run
// (posterior predictive simulation; Gelman et al., "Bayesian Data Analysis", 3rd ed., ch. 3 and 6).
//
//   normal, lognormal   variance n s² ÷ χ²(n − 1), then the mean, of variance σ² ÷ n      (exact, reference prior)
//   exponential         mean · n ÷ Γ(n)                                                   (exact)
//   Pareto              shape · Γ(n − 1) ÷ n; the least value stays
//   gamma, Weibull      logarithms of the parameters normal, by the expected information
//   a mixture           weights Dirichlet(n w), each part as a law fitted to its n w values; parts with n w < 1 stay
//   the values          n of them drawn with replacement (Rubin, "The Bayesian bootstrap", 1981, in its plain form)
//   a scalar            itself
// A law of less than five values counts as one of five: what two or three leave open is not to be told from their own
// spread, and a spread drawn from it would be without bounds.
#pragma once

#include "sim/random/distribution.h"
#include "sim/random/generator.h"

#include <cstdint>

namespace coldframe {

Distribution redrawn(const Distribution& law, double n, Generator& source);

} // namespace coldframe
