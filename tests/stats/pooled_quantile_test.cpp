#include "sim/stats/pooled_quantile.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace coldframe {
namespace {

QuantileSketch upTo(std::int64_t last) {
  QuantileSketch sketch;
  for (std::int64_t value = 1; value <= last; ++value)
    sketch.add(value);
  return sketch;
}

TEST(PooledQuantile, IsThatOfAllReplicationsTogether) {
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

TEST(PooledQuantile, HasTheIntervalOfTheReplications) {
  const std::vector<QuantileSketch> sketches{upTo(190), upTo(200), upTo(210)};
  const Estimate e = pooledQuantile(sketches, 0.5);
  EXPECT_NEAR(e.halfWidth(), studentT95(2) * 5 / std::sqrt(3.0), 1e-9);
  EXPECT_LT(e.lo, e.mean);
  EXPECT_LT(e.mean, e.hi);
}

TEST(PooledQuantile, IsNeverBelowZero) {
  const std::vector<QuantileSketch> sketches{upTo(2), upTo(200)};
  EXPECT_EQ(pooledQuantile(sketches, 0.5).lo, 0);
}

TEST(PooledQuantile, LeavesOutReplicationsThatSawNothing) {
  const std::vector<QuantileSketch> sketches{upTo(190), QuantileSketch(), upTo(210)};
  const std::vector<QuantileSketch> without{upTo(190), upTo(210)};
  EXPECT_EQ(pooledQuantile(sketches, 0.5), pooledQuantile(without, 0.5));
  EXPECT_EQ(pooledQuantile(sketches, 0.5).n, 2U);
}

TEST(PooledQuantile, OfOneOrNoReplicationHasNoInterval) {
  const Estimate one = pooledQuantile(std::vector<QuantileSketch>{upTo(100)}, 0.95);
  EXPECT_EQ(one.mean, 95);
  EXPECT_FALSE(one.hasInterval());
  EXPECT_TRUE(std::isnan(one.lo));
  EXPECT_EQ(pooledQuantile({}, 0.5), Estimate());
  EXPECT_EQ(pooledQuantile(std::vector<QuantileSketch>(3), 0.5), Estimate());
}

} // namespace
} // namespace coldframe
