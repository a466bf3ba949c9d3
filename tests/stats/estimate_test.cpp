#include "sim/stats/estimate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace coldframe {
namespace {

double nearlyNormal(std::mt19937_64& random) { // the sum of twelve uniforms
  double sum = -6;
  for (int i = 0; i < 12; ++i)
    sum += static_cast<double>(random() >> 11) / 9007199254740992.0;
  return sum;
}

TEST(StudentT95, AgreesWithPublishedTables) {
  EXPECT_NEAR(studentT95(1), 12.7062, 5e-5);
  EXPECT_NEAR(studentT95(2), 4.3027, 5e-5);
  EXPECT_NEAR(studentT95(4), 2.7764, 5e-5);
  EXPECT_NEAR(studentT95(9), 2.2622, 5e-5);
  EXPECT_NEAR(studentT95(30), 2.0423, 5e-5);
  EXPECT_NEAR(studentT95(120), 1.9799, 5e-5);
  EXPECT_NEAR(studentT95(1'000'000'000), 1.95996, 5e-6);
}

TEST(StudentT95, HasSixDecimals) {
  EXPECT_EQ(studentT95(9), 2.262157);
  EXPECT_EQ(studentT95(1), 12.706205);
}

TEST(Estimate, IsMeanAndTIntervalOfItsReplications) {
  const Estimate e = estimate(std::vector<double>{2, 4, 4, 4, 5, 5, 7, 9});
  EXPECT_EQ(e.mean, 5);
  EXPECT_EQ(e.n, 8U);
  // s² = 32/7, t(7) = 2.364624.
  EXPECT_NEAR(e.halfWidth(), 2.364624 * std::sqrt(32.0 / 7 / 8), 1e-12);
  EXPECT_NEAR(e.lo + e.hi, 10, 1e-12);
}

TEST(Estimate, OfOneReplicationHasNoInterval) {
  const Estimate e = estimate(std::vector<double>{3.5});
  EXPECT_EQ(e.mean, 3.5);
  EXPECT_EQ(e.n, 1U);
  EXPECT_FALSE(e.hasInterval());
  EXPECT_TRUE(std::isnan(e.lo) && std::isnan(e.hi) && std::isnan(e.halfWidth())) << "never a width of zero";
}

TEST(Estimate, OfNoReplicationIsNothing) {
  const Estimate e = estimate(std::span<const double>());
  EXPECT_EQ(e.n, 0U);
  EXPECT_FALSE(e.hasInterval());
  EXPECT_TRUE(std::isnan(e.mean) && std::isnan(e.lo) && std::isnan(e.hi));
  EXPECT_EQ(e, Estimate()) << "two estimates of nothing are equal";
}

TEST(Estimate, OfEqualValuesIsCertain) {
  const Estimate e = estimate(std::vector<double>{0.1, 0.1, 0.1});
  EXPECT_TRUE(e.hasInterval());
  EXPECT_EQ(e.mean, 0.1);
  EXPECT_EQ(e.lo, 0.1);
  EXPECT_EQ(e.hi, 0.1);
}

TEST(Estimate, CoversTheTruthNinetyFiveTimesInAHundred) {
  std::mt19937_64 random(42);
  for (const std::size_t n : {2U, 5U, 10U}) {
    int covered = 0;
    constexpr int kTrials = 20'000;
    for (int trial = 0; trial < kTrials; ++trial) {
      std::vector<double> values(n);
      for (double& value : values)
        value = 7 + 3 * nearlyNormal(random);
      const Estimate e = estimate(values);
      covered += e.lo <= 7 && 7 <= e.hi ? 1 : 0;
    }
    // Four standard errors of a share of 0.95 of 20,000: 0.0062.
    EXPECT_NEAR(static_cast<double>(covered) / kTrials, 0.95, 0.0062) << n << " replications";
  }
}

TEST(RunningMoments, AgreeWithTheDefinitions) {
  RunningMoments moments;
  for (const double x : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0})
    moments.add(x);
  EXPECT_EQ(moments.count(), 8U);
  EXPECT_DOUBLE_EQ(moments.mean(), 5);
  EXPECT_DOUBLE_EQ(moments.variance(), 32.0 / 7);
  EXPECT_DOUBLE_EQ(moments.standardDeviation(), std::sqrt(32.0 / 7));
  EXPECT_DOUBLE_EQ(moments.standardError(), std::sqrt(32.0 / 7 / 8));
}

TEST(RunningMoments, DoNotLoseASmallSpreadOnALargeMean) {
  RunningMoments moments;
  for (int i = 0; i < 1000; ++i)
    for (const double x : {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16})
      moments.add(x);
  EXPECT_NEAR(moments.mean(), 1e9 + 10, 1e-5);
  EXPECT_NEAR(moments.variance(), 22.5 * 4000 / 3999, 1e-6) << "the sum of squares would have lost it";
}

TEST(RunningMoments, SayNothingOfWhatTheyDoNotKnow) {
  RunningMoments moments;
  EXPECT_TRUE(std::isnan(moments.mean()) && std::isnan(moments.variance()) && std::isnan(moments.standardError()));
  moments.add(3);
  EXPECT_EQ(moments.mean(), 3);
  EXPECT_TRUE(std::isnan(moments.variance()) && std::isnan(moments.standardError()));
}

} // namespace
} // namespace coldframe
