// What people read about a comparison: the row, the three sentences.
#include "sim/report/comparison_answer.h"
#include "sim/report/comparison_table.h"
#include "sim/units/format.h"
#include "tests/report/sample_comparison.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

TEST(ComparisonTable, HasOneRowAPlatformInTheScenariosOrder) {
  const Table table = comparisonTable(sampleComparison());
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[0][0].shown, "laptop");
  EXPECT_EQ(table.rows[1][0].shown, "lambda");
  EXPECT_EQ(table.rows[1][1].shown, showDuration(10, 0.1));
  EXPECT_EQ(table.rows[1][2].shown, "8.0×");
  EXPECT_EQ(table.rows[0][6].shown, "–"); // a machine has no cold starts
  EXPECT_EQ(table.rows[1][6].shown, "25 %");
}

TEST(ComparisonTable, SaysInfeasibleBeforeTheNumberThatDecides) {
  Comparison comparison = sampleComparison();
  comparison.platforms[1].feasible = false;
  comparison.platforms[1].verdict = "12 % of tasks exceed the 300 s cap; at most 44 items fit in a batch";
  EXPECT_EQ(comparisonTable(comparison).rows[1].back().shown,
            "infeasible: 12 % of tasks exceed the 300 s cap; at most 44 items fit in a batch");
}

TEST(ComparisonAnswer, HeadlineNamesWhatTheNumbersRestOn) {
  EXPECT_EQ(comparisonAnswer(sampleComparison()).headline,
            "Carrots · seed 7 · 10 replications · prices aws-us-east-1@2017-11 · month of 730 h · no free grant");
}

TEST(ComparisonAnswer, HeadlineSaysPartialAndProvisional) {
  Comparison comparison = sampleComparison();
  comparison.partial = true;
  comparison.provisional = true;
  comparison.replicationsDone = 3;
  const std::string headline = comparisonAnswer(comparison).headline;
  EXPECT_NE(headline.find("3 of 10 replications (interrupted)"), std::string::npos) << headline;
  EXPECT_NE(headline.find("(provisional)"), std::string::npos) << headline;
}

TEST(ComparisonAnswer, IsTwoSentencesAndWhatToWatch) {
  const Answer answer = comparisonAnswer(sampleComparison());
  ASSERT_EQ(answer.evidence.size(), 2u);
  EXPECT_EQ(answer.evidence[0], "Fastest: lambda in 10.0 s, 8.0× as fast as laptop with 1 worker.");
  // $2 for 20 runs is $0.10 a run; $100 of the box are reached at 1,000 runs, farther than a straight line tells.
  EXPECT_EQ(answer.evidence[1], "Cheapest per month: laptop, which sends no bill; of those that do, lambda at $2.00 up "
                                "to ten times as many runs and more.");
  EXPECT_EQ(answer.caveats, std::vector<std::string>{"nothing came near a limit"});
  Comparison near = sampleComparison();
  near.platforms[2] = samplePlatform("box", false, 20, 10, 10);
  EXPECT_NE(comparisonAnswer(near).evidence[1].find("$2.00 up to about 100 runs a month, then box"), std::string::npos);
}

TEST(ComparisonAnswer, NamesPeoplesTimeApart) {
  Comparison comparison = sampleComparison();
  comparison.peopleUsdPerMonth = 800;
  const Answer answer = comparisonAnswer(comparison);
  EXPECT_EQ(answer.evidence[1], comparisonAnswer(sampleComparison()).evidence[1]) << "no platform costs more by it";
  ASSERT_EQ(answer.evidence.size(), 3u);
  EXPECT_EQ(answer.evidence[2], "People's time, $800 a month, comes on top of any platform's bill.");
}

TEST(ComparisonAnswer, WatchesThePlatformThatCannotDoIt) {
  Comparison comparison = sampleComparison();
  comparison.platforms[1].feasible = false;
  comparison.platforms[1].verdict = "12 % of tasks exceed the 300 s cap";
  comparison.warnings = {"something else"};
  EXPECT_EQ(comparisonAnswer(comparison).caveats,
            (std::vector<std::string>{"lambda cannot do it: 12 % of tasks exceed the 300 s cap", "something else"}));
}

TEST(ComparisonAnswer, WatchesThePlatformThatComesNearALimit) {
  Comparison comparison = sampleComparison();
  comparison.platforms[1].limits = {{LimitKind::Time, "300 s", "271 s", 0, false, 0.903}};
  EXPECT_EQ(comparisonAnswer(comparison).caveats.at(0), "lambda comes near its time limit, with 271 s of 300 s");
}

TEST(ComparisonAnswer, SaysSoWhenNoPlatformCanDoIt) {
  Comparison comparison = sampleComparison();
  for (Outcome& outcome : comparison.platforms)
    outcome.feasible = false;
  comparison.bestMakespan = comparison.bestMonth = "";
  const Answer answer = comparisonAnswer(comparison);
  EXPECT_EQ(answer.evidence[0], "Fastest: none, no platform can do it.");
  EXPECT_EQ(answer.evidence[1], "Cheapest per month: none, no platform can do it.");
  EXPECT_NE(answer.caveats.at(0).find("(2 others cannot either)"), std::string::npos);
}

TEST(CrossingLoad, IsWhereTheLinesMeet) {
  const Comparison comparison = sampleComparison();
  EXPECT_DOUBLE_EQ(crossingLoad(comparison, comparison.platforms[1], comparison.platforms[2]).value(), 50);
}

TEST(CrossingLoad, IsNoneBeyondWhatAMachineCanDo) {
  Comparison comparison = sampleComparison();
  comparison.platforms[2].makespanS = exactly(730.0 * 3600 / 999); // 999 runs fill its month
  EXPECT_FALSE(crossingLoad(comparison, comparison.platforms[1], comparison.platforms[2]).has_value());
  comparison.platforms[2].makespanS = exactly(730.0 * 3600 / 1001);
  EXPECT_TRUE(crossingLoad(comparison, comparison.platforms[1], comparison.platforms[2]).has_value());
}

TEST(CrossingLoad, IsNoneWhereTheCheaperOneAlsoGrowsSlower) {
  const Comparison comparison = sampleComparison();
  EXPECT_FALSE(crossingLoad(comparison, comparison.platforms[2], comparison.platforms[1]).has_value());
}

} // namespace
} // namespace coldframe
