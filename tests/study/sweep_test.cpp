#include "sim/study/sweep.h"
#include "tests/study/study_scenario.h"

#include <cmath>
#include <set>

namespace coldframe {
namespace {

class Sweep : public testing::Test {
protected:
  Variation variation(const std::string& text) {
    const auto parsed = parseVariation(text, scenario, catalogue);
    EXPECT_TRUE(parsed.has_value()) << (parsed ? std::string() : parsed.error().text());
    return *parsed;
  }
  SweepOptions options(const std::vector<std::string>& texts, std::uint64_t replications = 2) {
    SweepOptions chosen;
    chosen.study.replications = replications;
    for (const std::string& text : texts)
      chosen.variations.push_back(variation(text));
    return chosen;
  }
  StudySource source() const { return {scenario, catalogue}; }

  Catalogue catalogue = Catalogue::builtIn();
  Scenario scenario = scenarioFrom(jobText(kLaptop + "," + kLambda));
};

TEST_F(Sweep, HasEveryPlatformAtEveryPoint) {
  const auto study = sweep(source(), options({"/workload/batch=5,10", "/platforms/lambda/memory=512 MB:1024 MB:3"}));
  ASSERT_TRUE(study.has_value());
  EXPECT_EQ(study->asked, 6u);
  ASSERT_EQ(study->points.size(), 6u);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(study->points[i].index, i);
    ASSERT_EQ(study->points[i].platforms.size(), 2u);
    EXPECT_TRUE(study->points[i].platforms[1].makespanS.estimate);
  }
  EXPECT_NE(study->points[0].scenarioSha256, study->points[1].scenarioSha256);
}

TEST_F(Sweep, PointsOfALatinHypercubeFillEveryPartOfEveryRangeOnce) {
  const std::vector<Variation> ranges{variation("/platforms/laptop/speed=1:2:2"),
                                      variation("/client/round_trip=1 ms:1 s:2:log")};
  const auto points = sweepPoints(ranges, SweepDesign::LatinHypercube, 20, 7);
  ASSERT_TRUE(points.has_value());
  std::set<int> speeds;
  std::set<int> trips;
  for (const std::vector<Setting>& point : *points) {
    speeds.insert(static_cast<int>((*point[0].base - 1) * 20));
    trips.insert(static_cast<int>(std::log(*point[1].base / 1e6) / std::log(1000.0) * 20));
  }
  EXPECT_EQ(speeds.size(), 20u);
  EXPECT_EQ(trips.size(), 20u);
}

TEST_F(Sweep, RandomPointsComeFromTheSeedAndStayWithinTheirRanges) {
  const std::vector<Variation> ranges{variation("/platforms/lambda/memory=512 MB:1024 MB:2"),
                                      variation("/workload/batch=5,10,20")};
  const auto one = sweepPoints(ranges, SweepDesign::Random, 50, 7);
  const auto same = sweepPoints(ranges, SweepDesign::Random, 50, 7);
  const auto other = sweepPoints(ranges, SweepDesign::Random, 50, 8);
  ASSERT_TRUE(one && same && other);
  std::set<double> batches;
  bool differs = false;
  for (std::size_t i = 0; i < 50; ++i) {
    EXPECT_EQ(settingsText((*one)[i]), settingsText((*same)[i]));
    differs = differs || settingsText((*one)[i]) != settingsText((*other)[i]);
    EXPECT_GE(*(*one)[i][0].base, 512.0 * 1048576);
    EXPECT_LE(*(*one)[i][0].base, 1024.0 * 1048576);
    EXPECT_EQ(std::fmod(*(*one)[i][0].base, 64.0 * 1048576), 0); // what is on offer in 2017
    batches.insert(*(*one)[i][1].base);
  }
  EXPECT_TRUE(differs);
  EXPECT_EQ(batches.size(), 3u);
}

TEST_F(Sweep, RefusesAGridThatNobodyWouldWaitFor) {
  const Variation many = variation("/workload/item/cpu/lognormal/sigma=0.1:0.9:2000");
  const auto grid = sweepPoints({many, many}, SweepDesign::Grid, 0, 1);
  ASSERT_FALSE(grid.has_value());
  EXPECT_EQ(grid.error().kind, ErrorKind::Usage);
}

TEST_F(Sweep, GoesOnFromWhatWasDoneBefore) {
  const auto whole = sweep(source(), options({"/workload/batch=1:30:8"}));
  ASSERT_TRUE(whole.has_value());
  SweepOptions rest = options({"/workload/batch=1:30:8"});
  rest.before.assign(whole->points.begin(), whole->points.begin() + 5);
  std::vector<std::size_t> made;
  rest.finished = [&](const SweepPoint& point) {
    made.push_back(point.index);
    return true;
  };
  const auto resumed = sweep(source(), rest);
  ASSERT_TRUE(resumed.has_value());
  EXPECT_EQ(made, (std::vector<std::size_t>{5, 6, 7}));
  EXPECT_EQ(resumed->resumed, 5u);
  ASSERT_EQ(resumed->points.size(), 8u);
  for (std::size_t i = 0; i < 8; ++i)
    EXPECT_EQ(resumed->points[i].platforms[1].makespanS.estimate, whole->points[i].platforms[1].makespanS.estimate);
}

TEST_F(Sweep, StopsWhenWhatItWritesToIsFull) {
  SweepOptions full = options({"/workload/batch=1:30:8"});
  full.finished = [](const SweepPoint& point) { return point.index < 2; };
  const auto stopped = sweep(source(), full);
  ASSERT_TRUE(stopped.has_value());
  EXPECT_TRUE(stopped->partial);
  EXPECT_EQ(stopped->points.size(), 3u);
}

TEST_F(Sweep, TheBestAreAmongTheFeasibleOnly) {
  // At 10 s a task of twenty items never ends.
  scenario =
      scenarioFrom(jobText(R"({"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-11", "memory": "1792 MB",
      "timeout": "10 s"})"));
  const auto study = sweep(source(), options({"/workload/batch=1,2,20"}));
  ASSERT_TRUE(study.has_value());
  EXPECT_FALSE(study->points[2].platforms[0].feasible);
  const SweepBest cheapest = cheapestOf(study->points);
  ASSERT_NE(cheapest.figures, nullptr);
  EXPECT_LT(cheapest.point->index, 2u);
  EXPECT_EQ(fastestOf(study->points).point->index, 0u);
}

} // namespace
} // namespace coldframe
