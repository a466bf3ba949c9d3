#include "sim/stats/pooled_quantiles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

namespace coldframe {
namespace {

Estimate pooledQuantile(const std::vector<QuantileSketch>& replications, double q) {
  PooledQuantiles pooled;
  for (const QuantileSketch& replication : replications)
    pooled.add(replication);
  return pooled.at(q);
}

QuantileSketch upTo(std::int64_t last) {
  QuantileSketch sketch;
  for (std::int64_t value = 1; value <= last; ++value)
    sketch.add(value);
  return sketch;
}

TEST(PooledQuantiles, IsThatOfAllReplicationsTogether) {
  // Not the mean of the replications' quantiles (70): the longer ones weigh more.
  const std::vector<QuantileSketch> sketches{upTo(20), upTo(100), upTo(180)};
  const Estimate e = pooledQuantile(sketches, 0.7);
  QuantileSketch all;
  for (const auto& sketch : sketches)
    all.merge(sketch);
  EXPECT_EQ(e.mean, all.quantile(0.7));
  EXPECT_GT(e.mean, 70);
  EXPECT_EQ(e.n, 3U);
}

// Shares up to the pooled median of 100: 100 ÷ 190, 100 ÷ 200 and 100 ÷ 210.
TEST(PooledQuantiles, HasTheIntervalOfTheSharesOnEitherSideOfIt) {
  const std::vector<QuantileSketch> sketches{upTo(190), upTo(200), upTo(210)};
  const Estimate e = pooledQuantile(sketches, 0.5);
  ASSERT_EQ(e.mean, 100);
  const double off = 100 - 0.5 * 190; // as 100 − 0.5 × 210, on the other side
  const double t = studentT95(2) * std::sqrt(2 * off * off / 6) / 200;
  QuantileSketch all;
  for (const auto& sketch : sketches)
    all.merge(sketch);
  EXPECT_EQ(e.hi, all.quantile(0.5 + t));
  EXPECT_NEAR(e.lo, all.quantile(0.5 - t), 1);
  EXPECT_EQ(e.halfWidth(), std::max(e.hi - e.mean, e.mean - e.lo));
}

TEST(PooledQuantiles, StaysBetweenTheLeastAndTheMost) {
  const std::vector<QuantileSketch> sketches{upTo(2), upTo(200)};
  const Estimate e = pooledQuantile(sketches, 0.5);
  EXPECT_GE(e.lo, 1);
  EXPECT_LE(e.hi, 200);
}

// How often the interval of ten replications of thirty values holds the quantile of the law.
double coverage(const std::function<std::int64_t(double)>& inverse, double q) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> uniform;
  constexpr int kTrials = 2'000;
  int covered = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::vector<QuantileSketch> sketches(10);
    for (QuantileSketch& sketch : sketches)
      for (int i = 0; i < 30; ++i)
        sketch.add(inverse(uniform(random)));
    const Estimate e = pooledQuantile(sketches, q);
    const auto truth = static_cast<double>(inverse(q));
    covered += e.lo <= truth && truth <= e.hi ? 1 : 0;
  }
  return static_cast<double>(covered) / kTrials;
}

TEST(PooledQuantilesOracles, CoversTheQuantileOfASmoothLaw) {
  const auto exponential = [](double u) { return std::llround(-100 * std::log1p(-u)); };
  for (const double q : {0.5, 0.9})
    EXPECT_NEAR(coverage(exponential, q), 0.95, 0.02) << q;
}

// 49 % of the values are 100, the others 200 and more: the median of a sample is as often one as the other, and no mean
// of the replications' medians, 150 or so, is anywhere near.
TEST(PooledQuantilesOracles, CoversTheQuantileOfALawWithAGap) {
  const auto gap = [](double u) { return std::int64_t{u < 0.49 ? 100 : 200 + std::lround(10 * u)}; };
  EXPECT_GE(coverage(gap, 0.5), 0.94);
}

TEST(PooledQuantiles, LeavesOutReplicationsThatSawNothing) {
  const std::vector<QuantileSketch> sketches{upTo(190), QuantileSketch(), upTo(210)};
  const std::vector<QuantileSketch> without{upTo(190), upTo(210)};
  EXPECT_EQ(pooledQuantile(sketches, 0.5), pooledQuantile(without, 0.5));
  EXPECT_EQ(pooledQuantile(sketches, 0.5).n, 2U);
}

TEST(PooledQuantiles, OfOneOrNoReplicationHasNoInterval) {
  const Estimate one = pooledQuantile(std::vector<QuantileSketch>{upTo(100)}, 0.95);
  EXPECT_EQ(one.mean, 95);
  EXPECT_FALSE(one.hasInterval());
  EXPECT_TRUE(std::isnan(one.lo));
  EXPECT_EQ(pooledQuantile({}, 0.5), Estimate());
  EXPECT_EQ(pooledQuantile(std::vector<QuantileSketch>(3), 0.5), Estimate());
}

} // namespace
} // namespace coldframe
