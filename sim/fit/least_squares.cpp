#include "sim/fit/least_squares.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr int kMostSteps = 200;
constexpr int kMostHalvings = 40;
constexpr double kSettled = 1e-13; // relative change of the residual sum

struct Residuals {
  std::span<const double> x;
  std::span<const double> y;
  const FitModel& model;

  double residualSum(const std::vector<double>& at) const {
    std::vector<double> unused(at.size());
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double r = y[i] - model(x[i], at, unused);
      sum += r * r;
    }
    return sum;
  }

  // Residuals, and the derivatives by the parameters that are free.
  void linearise(const std::vector<double>& at, const std::vector<std::size_t>& free, Eigen::MatrixXd& jacobian,
                 Eigen::VectorXd& residuals) const {
    std::vector<double> derivatives(at.size());
    jacobian.resize(static_cast<Eigen::Index>(x.size()), static_cast<Eigen::Index>(free.size()));
    residuals.resize(static_cast<Eigen::Index>(x.size()));
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      residuals(row) = y[i] - model(x[i], at, derivatives);
      for (std::size_t j = 0; j < free.size(); ++j)
        jacobian(row, static_cast<Eigen::Index>(j)) = derivatives[free[j]];
    }
  }
};

// The parameters that are not held at a bound which the descent points beyond.
std::vector<std::size_t> freeParameters(const Residuals& problem, const std::vector<FitParameter>& parameters,
                                        const std::vector<double>& at) {
  std::vector<std::size_t> all(parameters.size());
  for (std::size_t j = 0; j < all.size(); ++j)
    all[j] = j;
  Eigen::MatrixXd jacobian;
  Eigen::VectorXd residuals;
  problem.linearise(at, all, jacobian, residuals);
  const Eigen::VectorXd descent = jacobian.transpose() * residuals;
  std::vector<std::size_t> free;
  for (std::size_t j = 0; j < all.size(); ++j) {
    const double push = descent(static_cast<Eigen::Index>(j));
    const bool heldBelow = at[j] <= parameters[j].least && push <= 0;
    const bool heldAbove = at[j] >= parameters[j].most && push >= 0;
    if (!heldBelow && !heldAbove)
      free.push_back(j);
  }
  return free;
}

Result<void> checkData(std::span<const double> x, std::span<const double> y, std::size_t parameters) {
  if (x.size() != y.size() || x.size() < parameters)
    return failure(ErrorKind::Input, "a fit of " + std::to_string(parameters) +
                                         " parameters needs at least as many points, not " +
                                         std::to_string(std::min(x.size(), y.size())));
  for (const std::span<const double> values : {x, y})
    if (!std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); }))
      return failure(ErrorKind::Input, "a fit needs finite values");
  return {};
}

void describeParameters(LeastSquaresFit& fit, const Residuals& problem, const std::vector<FitParameter>& parameters,
                        const std::vector<double>& at, const std::vector<std::size_t>& free, double residualSum) {
  const std::size_t n = problem.x.size();
  for (std::size_t j = 0; j < parameters.size(); ++j)
    fit.parameters.push_back({parameters[j].name, at[j], 0, at[j], at[j]});
  if (free.empty() || n <= free.size())
    return;
  Eigen::MatrixXd jacobian;
  Eigen::VectorXd residuals;
  problem.linearise(at, free, jacobian, residuals);
  const double variance = residualSum / static_cast<double>(n - free.size());
  // (JᵀJ)⁻¹ = R⁻¹ R⁻ᵀ with J = QR: never formed from JᵀJ itself.
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(jacobian);
  const auto size = static_cast<Eigen::Index>(free.size());
  const Eigen::MatrixXd inverse = qr.matrixQR()
                                      .topLeftCorner(size, size)
                                      .triangularView<Eigen::Upper>()
                                      .solve(Eigen::MatrixXd::Identity(size, size));
  const double t = studentT95(n - free.size());
  for (std::size_t j = 0; j < free.size(); ++j) {
    FittedParameter& parameter = fit.parameters[free[j]];
    parameter.standardError = std::sqrt(variance) * inverse.row(static_cast<Eigen::Index>(j)).norm();
    parameter.lo = parameter.value - t * parameter.standardError;
    parameter.hi = parameter.value + t * parameter.standardError;
  }
}

} // namespace

Result<LeastSquaresFit> fitLeastSquares(std::span<const double> x, std::span<const double> y,
                                        const std::vector<FitParameter>& parameters, const FitModel& model) {
  if (auto good = checkData(x, y, parameters.size()); !good)
    return failure(good.error());
  const Residuals problem{x, y, model};
  std::vector<double> at;
  for (const FitParameter& parameter : parameters)
    at.push_back(parameter.start);
  double sum = problem.residualSum(at);
  std::vector<std::size_t> free;
  for (int step = 0; step < kMostSteps; ++step) {
    free = freeParameters(problem, parameters, at);
    if (free.empty())
      break;
    Eigen::MatrixXd jacobian;
    Eigen::VectorXd residuals;
    problem.linearise(at, free, jacobian, residuals);
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(jacobian);
    if (qr.rank() < static_cast<Eigen::Index>(free.size()))
      return failure(ErrorKind::Input, "the points cannot tell the parameters apart");
    const Eigen::VectorXd move = qr.solve(residuals);
    double share = 1;
    std::vector<double> next;
    double nextSum = sum;
    for (int halving = 0; halving < kMostHalvings; ++halving, share /= 2) {
      next = at;
      for (std::size_t j = 0; j < free.size(); ++j) {
        const FitParameter& bounds = parameters[free[j]];
        next[free[j]] = std::clamp(at[free[j]] + share * move(static_cast<Eigen::Index>(j)), bounds.least, bounds.most);
      }
      nextSum = problem.residualSum(next);
      if (nextSum <= sum)
        break;
    }
    if (!(nextSum <= sum))
      break; // no step helps: this is the place
    const bool settled = sum - nextSum <= kSettled * sum;
    at = next;
    sum = nextSum;
    if (settled)
      break;
  }

  LeastSquaresFit fit;
  const auto n = static_cast<double>(x.size());
  fit.points = x.size();
  fit.rootMeanSquare = std::sqrt(sum / n);
  double mean = 0;
  for (const double value : y)
    mean += value / n;
  double total = 0;
  for (const double value : y)
    total += (value - mean) * (value - mean);
  fit.r2 = total > 0 ? 1 - sum / total : (sum == 0 ? 1 : 0);
  constexpr double kLeastSum = 1e-300;                   // an exact fit has no logarithm
  fit.aic = n * std::log(std::max(sum, kLeastSum) / n) + // libm: a fit's criterion, never a simulated value
            2 * static_cast<double>(parameters.size() + 1);
  describeParameters(fit, problem, parameters, at, freeParameters(problem, parameters, at), sum);
  return fit;
}

} // namespace coldframe
