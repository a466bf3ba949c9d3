#include "sim/study/evaluate.h"
#include "tests/study/study_scenario.h"

namespace coldframe {
namespace {

class Evaluate : public testing::Test {
protected:
  std::vector<std::vector<Setting>> points(const std::string& variation) {
    const auto parsed = parseVariation(variation, scenario, catalogue);
    EXPECT_TRUE(parsed.has_value()) << (parsed ? std::string() : parsed.error().text());
    return gridOf({*parsed});
  }
  static StudyOptions options(std::uint64_t replications, unsigned jobs = 1) {
    StudyOptions chosen;
    chosen.replications = replications;
    chosen.jobs = jobs;
    return chosen;
  }

  Catalogue catalogue = Catalogue::builtIn();
  Scenario scenario = scenarioFrom(jobText(kLaptop + "," + kLambda));
};

std::vector<double> makespans(const Evaluation& evaluation, std::string_view platform) {
  std::vector<double> means;
  for (const StudyPoint& point : evaluation.points)
    means.push_back(point.outcome(platform)->makespanS.estimate->mean);
  return means;
}

TEST_F(Evaluate, APointIsWhatComparingItsScenarioGives) {
  const auto evaluation = evaluate({scenario, catalogue}, points("/workload/batch=5,10,20"), options(4));
  ASSERT_TRUE(evaluation.has_value());
  const int batches[] = {5, 10, 20};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto alone = compare(jobOn(kLaptop + "," + kLambda, batches[i]), options(4));
    ASSERT_TRUE(alone.has_value());
    EXPECT_EQ(evaluation->points[i].comparison.platforms[1].makespanS.estimate, alone->platforms[1].makespanS.estimate);
    EXPECT_EQ(evaluation->points[i].comparison.platforms[1].month.costUsd.estimate,
              alone->platforms[1].month.costUsd.estimate);
    EXPECT_EQ(evaluation->points[i].comparison.platforms[1].speedup.estimate, alone->platforms[1].speedup.estimate);
  }
}

TEST_F(Evaluate, TheNumberOfThreadsNeverChangesAPoint) {
  const auto one = evaluate({scenario, catalogue}, points("/workload/batch=1:30:12"), options(3, 1));
  const auto four = evaluate({scenario, catalogue}, points("/workload/batch=1:30:12"), options(3, 4));
  const auto wide =
      evaluate({scenario, catalogue}, points("/workload/batch=1:30:12"), options(3, 16)); // by replication
  ASSERT_TRUE(one && four && wide);
  for (const std::string platform : {"laptop", "lambda"}) {
    EXPECT_EQ(makespans(*one, platform), makespans(*four, platform));
    EXPECT_EQ(makespans(*one, platform), makespans(*wide, platform));
  }
}

TEST_F(Evaluate, HandsPointsOverInTheirOrderOnAnyNumberOfThreads) {
  std::vector<std::size_t> seen;
  const auto evaluation =
      evaluate({scenario, catalogue}, points("/workload/batch=1:30:20"), options(2, 4), [&](StudyPoint&& point) {
        seen.push_back(point.index);
        return true;
      });
  ASSERT_TRUE(evaluation.has_value());
  ASSERT_EQ(seen.size(), 20u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_FALSE(evaluation->partial);
}

TEST_F(Evaluate, StoppedKeepsTheFinishedPrefixOfPointsEachWithAllItsReplications) {
  std::stop_source stop;
  StudyOptions stopped = options(3);
  stopped.stop = stop.get_token();
  stopped.progress = [&](double fraction) {
    if (fraction > 0.5)
      stop.request_stop();
  };
  const auto partial = evaluate({scenario, catalogue}, points("/workload/batch=1:30:20"), stopped);
  ASSERT_TRUE(partial.has_value());
  EXPECT_TRUE(partial->partial);
  EXPECT_GT(partial->done, 0u);
  EXPECT_LT(partial->done, 20u);
  EXPECT_EQ(partial->points.size(), partial->done);
  for (const StudyPoint& point : partial->points)
    EXPECT_EQ(point.comparison.replicationsDone, 3u);
}

TEST_F(Evaluate, StoppedBeforeTheFirstPointIsAnError) {
  std::stop_source stop;
  stop.request_stop();
  StudyOptions stopped = options(3);
  stopped.stop = stop.get_token();
  const auto nothing = evaluate({scenario, catalogue}, points("/workload/batch=1,2"), stopped);
  ASSERT_FALSE(nothing.has_value());
  EXPECT_EQ(nothing.error().kind, ErrorKind::Interrupted);
}

TEST_F(Evaluate, APointThatIsNoScenarioSaysWhyAndTheOthersGoOn) {
  const auto evaluation =
      evaluate({scenario, catalogue}, points("/platforms/lambda/timeout=200 s,400 s,250 s"), options(2));
  ASSERT_TRUE(evaluation.has_value());
  EXPECT_TRUE(evaluation->points[0].why.empty());
  EXPECT_NE(evaluation->points[1].why.find("longer than the platform lets a call run"), std::string::npos);
  EXPECT_TRUE(evaluation->points[2].why.empty());
}

TEST_F(Evaluate, LeavesOutTheMonthAndTheBaselineWhereTheyAreNotAskedFor) {
  StudyOptions lean = options(3);
  lean.month = false;
  lean.withBaseline = false;
  lean.only = {"lambda"};
  const auto evaluation = evaluate({scenario, catalogue}, points("/workload/batch=10"), lean);
  const auto whole = evaluate({scenario, catalogue}, points("/workload/batch=10"), options(3));
  ASSERT_TRUE(evaluation && whole);
  const Outcome& outcome = *evaluation->points[0].outcome("lambda");
  EXPECT_EQ(evaluation->points[0].outcome("laptop"), nullptr);
  EXPECT_FALSE(outcome.month.costUsd.estimate);
  EXPECT_FALSE(outcome.speedup.estimate);
  EXPECT_EQ(outcome.run.marginalUsd.estimate, whole->points[0].outcome("lambda")->run.marginalUsd.estimate);
}

TEST_F(Evaluate, SamplesOfTwoPointsArePairedByReplication) {
  // The same items whatever the batch size: one worker takes the same time for them in each replication.
  const auto evaluation = evaluate({scenario, catalogue}, points("/workload/batch=5,20"), options(5));
  ASSERT_TRUE(evaluation.has_value());
  const Samples& a = evaluation->points[0].outcome("laptop")->samples;
  const Samples& b = evaluation->points[1].outcome("laptop")->samples;
  ASSERT_EQ(a.makespanS.size(), 5u);
  for (std::size_t r = 0; r < 5; ++r)
    EXPECT_NEAR(*a.makespanS[r], *b.makespanS[r], 1e-6);
}

} // namespace
} // namespace coldframe
