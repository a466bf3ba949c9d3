#include "sim/result/limits.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

LimitObservation seen(LimitKind kind, double limit, double largest, std::uint64_t over, std::uint64_t of) {
  return {kind, limit, largest, over, of};
}

TEST(Limits, AddUpOverReplicationsAndKeepTheLargestValueMet) {
  std::vector<LimitObservation> all;
  mergeLimits(all, {seen(LimitKind::Time, 300e9, 290e9, 0, 100)});
  mergeLimits(all, {seen(LimitKind::Time, 300e9, 312.4e9, 6, 100)});
  const auto reports = reportLimits(all, true);
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_DOUBLE_EQ(reports[0].shareOver, 0.03);
  EXPECT_EQ(reports[0].limit, "300 s");
  EXPECT_EQ(reports[0].observed, "312.4 s");
  EXPECT_STREQ(limitName(reports[0].kind), "time");
}

TEST(Limits, DecideOnlyWhereThePlatformIsInfeasible) {
  const std::vector<LimitObservation> all{seen(LimitKind::Time, 300e9, 400e9, 10, 100)};
  EXPECT_FALSE(reportLimits(all, true)[0].decides);
  EXPECT_TRUE(reportLimits(all, false)[0].decides);
}

TEST(Limits, ThatKillAnAttemptDecideBeforeThoseThatDelayIt) {
  const auto reports = reportLimits({seen(LimitKind::Concurrency, 1000, 1000, 90, 100),
                                     seen(LimitKind::Memory, 128.0 * 1048576, 200.0 * 1048576, 1, 100)},
                                    false);
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].kind, LimitKind::Memory);
  EXPECT_TRUE(reports[0].decides);
  EXPECT_FALSE(reports[1].decides);
  EXPECT_EQ(reports[0].limit, "128 MB");
  EXPECT_EQ(reports[0].observed, "200 MB");
}

TEST(Limits, ThatTurnCallsAwayDecideBeforeThoseThatMakeThemTryAgain) {
  const auto reports = reportLimits(
      {seen(LimitKind::Concurrency, 10, 10, 95, 100), seen(LimitKind::EventAge, 21600e9, 21700e9, 3, 100)}, false);
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_FALSE(reports[0].decides);
  EXPECT_TRUE(reports[1].decides);
}

TEST(Limits, OfDataAreReadInTheUnitTheyAreStatedIn) {
  const LimitReport report = reportLimits({seen(LimitKind::PayloadIn, 6291456, 7340032, 1, 100)}, false)[0];
  EXPECT_EQ(report.limit, "6291456 B");
  EXPECT_EQ(report.limitInWords(), "6 MiB");
  EXPECT_EQ(report.observedInWords(), "7 MiB");
  EXPECT_STREQ(limitWords(LimitKind::PayloadIn), "request size");
  EXPECT_STREQ(limitWords(LimitKind::PayloadOut), "reply size");
}

TEST(Limits, ThatNobodyPassedNeverDecide) {
  for (const LimitReport& report : reportLimits({seen(LimitKind::Time, 300e9, 200e9, 0, 100)}, false))
    EXPECT_FALSE(report.decides);
}

} // namespace
} // namespace coldframe
