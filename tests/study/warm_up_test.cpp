#include "sim/run/simulate.h"
#include "sim/stats/estimate.h"
#include "sim/study/warm_up.h"
#include "tests/study/study_scenario.h"

namespace coldframe {
namespace {

// One server, Poisson arrivals at `rate` a second, exponential service of a second: M/M/1.
BoundScenario oneServer(const std::string& rate, const std::string& horizon) {
  return boundFrom(R"({"schema": "coldframe.scenario/1", "name": "M/M/1", "prices": "aws-us-east-1@2017-11",
    "horizon": ")" +
                   horizon + R"(", "workload": {"kind": "requests", "arrivals": {"kind": "poisson", "rate": ")" + rate +
                   R"("}, "function": {"cpu": {"exponential": {"mean": "1 s"}}}},
    "platforms": [{"id": "server", "kind": "local", "cores": 1, "parallel": 1}]})");
}

TEST(WarmUp, LeavesJobsAsTheyAre) {
  BoundScenario job = jobOn(kLaptop);
  const auto found = applyWarmUp(job, 1, {});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->length, Duration());
  EXPECT_EQ(job.platforms[0].model.run.warmUp, Duration());
}

TEST(WarmUp, IsTheSameOnEveryPlatformAndAtMostHalfTheWindow) {
  BoundScenario stream = oneServer("0.9 /s", "20000 s");
  const auto found = applyWarmUp(stream, 1, {});
  ASSERT_TRUE(found.has_value()) << found.error().text();
  EXPECT_EQ(stream.platforms[0].model.run.warmUp, found->length);
  EXPECT_LE(found->length, Duration::seconds(10000));
}

TEST(WarmUp, SaysSoWhereAQueueNeverSettles) {
  BoundScenario overloaded = oneServer("1.5 /s", "5000 s");
  const auto found = applyWarmUp(overloaded, 1, {});
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->warnings.size(), 1u);
  EXPECT_NE(found->warnings[0].find("server: the response does not settle"), std::string::npos);
}

// The mean response of M/M/1 is 1 / (μ − λ): 2 s at λ 0.5. A thousand experiments of ten replications each give a
// thousand 95 % intervals; the true mean must lie in 930 to 970 of them. The first 50 s are cut, so that the queue that
// begins empty is not counted.
TEST(IntervalCoverage, NinetyFivePercentIntervalsCoverTheMeanResponseOfAnMM1QueueInNinetyThreeToNinetySeven) {
  BoundScenario queue = oneServer("0.5 /s", "5050 s");
  RunInputs& inputs = queue.platforms[0].model.run;
  inputs.warmUp = Duration::seconds(50);
  constexpr std::uint64_t kExperiments = 1000;
  constexpr std::uint64_t kReplications = 10;
  std::uint64_t covered = 0;
  double sum = 0;
  for (std::uint64_t experiment = 0; experiment < kExperiments; ++experiment) {
    std::vector<double> means;
    for (std::uint64_t r = 0; r < kReplications; ++r) {
      const RunOutput run = simulate(queue.platforms[0].model.platform, inputs, {1000 + experiment, r});
      means.push_back(run.metrics.response.mean() / 1e9);
    }
    const Estimate interval = estimate(means);
    covered += interval.lo <= 2 && 2 <= interval.hi ? 1 : 0;
    sum += interval.mean;
  }
  RecordProperty("covered", static_cast<int>(covered));
  EXPECT_GE(covered, 930u);
  EXPECT_LE(covered, 970u);
  EXPECT_NEAR(sum / kExperiments, 2.0, 0.02);
}

} // namespace
} // namespace coldframe
