#include "sim/fit/maximum_likelihood.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace coldframe {

namespace {

constexpr int kMostMoves = 4000;
constexpr int kMostRestarts = 8;
constexpr double kFlat = 1e-9; // of the log-likelihood
constexpr double kHalfChiSquared95 = 1.920729;

struct Simplex {
  const LogLikelihood& likelihood;
  std::vector<std::vector<double>> corners;
  std::vector<double> heights;

  std::size_t size() const { return corners.size(); }

  // Best first.
  void sort() {
    std::vector<std::size_t> order(size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return heights[a] > heights[b]; });
    std::vector<std::vector<double>> sortedCorners;
    std::vector<double> sortedHeights;
    for (const std::size_t i : order) {
      sortedCorners.push_back(std::move(corners[i]));
      sortedHeights.push_back(heights[i]);
    }
    corners = std::move(sortedCorners);
    heights = std::move(sortedHeights);
  }

  // The point at `share` of the way from the worst corner through the middle of the others (1: the middle).
  std::vector<double> through(double share) const {
    const std::size_t d = corners.front().size();
    std::vector<double> point(d);
    for (std::size_t j = 0; j < d; ++j) {
      double middle = 0;
      for (std::size_t i = 0; i + 1 < size(); ++i)
        middle += corners[i][j] / static_cast<double>(d);
      point[j] = corners.back()[j] + share * (middle - corners.back()[j]);
    }
    return point;
  }

  void replaceWorst(std::vector<double> point, double height) {
    corners.back() = std::move(point);
    heights.back() = height;
  }

  void shrink() {
    for (std::size_t i = 1; i < size(); ++i) {
      for (std::size_t j = 0; j < corners[i].size(); ++j)
        corners[i][j] = 0.5 * (corners[i][j] + corners.front()[j]);
      heights[i] = likelihood(corners[i]);
    }
  }

  void step() {
    std::vector<double> reflected = through(2);
    const double height = likelihood(reflected);
    if (height > heights.front()) {
      std::vector<double> expanded = through(3);
      const double further = likelihood(expanded);
      if (further > height)
        replaceWorst(std::move(expanded), further);
      else
        replaceWorst(std::move(reflected), height);
    } else if (height > heights[size() - 2]) {
      replaceWorst(std::move(reflected), height);
    } else {
      std::vector<double> contracted = through(height > heights.back() ? 1.5 : 0.5);
      const double closer = likelihood(contracted);
      if (closer > std::max(height, heights.back()))
        replaceWorst(std::move(contracted), closer);
      else
        shrink();
    }
    sort();
  }
};

LikelihoodPeak climb(const LogLikelihood& likelihood, const std::vector<double>& start,
                     const std::vector<double>& steps) {
  Simplex simplex{likelihood, {start}, {}};
  for (std::size_t j = 0; j < start.size(); ++j) {
    simplex.corners.push_back(start);
    simplex.corners.back()[j] += steps[j];
  }
  for (const auto& corner : simplex.corners)
    simplex.heights.push_back(likelihood(corner));
  simplex.sort();
  for (int i = 0; i < kMostMoves && !(simplex.heights.front() - simplex.heights.back() <= kFlat); ++i)
    simplex.step();
  return {simplex.corners.front(), simplex.heights.front()};
}

} // namespace

LikelihoodPeak maximiseLikelihood(const LogLikelihood& likelihood, const std::vector<double>& start,
                                  const std::vector<double>& steps) {
  assert(start.size() == steps.size());
  LikelihoodPeak peak{start, likelihood(start)};
  if (peak.at.empty())
    return peak;
  std::vector<double> reach = steps;
  for (int i = 0; i < kMostRestarts; ++i) {
    LikelihoodPeak next = climb(likelihood, peak.at, reach);
    const double gain = next.logLikelihood - peak.logLikelihood;
    if (next.logLikelihood >= peak.logLikelihood)
      peak = std::move(next);
    if (gain <= kFlat * 10)
      break;
    for (double& step : reach)
      step *= -0.5;
  }
  return peak;
}

ProfileInterval profileInterval(const LogLikelihood& likelihood, const LikelihoodPeak& peak, std::size_t which,
                                double reach) {
  const double bar = peak.logLikelihood - kHalfChiSquared95;
  std::vector<double> others = peak.at; // a warm start from the last place looked at
  const auto profiled = [&](double value) {
    std::vector<double> start, steps;
    for (std::size_t j = 0; j < others.size(); ++j)
      if (j != which) {
        start.push_back(others[j]);
        steps.push_back(0.1);
      }
    std::vector<double> point = others;
    const LikelihoodPeak best = climb(
        [&](std::span<const double> free) {
          std::size_t next = 0;
          for (std::size_t j = 0; j < point.size(); ++j)
            point[j] = j == which ? value : free[next++];
          return likelihood(point);
        },
        start, steps);
    std::size_t next = 0;
    for (std::size_t j = 0; j < others.size(); ++j)
      others[j] = j == which ? value : best.at[next++];
    return best.logLikelihood;
  };
  const auto side = [&](double direction) {
    others = peak.at;
    double inside = 0;
    double outside = reach / 64;
    while (profiled(peak.at[which] + direction * outside) > bar) {
      inside = outside;
      outside *= 2;
      if (outside > reach)
        return direction * std::numeric_limits<double>::infinity();
    }
    constexpr int kHalvings = 12;
    for (int i = 0; i < kHalvings; ++i) {
      const double middle = 0.5 * (inside + outside);
      (profiled(peak.at[which] + direction * middle) > bar ? inside : outside) = middle;
    }
    return peak.at[which] + direction * 0.5 * (inside + outside);
  };
  return {side(-1), side(1)};
}

} // namespace coldframe
