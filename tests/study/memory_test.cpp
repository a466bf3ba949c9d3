#include "sim/study/memory.h"
#include "tests/study/study_scenario.h"

#include <cmath>

namespace coldframe {
namespace {

// 200 requests an hour for an hour; `work` as in a scenario file.
Scenario requests(const std::string& work) {
  return scenarioFrom(R"({"schema": "coldframe.scenario/1", "name": "Requests", "seed": 5,
    "prices": "aws-us-east-1@2022-08", "month": {"length": "1 h"},
    "workload": {"kind": "requests", "arrivals": {"kind": "constant", "rate": "200 /h"}, "function": {)" +
                      work + R"(}},
    "platforms": [{"id": "lambda", "kind": "faas", "profile": "aws-lambda@2021-06", "memory": "1024 MB"}]})");
}

MemoryOptions sizes(const std::vector<std::int64_t>& megabytes) {
  MemoryOptions options;
  options.platform = "lambda";
  options.study.replications = 2;
  for (const std::int64_t mb : megabytes)
    options.sizes.push_back(Memory::mb(mb));
  return options;
}

MemoryStudy studied(const Scenario& scenario, const MemoryOptions& options) {
  auto study = memory({scenario, catalogue()}, options);
  EXPECT_TRUE(study.has_value()) << (study ? std::string() : study.error().text());
  return study ? std::move(*study) : MemoryStudy{};
}

TEST(MemoryStudy, CpuBoundWorkCostsTheSameUpToOneWholeVcpuAndThenMore) {
  const MemoryStudy study =
      studied(requests(R"("cpu": "2 s")"), sizes({128, 256, 512, 1024, 1769, 2048, 3538, 7076, 10240}));
  ASSERT_EQ(study.points.size(), 9u);
  EXPECT_EQ(study.wholeVcpu, Memory::mb(1769));
  const double flat = *study.points[0].callUsd;
  double before = 1e9;
  for (const MemoryPoint& point : study.points) {
    const double mb = static_cast<double>(point.memory.inBytes()) / 1048576;
    const double expected = flat * std::max(1.0, mb / 1769);
    EXPECT_NEAR(*point.callUsd / expected, 1, 0.02) << mb << " MB";
    EXPECT_LE(point.durationS.estimate->mean, before * 1.0001) << mb << " MB";
    before = point.durationS.estimate->mean;
  }
  // Doubling the memory below one vCPU halves the time; above it one thread gains nothing.
  EXPECT_NEAR(study.points[1].durationS.estimate->mean / study.points[2].durationS.estimate->mean, 2, 0.02);
  EXPECT_NEAR(study.points[4].durationS.estimate->mean / study.points[8].durationS.estimate->mean, 1, 0.01);
}

TEST(MemoryStudy, WorkThatSeveralVcpusShareGetsFasterByAmdahl) {
  const MemoryStudy study = studied(requests(R"("cpu": "2 s", "parallel_fraction": 0.8)"), sizes({1769, 3538, 7076}));
  const double one = study.points[0].durationS.estimate->mean;
  EXPECT_NEAR(one / study.points[1].durationS.estimate->mean, 1 / (0.2 + 0.8 / 2), 0.02);
  EXPECT_NEAR(one / study.points[2].durationS.estimate->mean, 1 / (0.2 + 0.8 / 4), 0.03);
  EXPECT_NEAR(study.points[1].vcpus, 2, 1e-3);
}

TEST(MemoryStudy, WaitingIsPaidForAtEverySize) {
  const MemoryStudy study = studied(requests(R"("io": "2 s")"), sizes({512, 1024, 2048}));
  EXPECT_NEAR(*study.points[2].callUsd / *study.points[0].callUsd, 4, 0.02);
  EXPECT_EQ(study.choice.cheapest, 0u);
}

TEST(MemoryStudy, TakesTheUsualSizesThatThePlatformOffersAtItsDate) {
  MemoryOptions usual = sizes({});
  const MemoryStudy late = studied(requests(R"("cpu": "20 ms")"), usual);
  EXPECT_EQ(late.points.back().memory, Memory::mb(10240));
  const MemoryStudy early = studied(scenarioFrom(jobText(kLambda)), usual);
  EXPECT_EQ(early.points.back().memory, Memory::mb(3008));
  for (const MemoryPoint& point : early.points) {
    EXPECT_EQ(point.memory.inBytes() % Memory::mb(64).inBytes(), 0);
    EXPECT_TRUE(point.why.empty()) << point.why;
  }
}

// What a tool would measure of a CPU-bound function that takes `seconds` on a whole vCPU.
PowerTuning measurement(double seconds, const std::vector<std::int64_t>& megabytes) {
  PowerTuning measured;
  for (const std::int64_t mb : megabytes) {
    const double duration = seconds * 1769 / std::min(1769.0, static_cast<double>(mb));
    measured.points.push_back({Memory::mb(mb), Duration::fromSeconds(duration), std::nullopt});
  }
  return measured;
}

TEST(MemoryStudy, HoldsAMeasurementAgainstTheSameSizes) {
  MemoryOptions options = sizes({1024});
  options.measured = measurement(4, {256, 512, 1769, 3008});
  const MemoryStudy study = studied(requests(R"("cpu": "2 s")"), options);
  ASSERT_TRUE(study.measured.has_value());
  EXPECT_EQ(study.points.size(), 5u);
  ASSERT_EQ(study.measured->points.size(), 4u);
  EXPECT_NEAR(study.measured->factor, 2, 0.02); // the measured function does twice the work
  EXPECT_NEAR(study.measured->meanError, 0.5, 0.01);
  EXPECT_LT(study.measured->scaledError, 0.01); // and has the same shape
}

TEST(MemoryStudy, SaysWhichMeasuredSizesThePlatformDoesNotHave) {
  MemoryOptions options = sizes({});
  options.measured = measurement(1, {512, 10240});
  const MemoryStudy study = studied(scenarioFrom(jobText(kLambda)), options);
  ASSERT_EQ(study.measured->leftOut.size(), 1u);
  EXPECT_NE(study.measured->leftOut[0].find("10,240 MB"), std::string::npos);
}

TEST(MemoryStudy, IsOfFunctions) {
  MemoryOptions options = sizes({512});
  options.platform = "laptop";
  EXPECT_EQ(memory({scenarioFrom(jobText(kLaptop + "," + kLambda)), catalogue()}, options).error().kind,
            ErrorKind::Usage);
}

TEST(MemoryStudy, InterruptedKeepsTheLargestSizes) {
  std::stop_source stop;
  MemoryOptions options = sizes({128, 512, 1769, 3538});
  options.study.stop = stop.get_token();
  options.study.jobs = 1;
  options.study.progress = [&](double fraction) {
    if (fraction > 0.6)
      stop.request_stop();
  };
  const MemoryStudy study = studied(requests(R"("cpu": "2 s")"), options);
  EXPECT_TRUE(study.partial);
  ASSERT_EQ(study.points.size(), 2u);
  EXPECT_EQ(study.points[0].memory, Memory::mb(1769));
  EXPECT_EQ(study.points[1].memory, Memory::mb(3538));
  EXPECT_TRUE(study.choice.recommended.has_value());
}

} // namespace
} // namespace coldframe
