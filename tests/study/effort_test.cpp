// How much a study simulates, and what it says on the way.
#include "sim/study/compare.h"
#include "sim/study/parallelism.h"
#include "sim/study/progress_meter.h"
#include "sim/study/quick_window.h"
#include "sim/study/workload_size.h"
#include "tests/study/study_scenario.h"

namespace coldframe {
namespace {

TEST(Effort, NormalIsWhatWasAskedForAndPreciseFourTimesThat) {
  EXPECT_EQ(replicationsFor(Effort::Normal, 10, 1e9), 10u);
  EXPECT_EQ(replicationsFor(Effort::Precise, 10, 1e9), 40u);
}

TEST(Effort, QuickKeepsToItsBudgetOfCallsButNeverBelowTwo) {
  EXPECT_EQ(replicationsFor(Effort::Quick, 10, 100), 5u);
  EXPECT_EQ(replicationsFor(Effort::Quick, 10, kQuickWork / 3), 3u);
  EXPECT_EQ(replicationsFor(Effort::Quick, 10, 1e12), 2u);
  EXPECT_EQ(replicationsFor(Effort::Quick, 3, 1), 2u);
  EXPECT_EQ(replicationsFor(Effort::Quick, 1, 1), 1u);
}

// A month of requests, 36,000 an hour, by the given arrivals.
BoundScenario month(const std::string& arrivals) {
  return boundFrom(R"({"schema": "coldframe.scenario/1", "name": "Stream", "seed": 1,
    "prices": "aws-us-east-1@2017-11", "month": {"length": "720 h"},
    "workload": {"kind": "requests", "arrivals": )" +
                   arrivals + R"(, "function": {"cpu": "20 ms", "memory": "64 MB"}},
    "platforms": [)" +
                   kLambda + "," + kBox + "]}");
}

TEST(QuickWindow, CutsWhatIsTheSameAtAnyHour) {
  const Model model = month(R"({"kind": "poisson", "rate": "36000 /h"})").platforms[0].model;
  EXPECT_EQ(quickWindow(model.run, model.platform, 72'000).window, Duration::hours(2));
  EXPECT_EQ(quickWindow(model.run, model.platform, 10).window, Duration::hours(1));
  EXPECT_EQ(quickWindow(model.run, model.platform, 1e9).window, Duration::hours(720));
}

TEST(QuickWindow, CutsADailyProfileToWholeDays) {
  const Model model = month(R"({"kind": "diurnal", "rate": "36000 /h",
    "hourly": [0,0,0,0,0,0,1,2,3,3,2,2,2,2,2,1,1,1,1,1,0,0,0,0]})")
                          .platforms[0]
                          .model;
  EXPECT_EQ(quickWindow(model.run, model.platform, 72'000).window, Duration::hours(24));
}

TEST(QuickWindow, LeavesSchedulesWhole) {
  const Model model = month(R"j({"kind": "schedule", "schedule": "rate(1 minute)"})j").platforms[0].model;
  EXPECT_EQ(quickWindow(model.run, model.platform, 100).window, Duration::hours(720));
}

TEST(QuickWindow, TheMonthCostsWhatTheWholeMonthCosts) {
  const BoundScenario scenario = month(R"({"kind": "poisson", "rate": "720 /h"})");
  StudyOptions options;
  options.replications = 4;
  const auto whole = compare(scenario, options);
  options.effort = Effort::Quick;
  const auto quick = compare(scenario, options);
  ASSERT_TRUE(whole && quick);
  EXPECT_LT(quick->platforms[0].counts.arrivals, whole->platforms[0].counts.arrivals / 2);
  for (std::size_t p = 0; p < 2; ++p) {
    const double exact = whole->platforms[p].month.costUsd.estimate->mean;
    EXPECT_NEAR(quick->platforms[p].month.costUsd.estimate->mean, exact, 0.02 * exact);
  }
}

TEST(QuickWindow, IsSaidInTheAnswer) {
  StudyOptions options;
  options.replications = 2;
  const BoundScenario scenario = month(R"({"kind": "poisson", "rate": "720 /h"})");
  const auto cuts = [](const Comparison& comparison) {
    std::vector<std::string> found;
    for (const std::string& warning : comparison.warnings)
      if (warning.starts_with("a quick answer: "))
        found.push_back(warning);
    return found;
  };
  EXPECT_TRUE(cuts(*compare(scenario, options)).empty());
  options.effort = Effort::Quick;
  const auto quick = compare(scenario, options);
  ASSERT_TRUE(quick);
  ASSERT_EQ(cuts(*quick).size(), 1u) << "one for all that were cut alike";
  EXPECT_TRUE(cuts(*quick)[0].ends_with(" were simulated and the usage stretched to the rest (lambda, box)"))
      << cuts(*quick)[0];
}

TEST(QuickWindow, OfAMonthOfRunsSaysHowManyWereSimulated) {
  const BoundScenario scenario = jobOn(kLaptop);
  const RunInputs& month = *scenario.platforms[0].model.month;
  EXPECT_EQ(cutInWords(month, quickWindow(month, scenario.platforms[0].model.platform, 2 * 66)),
            "the first 2 of 3 runs were simulated");
  EXPECT_EQ(cutInWords(month, month), "");
}

TEST(ExpectedWork, IsTheTasksAndTheItemsOfTheRunAndOfTheMonth) {
  const BoundScenario scenario = jobOn(kLaptop);
  EXPECT_EQ(expectedWork(scenario.platforms[0].model), (6 + 60) + 3 * (6 + 60));
}

// 400 tasks of about ten seconds, ten at a time, each of which is tried again every fifteen seconds until it is its
// turn.
TEST(ExpectedWork, CountsTheAttemptsThatAreThrottled) {
  const BoundScenario scenario = jobOn(
      R"({"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-11", "memory": "1792 MB", "concurrency": 10,
        "invocation": "async", "overrides": {"async": {"backoff_most": "15 s"}}})",
      10, 4000);
  const Model& model = scenario.platforms[0].model;
  const RunMetrics metrics = simulate(model.platform, model.run, {3, 0}, {}).metrics;
  const double retries = expectedWork(model.platform, model.run) - expectedWork(model.run);
  EXPECT_GT(metrics.counts.throttled, 1'000u);
  EXPECT_NEAR(retries / static_cast<double>(metrics.counts.throttled), 1, 0.3);
}

TEST(ProgressMeter, AddsUpSharesOfDifferentSize) {
  double last = 0;
  ProgressMeter meter(10, [&](double fraction) { last = fraction; });
  ProgressShare small(meter, 2);
  ProgressShare large(meter, 8);
  small.reach(1);
  EXPECT_DOUBLE_EQ(last, 0.2);
  large.reach(0.5);
  EXPECT_DOUBLE_EQ(last, 0.6);
  large.reach(0.25); // never backwards
  EXPECT_DOUBLE_EQ(last, 0.6);
  large.reach(1);
  EXPECT_DOUBLE_EQ(last, 1);
}

Model modelOf(const std::string& platform) {
  return jobOn(platform).platforms[0].model;
}

TEST(Parallelism, IsTheSlotsOfMachinesAndTheConcurrencyOfFunctions) {
  EXPECT_EQ(parallelismOf(modelOf(kLaptop)), 1);
  EXPECT_EQ(parallelismOf(modelOf(kBox)), 8); // eight vCPUs of pure CPU work
  EXPECT_EQ(parallelismOf(modelOf(R"({"id": "l", "kind": "faas", "profile": "aws-lambda@2017-11",
                                      "memory": "1792 MB", "concurrency": 40})")),
            40);
  EXPECT_EQ(parallelismOf(modelOf(R"({"id": "l", "kind": "faas", "profile": "aws-lambda@2017-11", "memory": "1792 MB",
                                      "executor": "lithops-3", "executor_overrides": {"max_workers": 30}})")),
            30);
}

TEST(Workers, AreExactlyAsManyAsAskedFor) {
  for (const std::string& platform : {kLaptop, kBox, kLambda})
    for (const std::int64_t workers : {1, 2, 3, 7, 8, 12, 13, 64})
      EXPECT_EQ(parallelismOf(withWorkers(modelOf(platform), workers)), workers) << platform;
}

TEST(Workers, OfTheUsersOwnMachineComeWithTheirCores) {
  EXPECT_EQ(std::get<MachineModel>(withWorkers(modelOf(kLaptop), 8).platform).vcpus, 8);
  const std::string busy = R"({"id": "busy", "kind": "local", "cores": 2, "parallel": 8})";
  EXPECT_EQ(std::get<MachineModel>(withWorkers(modelOf(busy), 16).platform).vcpus, 4); // four to a core, as before
}

} // namespace
} // namespace coldframe
