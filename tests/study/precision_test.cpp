#include "sim/study/compare.h"
#include "sim/study/precision.h"
#include "tests/study/study_scenario.h"

namespace coldframe {
namespace {

TEST(Precision, ReplicatesUntilEveryIntervalIsAsNarrowAsAsked) {
  StudyOptions options;
  options.precision = 0.005;
  const auto precise = compare(jobOn(kLaptop + "," + kLambda), options);
  ASSERT_TRUE(precise.has_value());
  EXPECT_GT(precise->replications, 10u);
  EXPECT_EQ(precise->replicationsDone, precise->replications);
  for (const Outcome& outcome : precise->platforms) {
    EXPECT_TRUE(preciseEnough(*outcome.makespanS.estimate, 0.005)) << outcome.id;
    EXPECT_TRUE(preciseEnough(*outcome.month.costUsd.estimate, 0.005)) << outcome.id;
  }
}

TEST(Precision, IsTheSameComparisonAsThatNumberOfReplications) {
  StudyOptions options;
  options.precision = 0.01;
  const auto precise = compare(jobOn(kLaptop + "," + kLambda), options);
  ASSERT_TRUE(precise.has_value());
  StudyOptions plain;
  plain.replications = precise->replications;
  const auto same = compare(jobOn(kLaptop + "," + kLambda), plain);
  ASSERT_TRUE(same.has_value());
  EXPECT_EQ(precise->platforms[1].makespanS.estimate, same->platforms[1].makespanS.estimate);
}

TEST(Precision, StopsAtItsBoundWhenTheWorkVariesTooMuch) {
  EXPECT_EQ(nextReplications(10, 2000), 15u);
  EXPECT_EQ(nextReplications(1, 2000), 2u);
  EXPECT_EQ(nextReplications(1900, 2000), 2000u);
  StudyOptions options;
  options.precision = 1e-6;
  const auto bounded = compare(jobOn(kLaptop, 60), options);
  ASSERT_TRUE(bounded.has_value());
  EXPECT_EQ(bounded->replications, kMostForPrecision);
  EXPECT_FALSE(bounded->partial);
}

TEST(Precision, CountsTheCorrectionForTheUnknownTrueValue) {
  EXPECT_TRUE(preciseEnough(Estimate{100, 91, 109, 5}, 0.1)); // 9 <= 100 × 0.1 / 1.1
  EXPECT_FALSE(preciseEnough(Estimate{100, 90.5, 109.5, 5}, 0.1));
  EXPECT_TRUE(preciseEnough(Estimate{0, 0, 0, 5}, 0.1));
  EXPECT_FALSE(preciseEnough(Estimate{100, 100, 100, 1}, 0.1)); // one replication has no interval
}

} // namespace
} // namespace coldframe
