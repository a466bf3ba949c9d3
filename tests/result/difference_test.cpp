#include "sim/result/difference.h"
#include "sim/result/too_short.h"
#include "tests/report/sample_comparison.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

Comparison months(std::vector<double> a, std::vector<double> b) {
  Comparison comparison = sampleComparison();
  comparison.platforms.resize(2);
  comparison.platforms[0].samples.monthUsd = std::move(a);
  comparison.platforms[1].samples.monthUsd = std::move(b);
  return comparison;
}

TEST(Difference, IsTakenWithinEachReplication) {
  // Months differ by hundreds of dollars, the platforms in each month by one: only pairing sees that.
  const Comparison comparison = months({100, 400, 900, 200}, {101, 401.5, 901, 200.5});
  const Difference difference =
      differenceOf(comparison, comparison.platforms[0], comparison.platforms[1], Compared::MonthUsd);
  EXPECT_DOUBLE_EQ(difference.bMinusA.estimate->mean, 1);
  EXPECT_NEAR(difference.bMinusA.estimate->halfWidth(), studentT95(3) * 0.408248 / 2, 1e-5); // sd of 1, 1.5, 1, 0.5
  EXPECT_EQ(difference.shareALess, 1);
  EXPECT_EQ(difference.shareBLess, 0);
  EXPECT_TRUE(difference.settled());
}

TEST(Difference, CountsTheReplicationsInWhichEachIsLess) {
  const Comparison comparison = months({1, 2, 3, 4}, {2, 2, 1, 9});
  const Difference difference =
      differenceOf(comparison, comparison.platforms[0], comparison.platforms[1], Compared::MonthUsd);
  EXPECT_EQ(difference.shareALess, 0.5);
  EXPECT_EQ(difference.shareBLess, 0.25); // one month is the same on both
  EXPECT_FALSE(difference.settled());
}

TEST(Difference, LeavesOutReplicationsThatLackAValueAndSaysWhenNoneIsLeft) {
  Comparison comparison = sampleComparison();
  comparison.platforms[0].samples.makespanS = {10.0, std::nullopt, 30.0};
  comparison.platforms[1].samples.makespanS = {12.0, 1.0, 33.0};
  const auto of = [&] {
    return differenceOf(comparison, comparison.platforms[0], comparison.platforms[1], Compared::MakespanS);
  };
  EXPECT_EQ(of().bMinusA.estimate->n, 2u);
  EXPECT_DOUBLE_EQ(of().bMinusA.estimate->mean, 2.5);
  comparison.platforms[1].samples.makespanS = {std::nullopt, 1.0, std::nullopt};
  EXPECT_FALSE(of().bMinusA.estimate);
  EXPECT_FALSE(of().bMinusA.why.empty());
}

TEST(Difference, TakesEveryPairOnceForCostAndForTime) {
  const std::vector<Difference> all = differencesOf(sampleComparison());
  ASSERT_EQ(all.size(), 6u); // three pairs
  EXPECT_EQ(all[0].a + all[0].b, "laptoplambda");
  EXPECT_EQ(all[1].what, Compared::MakespanS);
  EXPECT_EQ(all[5].a + all[5].b, "lambdabox");
}

bool warns(const Comparison& comparison, const std::string& words) {
  for (const std::string& warning : tooShortToSay(comparison))
    if (warning.find(words) != std::string::npos)
      return true;
  return false;
}

TEST(TooShort, WarnsOfAWideIntervalWithTheReplicationsThatWouldDo) {
  Comparison comparison = sampleComparison();
  EXPECT_FALSE(warns(comparison, "replications"));
  comparison.platforms[1].month.costUsd = around(2, 0.8); // ± 40 % from 10: four times as many for ± 20 %
  EXPECT_TRUE(warns(comparison, "lambda: the month's cost is known to ± 40 % only; about 40 replications"));
}

TEST(TooShort, WarnsOfRareEventsAndThinTails) {
  Comparison comparison = sampleComparison();
  EXPECT_FALSE(warns(comparison, "cold start"));
  comparison.platforms[1].coldStarts = 3;
  EXPECT_TRUE(warns(comparison, "rests on 3 cold starts"));
  EXPECT_FALSE(warns(comparison, "p99"));
  comparison.isJob = false;
  EXPECT_TRUE(warns(comparison, "the p99 response of laptop, lambda, box rests on fewer than 1,000 calls"));
  comparison.replicationsDone = 1;
  EXPECT_TRUE(warns(comparison, "a single replication has no interval"));
}

} // namespace
} // namespace coldframe
