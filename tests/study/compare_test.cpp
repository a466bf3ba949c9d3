#include "sim/study/compare.h"
#include "sim/study/largest_batch.h"
#include "tests/study/study_scenario.h"

namespace coldframe {
namespace {

StudyOptions options(std::uint64_t replications, unsigned jobs = 1) {
  StudyOptions chosen;
  chosen.replications = replications;
  chosen.jobs = jobs;
  return chosen;
}

const Outcome& outcomeOf(const Comparison& comparison, const std::string& id) {
  for (const Outcome& outcome : comparison.platforms)
    if (outcome.id == id)
      return outcome;
  ADD_FAILURE() << "no platform " << id;
  return comparison.platforms.front();
}

// Everything that a reader of the result can see of a platform's numbers.
void expectSame(const Outcome& a, const Outcome& b) {
  EXPECT_EQ(a.makespanS.estimate, b.makespanS.estimate);
  EXPECT_EQ(a.speedup.estimate, b.speedup.estimate);
  EXPECT_EQ(a.responseS.p95.estimate, b.responseS.p95.estimate);
  EXPECT_EQ(a.coldStartFraction.estimate, b.coldStartFraction.estimate);
  EXPECT_EQ(a.utilization.estimate, b.utilization.estimate);
  EXPECT_EQ(a.month.costUsd.estimate, b.month.costUsd.estimate);
  EXPECT_EQ(a.run.marginalUsd.estimate, b.run.marginalUsd.estimate);
  EXPECT_EQ(a.month.billReplication, b.month.billReplication);
  EXPECT_EQ(a.counts.attempts, b.counts.attempts);
  EXPECT_EQ(a.verdict, b.verdict);
}

TEST(CompareStudy, PairsReplicationsSoThatEqualPlatformsTie) {
  const auto result =
      compare(jobOn(kLaptop + R"(, {"id": "twin", "kind": "local", "cores": 1, "parallel": 1})"), options(8));
  ASSERT_TRUE(result.has_value());
  const Outcome& twin = outcomeOf(*result, "twin");
  EXPECT_EQ(twin.speedup.estimate->mean, 1);
  EXPECT_EQ(twin.speedup.estimate->halfWidth(), 0); // the makespans vary, their ratio does not
  EXPECT_GT(twin.makespanS.estimate->halfWidth(), 0);
}

TEST(CompareStudy, TheSameItemsCostTheSameWorkInEveryBatchSize) {
  // One worker does all items one after another: the batch size cannot matter on a machine without overheads.
  const auto small = compare(jobOn(kLaptop, 1), options(4));
  const auto large = compare(jobOn(kLaptop, 20), options(4));
  ASSERT_TRUE(small.has_value() && large.has_value());
  EXPECT_NEAR(outcomeOf(*small, "laptop").makespanS.estimate->mean,
              outcomeOf(*large, "laptop").makespanS.estimate->mean, 1e-6);
}

TEST(CompareStudyThreads, NeverChangeTheResult) {
  const BoundScenario scenario = jobOn(kLaptop + "," + kLambda + "," + kBox);
  const auto one = compare(scenario, options(20, 1));
  const auto three = compare(scenario, options(20, 3));
  ASSERT_TRUE(one.has_value() && three.has_value());
  for (std::size_t i = 0; i < one->platforms.size(); ++i)
    expectSame(one->platforms[i], three->platforms[i]);
}

TEST(CompareStudy, StoppedGivesTheFinishedPrefixAsIfItHadBeenAskedFor) {
  const BoundScenario scenario = jobOn(kLaptop + "," + kLambda);
  std::stop_source stop;
  StudyOptions stopped = options(40);
  stopped.stop = stop.get_token();
  stopped.progress = [&](double fraction) {
    if (fraction > 0.5)
      stop.request_stop();
  };
  const auto partial = compare(scenario, stopped);
  ASSERT_TRUE(partial.has_value());
  EXPECT_TRUE(partial->partial);
  EXPECT_EQ(partial->replications, 40u);
  EXPECT_GT(partial->replicationsDone, 0u);
  EXPECT_LT(partial->replicationsDone, 40u);
  const auto whole = compare(scenario, options(partial->replicationsDone));
  ASSERT_TRUE(whole.has_value());
  EXPECT_FALSE(whole->partial);
  for (std::size_t i = 0; i < whole->platforms.size(); ++i)
    expectSame(partial->platforms[i], whole->platforms[i]);
}

TEST(CompareStudy, StoppedBeforeTheFirstReplicationIsAnError) {
  std::stop_source stop;
  stop.request_stop();
  StudyOptions stopped = options(5);
  stopped.stop = stop.get_token();
  const auto result = compare(jobOn(kLaptop), stopped);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, ErrorKind::Interrupted);
}

TEST(CompareStudy, TellsItsProgressFromNothingToAll) {
  std::vector<double> seen;
  StudyOptions watched = options(5, 2);
  watched.progress = [&](double fraction) { seen.push_back(fraction); };
  ASSERT_TRUE(compare(jobOn(kLaptop + "," + kLambda), watched).has_value());
  ASSERT_FALSE(seen.empty());
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_NEAR(seen.back(), 1, 1e-9);
}

TEST(CompareStudy, RunsOnePlatformAndTheBaselineItIsMeasuredAgainst) {
  const BoundScenario scenario = jobOn(kLaptop + "," + kLambda + "," + kBox);
  StudyOptions one = options(5);
  one.only = {"lambda"};
  const auto alone = compare(scenario, one);
  const auto all = compare(scenario, options(5));
  ASSERT_TRUE(alone.has_value() && all.has_value());
  ASSERT_EQ(alone->platforms.size(), 1u);
  expectSame(alone->platforms.front(), outcomeOf(*all, "lambda"));
  EXPECT_EQ(alone->baselineParallelism, 1);
}

TEST(CompareStudy, NamesTheBestOfTheFeasibleOnly) {
  const std::string late = R"({"id": "late", "kind": "faas", "profile": "aws-lambda@2017-11", "memory": "1792 MB",
                               "timeout": "3 s"})";
  const auto result = compare(jobOn(kLaptop + "," + late + "," + kBox), options(5));
  ASSERT_TRUE(result.has_value());
  EXPECT_FALSE(outcomeOf(*result, "late").feasible);
  EXPECT_EQ(result->bestMakespan, "box");
  EXPECT_EQ(result->bestMonth, "laptop");
}

TEST(CompareStudy, RanksWhatIsPaidForByWhatItCostsMore) {
  const std::string paid = R"({"id": "paid", "kind": "fleet", "instance": "c4.2xlarge", "count": 1, "hours": "always",
                               "paid_for": true})";
  const auto result = compare(jobOn(kLambda + "," + paid), options(3));
  ASSERT_TRUE(result.has_value());
  EXPECT_GT(outcomeOf(*result, "paid").month.costUsd.estimate->mean,
            outcomeOf(*result, "lambda").month.costUsd.estimate->mean);
  EXPECT_EQ(result->bestMonth, "paid");
}

TEST(CompareStudy, AStreamHasNoMakespanSpeedupOrRun) {
  const BoundScenario stream = boundFrom(R"({"schema": "coldframe.scenario/1", "name": "Stream", "seed": 1,
    "prices": "aws-us-east-1@2017-11", "month": {"length": "2 h"},
    "workload": {"kind": "requests", "arrivals": {"kind": "poisson", "rate": "1 /s"},
                 "function": {"cpu": "50 ms", "memory": "10 MB"}, "base_memory": "64 MB"},
    "platforms": [)" + kLambda + "," + kBox +
                                         "]}");
  const auto result = compare(stream, options(3));
  ASSERT_TRUE(result.has_value()) << result.error().text();
  for (const Outcome& outcome : result->platforms) {
    EXPECT_EQ(outcome.makespanS.why, "a stream has no makespan");
    EXPECT_FALSE(outcome.speedup.estimate.has_value());
    EXPECT_FALSE(outcome.run.marginalUsd.estimate.has_value());
    EXPECT_TRUE(outcome.responseS.p95.estimate.has_value());
    EXPECT_TRUE(outcome.counts.conserved());
    EXPECT_GT(outcome.month.costUsd.estimate->mean, 0);
  }
  EXPECT_EQ(result->bestMakespan, "");
  EXPECT_FALSE(result->bestMonth.empty());
}

TEST(LargestBatch, FitsAndOneMoreDoesNot) {
  const std::string capped = R"({"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-11",
                                 "memory": "1792 MB", "timeout": "20 s"})";
  const BoundScenario scenario = jobOn(capped, 30);
  const auto batch = largestBatch(scenario.platforms[0].model, scenario.seed, 10, {});
  ASSERT_TRUE(batch.has_value());
  EXPECT_GE(*batch, 5);
  EXPECT_LT(*batch, 20);
  EXPECT_TRUE(compare(jobOn(capped, static_cast<int>(*batch)), options(10))->platforms[0].feasible);
  EXPECT_FALSE(compare(jobOn(capped, static_cast<int>(*batch) + 1), options(10))->platforms[0].feasible);
}

// Where smaller batches are too many calls at once, none helps; that is not for an item's size.
TEST(LargestBatch, IsNoneWhereSmallerOnesAreThrottled) {
  const std::string few = R"({"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-11",
                              "memory": "1792 MB", "timeout": "20 s", "concurrency": 1})";
  const BoundScenario scenario = jobOn(few, 30);
  EXPECT_EQ(largestBatch(scenario.platforms[0].model, scenario.seed, 10, {}), std::nullopt);
}

TEST(LargestBatch, IsZeroWhereNotEvenOneItemFits) {
  const std::string capped = R"({"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-11",
                                 "memory": "128 MB", "timeout": "1 s"})";
  const BoundScenario scenario = jobOn(capped, 4);
  EXPECT_EQ(largestBatch(scenario.platforms[0].model, scenario.seed, 10, {}), 0);
}

} // namespace
} // namespace coldframe
