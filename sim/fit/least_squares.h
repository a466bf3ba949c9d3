// Nonlinear least squares with standard errors: Gauss–Newton with step halving, each step a linear problem solved by QR
// (Householder with column pivoting, Eigen). Intervals by Student's t with n − p degrees of freedom from the covariance
// s² (JᵀJ)⁻¹ at the optimum (Seber & Wild, "Nonlinear Regression", 1989, ch. 2). Fits agree to 1e-9, not to the byte.
#pragma once

#include "sim/base/result.h"
#include "sim/stats/estimate.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace coldframe {

struct FittedParameter {
  std::string name;
  double value = 0;
  double standardError = 0; // 0: held at a bound, or as many parameters as points
  double lo = 0, hi = 0;    // 95 %
};

struct LeastSquaresFit {
  std::vector<FittedParameter> parameters;
  double rootMeanSquare = 0; // of the residuals, in the unit of y
  double r2 = 0;             // 1 − residual ÷ total sum of squares; 1 where y does not vary and is met
  double aic = 0;            // n ln(RSS ÷ n) + 2 (p + 1): smaller is better among fits of the same data
  std::size_t points = 0;
};

struct FitParameter {
  std::string name;
  double start = 0;
  double least = 0, most = 0; // bounds; a parameter that ends on one is held there
};

// The model's value at x and its derivatives by each parameter.
using FitModel = std::function<double(double x, std::span<const double> parameters, std::span<double> derivatives)>;

// Errors (Input): fewer points than parameters, values that are not finite, or parameters the data cannot tell apart.
Result<LeastSquaresFit> fitLeastSquares(std::span<const double> x, std::span<const double> y,
                                        const std::vector<FitParameter>& parameters, const FitModel& model);

} // namespace coldframe
