#include "sim/result/outcome_builder.h"
#include "sim/study/batch.h"
#include "sim/study/optimize.h"
#include "sim/study/sweep.h"
#include "tests/study/study_scenario.h"

namespace coldframe {
namespace {

struct Space {
  Scenario scenario;
  std::vector<std::string> variations;
  std::vector<std::string> platforms;
  std::optional<Duration> deadline;
  std::uint64_t replications = 20;
  bool month = false;
};

OptimizeOptions optionsOf(const Space& space) {
  OptimizeOptions options;
  options.study.replications = space.replications;
  options.study.month = space.month;
  options.platforms = space.platforms;
  options.deadline = space.deadline;
  for (const std::string& text : space.variations) {
    const auto variation = parseVariation(text, space.scenario, catalogue());
    EXPECT_TRUE(variation.has_value()) << (variation ? std::string() : variation.error().text());
    options.variations.push_back(*variation);
  }
  return options;
}

// Every configuration with every replication.
struct Exhaustive {
  std::string best;
  double cost = 0;
  std::uint64_t calls = 0;
};

Exhaustive bruteForce(const Space& space) {
  const OptimizeOptions options = optionsOf(space);
  Exhaustive result;
  for (const std::string& platform : space.platforms) {
    StudyOptions study = options.study;
    study.only = {platform};
    study.withBaseline = false;
    study.advice = false;
    const auto all = evaluate({space.scenario, catalogue()}, gridOf(options.variations), study);
    EXPECT_TRUE(all.has_value());
    for (const StudyPoint& point : all->points) {
      const Outcome* outcome = point.outcome(platform);
      result.calls += point.comparison.simulatedCalls;
      if (outcome == nullptr || !outcome->feasible)
        continue;
      const bool met = !space.deadline ||
                       (point.comparison.isJob ? shareInTime(*outcome, *space.deadline) >= kFeasibleFrom
                                               : outcome->responseS.p95.estimate->mean <= space.deadline->inSeconds());
      const double cost = (space.month ? outcome->month.costUsd : outcome->run.marginalUsd).estimate->mean;
      if (met && (result.best.empty() || cost < result.cost)) {
        result.best = platform + " " + settingsText(point.settings);
        result.cost = cost;
      }
    }
  }
  return result;
}

void findsTheSameWithAFifthOfTheCalls(const Space& space) {
  const Exhaustive exhaustive = bruteForce(space);
  const auto found = optimize({space.scenario, catalogue()}, optionsOf(space));
  ASSERT_TRUE(found.has_value()) << found.error().text();
  ASSERT_TRUE(found->found);
  ASSERT_FALSE(exhaustive.best.empty());
  const Configuration& best = found->configurations.front();
  EXPECT_EQ(best.platform + " " + settingsText(best.settings), exhaustive.best);
  EXPECT_NEAR(best.costUsd.estimate->mean, exhaustive.cost, 1e-12 + 1e-9 * exhaustive.cost);
  EXPECT_GE(static_cast<double>(exhaustive.calls), 5.0 * static_cast<double>(found->simulatedCalls))
      << found->simulatedCalls << " of " << exhaustive.calls;
  EXPECT_NEAR(found->exhaustiveCalls / static_cast<double>(exhaustive.calls), 1, 0.2);
}

TEST(Optimize, FindsTheCheapestBatchAndMemoryUnderADeadline) {
  Space space;
  space.scenario = scenarioFrom(jobText(kLambda, 10, 240));
  space.variations = {"/workload/batch=1,2,4,8,12,20,30", "/platforms/lambda/memory=256 MB:1792 MB:7"};
  space.platforms = {"lambda"};
  space.deadline = Duration::seconds(15);
  findsTheSameWithAFifthOfTheCalls(space);
}

TEST(Optimize, FindsTheCheapestOfBatchMemoryAndConcurrencyWhenTasksQueue) {
  Space space;
  space.scenario = scenarioFrom(jobText(
      R"({"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-11", "memory": "1792 MB", "executor": "pywren-0.4"})",
      10, 400));
  space.variations = {"/workload/batch=4,8,16,32", "/platforms/lambda/memory=512 MB,1024 MB,1536 MB",
                      "/platforms/lambda/concurrency=10,30,100"};
  space.platforms = {"lambda"};
  space.deadline = Duration::seconds(75);
  findsTheSameWithAFifthOfTheCalls(space);
}

TEST(Optimize, FindsTheCheapestPlatformAndSizeOfAStream) {
  Space space;
  space.scenario = scenarioFrom(R"({"schema": "coldframe.scenario/1", "name": "Stream", "seed": 2,
    "prices": "aws-us-east-1@2022-08", "month": {"length": "24 h"},
    "workload": {"kind": "requests", "arrivals": {"kind": "poisson", "rate": "60 /min"},
      "function": {"cpu": {"lognormal": {"median": "150 ms", "sigma": 0.4}}}},
    "platforms": [{"id": "lambda", "kind": "faas", "profile": "aws-lambda@2021-06", "memory": "1024 MB"},
      {"id": "box", "kind": "fleet", "instance": "t3.micro", "count": 1}]})");
  space.variations = {"/platforms/lambda/memory=128 MB:3008 MB:10",
                      "/platforms/box/instance=t3.micro,m5.large,c5.xlarge"};
  space.platforms = {"lambda", "box"};
  space.deadline = Duration::milliseconds(500);
  space.month = true;
  Space small = space; // brute force without the combinations that are the same
  const auto found = optimize({space.scenario, catalogue()}, optionsOf(space));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->configurations.size(), 13u); // ten memories, three instance types: not thirty pairs
  Exhaustive exhaustive;
  for (const std::string platform : {"lambda", "box"}) {
    small.platforms = {platform};
    small.variations = {platform == "lambda" ? space.variations[0] : space.variations[1]};
    const Exhaustive one = bruteForce(small);
    exhaustive.calls += one.calls;
    if (!one.best.empty() && (exhaustive.best.empty() || one.cost < exhaustive.cost)) {
      exhaustive.best = one.best;
      exhaustive.cost = one.cost;
    }
  }
  const Configuration& best = found->configurations.front();
  EXPECT_EQ(best.platform + " " + settingsText(best.settings), exhaustive.best);
  EXPECT_GE(static_cast<double>(exhaustive.calls), 5.0 * static_cast<double>(found->simulatedCalls));
}

TEST(Optimize, TakesAFifthOfTheCallsAtTheUsualReplicationsToo) {
  Space space;
  space.scenario = shippedScenario("scrape-pages");
  space.variations = {"/workload/batch=20,28,36,44", "/platforms/lambda/memory=512 MB:1536 MB:9"};
  space.platforms = {"lambda"};
  space.deadline = Duration::minutes(4);
  space.replications = 10;
  findsTheSameWithAFifthOfTheCalls(space);
}

TEST(Optimize, SaysSoWhenNothingIsQuickEnough) {
  Space space;
  space.scenario = scenarioFrom(jobText(kLambda));
  space.variations = {"/workload/batch=5,10"};
  space.platforms = {"lambda"};
  space.deadline = Duration::milliseconds(1);
  const auto study = optimize({space.scenario, catalogue()}, optionsOf(space));
  ASSERT_TRUE(study.has_value());
  EXPECT_FALSE(study->found);
  EXPECT_FALSE(study->configurations.front().admitted);
}

TEST(Optimize, MinimisesTimeWithinABudget) {
  Space space;
  space.scenario = scenarioFrom(jobText(kLambda, 10, 240));
  space.variations = {"/workload/batch=2,8,30", "/platforms/lambda/memory=256 MB,512 MB,1792 MB,3008 MB"};
  space.platforms = {"lambda"};
  OptimizeOptions options = optionsOf(space);
  const auto cheapest = optimize({space.scenario, catalogue()}, options);
  options.minimise = Minimise::Time;
  const auto quickest = optimize({space.scenario, catalogue()}, options);
  ASSERT_TRUE(cheapest && quickest && cheapest->found && quickest->found);
  const double least = cheapest->configurations.front().costUsd.estimate->mean;
  ASSERT_GT(quickest->configurations.front().costUsd.estimate->mean, least * 1.005);
  options.budgetUsd = least * 1.005;
  const auto within = optimize({space.scenario, catalogue()}, options);
  ASSERT_TRUE(within.has_value() && within->found);
  EXPECT_LE(within->configurations.front().costUsd.estimate->mean, least * 1.005);
  EXPECT_GE(within->configurations.front().timeS.estimate->mean, quickest->configurations.front().timeS.estimate->mean);
}

TEST(Optimize, IsTheSameOnAnyNumberOfThreads) {
  Space space;
  space.scenario = scenarioFrom(jobText(kLambda, 10, 120));
  space.variations = {"/workload/batch=1:30:9"};
  space.platforms = {"lambda"};
  space.deadline = Duration::seconds(20);
  OptimizeOptions options = optionsOf(space);
  const auto one = optimize({space.scenario, catalogue()}, options);
  options.study.jobs = 4;
  const auto four = optimize({space.scenario, catalogue()}, options);
  ASSERT_TRUE(one && four);
  EXPECT_EQ(one->simulatedCalls, four->simulatedCalls);
  for (std::size_t i = 0; i < one->configurations.size(); ++i) {
    EXPECT_EQ(settingsText(one->configurations[i].settings), settingsText(four->configurations[i].settings));
    EXPECT_EQ(one->configurations[i].costUsd.estimate, four->configurations[i].costUsd.estimate);
  }
}

} // namespace
} // namespace coldframe
