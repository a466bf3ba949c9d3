#include "sim/study/scale.h"
#include "tests/study/study_scenario.h"

namespace coldframe {
namespace {

// Eight rows of ten carrots, one a second.
BoundScenario carrots(const std::string& more = {}) {
  return boundFrom(R"({"schema": "coldframe.scenario/1", "name": "Carrots", "prices": "aws-us-east-1@2017-11",
    "workload": {"kind": "job", "items": 80, "batch": 10, "item": {"cpu": "1 s"}},
    "platforms": [)" +
                   kLaptop + more + "]}");
}

ScaleOptions with(std::vector<std::int64_t> workers) {
  ScaleOptions options;
  options.study.replications = 3;
  options.workers = std::move(workers);
  return options;
}

TEST(ScaleStudy, SpeedsUpAsFarAsTasksDivide) {
  const auto study = scale(carrots(), with({1, 2, 3, 5, 7, 8, 16}));
  ASSERT_TRUE(study.has_value()) << study.error().text();
  EXPECT_EQ(study->tasks, 8);
  for (const ScalePoint& point : study->points) {
    const auto rounds = static_cast<double>((8 + point.workers - 1) / point.workers);
    EXPECT_EQ(point.makespanS.estimate->mean, 10 * rounds) << point.workers;
    EXPECT_DOUBLE_EQ(point.speedup.estimate->mean, 8 / rounds);
    EXPECT_DOUBLE_EQ(point.idealSpeedup.estimate->mean, static_cast<double>(point.workers));
    EXPECT_DOUBLE_EQ(point.efficiency.estimate->mean, 8 / rounds / static_cast<double>(point.workers));
    EXPECT_NEAR(point.overheadShare.estimate->mean, 1 - point.efficiency.estimate->mean, 1e-12);
  }
}

TEST(ScaleStudy, FindsNoSerialPartInCarrotsThatDivideAndSomeWhereRowsCannotBeSplit) {
  const auto whole = scale(carrots(), with({1, 2, 4, 8, 16}));
  ASSERT_TRUE(whole.has_value());
  ASSERT_EQ(whole->laws.size(), 3u);
  EXPECT_NEAR(whole->laws[0].serial.estimate->mean, 0, 1e-9); // sixteen workers have no sixteen tasks: left out
  EXPECT_NEAR(whole->laws[1].serial.estimate->mean, 0, 1e-9);
  EXPECT_NEAR(whole->laws[0].rms.estimate->mean, 0, 1e-9);
  const auto broken = scale(carrots(), with({1, 3, 5, 7}));
  ASSERT_TRUE(broken.has_value());
  EXPECT_GT(broken->laws[0].serial.estimate->mean, 0.05);
  EXPECT_GT(broken->laws[0].rms.estimate->mean, 0.01);
  const auto alone = scale(carrots(), with({1}));
  ASSERT_TRUE(alone.has_value());
  EXPECT_FALSE(alone->laws[0].serial.estimate);
  EXPECT_FALSE(alone->laws[0].serial.why.empty());
}

TEST(ScaleStudy, ALawFitsWellOnlyWhereItDescribesWhatWasSimulated) {
  // Eight rows on five, six or seven harvesters take as long as on four: no smooth law goes through those steps.
  const auto broken = scale(carrots(), with({1, 4, 5, 6, 7, 8}));
  ASSERT_TRUE(broken.has_value());
  for (const ScaleLaw& law : broken->laws) {
    ASSERT_TRUE(law.relative.estimate);
    EXPECT_NEAR(law.relative.estimate->mean, law.rms.estimate->mean / 8, 1e-12); // the largest speedup is 8
    EXPECT_FALSE(law.fitsWell());
  }
  const auto whole = scale(carrots(), with({1, 2, 4, 8}));
  ASSERT_TRUE(whole.has_value());
  EXPECT_TRUE(whole->laws[0].fitsWell());
  const auto alone = scale(carrots(), with({1}));
  ASSERT_TRUE(alone.has_value());
  EXPECT_FALSE(alone->laws[0].fitsWell()); // nothing was fitted
}

TEST(ScaleStudy, BareWorkIsTheItemsAtThePlatformsSpeed) {
  EXPECT_DOUBLE_EQ(bareWorkNs(carrots().platforms[0].model, {1, 0}), 80e9);
  const BoundScenario fast = carrots(R"(, {"id": "fast", "kind": "local", "cores": 1, "speed": 2})");
  EXPECT_DOUBLE_EQ(bareWorkNs(fast.platforms[1].model, {1, 0}), 40e9);
}

TEST(ScaleStudy, RefusesStreamsAndPlatformsThatAreNotThere) {
  ScaleOptions options = with({1});
  options.platform = "laptpo";
  const auto slip = scale(carrots(), options);
  ASSERT_FALSE(slip.has_value());
  EXPECT_NE(slip.error().text().find("laptop"), std::string::npos);
  const BoundScenario stream =
      boundFrom(R"({"schema": "coldframe.scenario/1", "name": "S", "prices": "aws-us-east-1@2017-11",
    "workload": {"kind": "requests", "arrivals": {"kind": "poisson", "rate": "1 /h"}, "function": {"cpu": "1 ms"}},
    "platforms": [)" +
                kLaptop + "]}");
  EXPECT_EQ(scale(stream, with({1})).error().kind, ErrorKind::Input);
}

} // namespace
} // namespace coldframe
