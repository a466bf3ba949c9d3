#include "sim/study/evaluate.h"
#include "tests/study/study_scenario.h"

namespace coldframe {
namespace {

class SharedOutcomesOnThreads : public testing::Test {
protected:
  SharedOutcomesOnThreads() {
    std::string text = jobText(kLaptop + "," + kLambda + "," + kBox);
    text.insert(text.find("\"base_memory\""), R"("measured_at": {"platform": "laptop"}, )");
    scenario.emplace(scenarioFrom(text));
    options.replications = 3;
    options.advice = false;
  }

  Setting setting(const std::string& text) {
    const auto variation = parseVariation(text, *scenario, catalogue);
    EXPECT_TRUE(variation.has_value()) << (variation ? std::string() : variation.error().text());
    return variation->settings.front();
  }

  std::vector<std::vector<Setting>> points(const std::vector<std::vector<std::string>>& texts) {
    std::vector<std::vector<Setting>> all;
    for (const auto& point : texts) {
      all.emplace_back();
      for (const std::string& text : point)
        all.back().push_back(setting(text));
    }
    return all;
  }

  std::uint64_t callsOf(const Evaluation& evaluation) {
    std::uint64_t calls = 0;
    for (const StudyPoint& point : evaluation.points)
      calls += point.comparison.simulatedCalls;
    return calls;
  }

  Catalogue catalogue = Catalogue::builtIn();
  std::optional<Scenario> scenario;
  StudyOptions options;
};

const std::vector<std::vector<std::string>> kPoints = {{},
                                                       {"/platforms/lambda/memory=1024 MB"},
                                                       {"/platforms/lambda/concurrency=3"},
                                                       {"/platforms/laptop/parallel=2"},
                                                       {"/platforms/laptop/speed=2"},
                                                       {"/platforms/laptop/speed=2", "/platforms/lambda/memory=512 MB"},
                                                       {"/workload/batch=5"},
                                                       {"/workload/batch=5", "/platforms/box/count=2"},
                                                       {"/platforms/lambda/timeout=2000 s"}, // no scenario
                                                       {"/workload/batch=5", "/platforms/box/count=3"}};

TEST_F(SharedOutcomesOnThreads, AreThoseOfPointsThatAreSimulatedAlone) {
  const auto all = points(kPoints);
  for (const unsigned jobs : {1U, 3U}) {
    options.jobs = jobs;
    const auto together = evaluate({*scenario, catalogue}, all, options);
    ASSERT_TRUE(together.has_value());
    for (std::size_t i = 0; i < all.size(); ++i) {
      BindCache cache;
      const auto bound = boundWith(*scenario, all[i], catalogue, cache);
      const StudyPoint& point = together->points[i];
      ASSERT_EQ(bound.has_value(), point.why.empty()) << i;
      if (!bound)
        continue;
      const auto alone = compare(*bound, options);
      ASSERT_TRUE(alone.has_value());
      ASSERT_EQ(point.comparison.platforms.size(), alone->platforms.size());
      EXPECT_EQ(point.comparison.bestMonth, alone->bestMonth);
      for (const Outcome& expected : alone->platforms) {
        const Outcome& outcome = *point.outcome(expected.id);
        EXPECT_EQ(outcome.samples.makespanS, expected.samples.makespanS) << i << " " << expected.id;
        EXPECT_EQ(outcome.samples.monthUsd, expected.samples.monthUsd) << i << " " << expected.id;
        EXPECT_EQ(outcome.speedup.estimate, expected.speedup.estimate) << i << " " << expected.id;
        EXPECT_EQ(outcome.verdict, expected.verdict);
      }
    }
  }
}

TEST_F(SharedOutcomesOnThreads, AreSimulatedOnceOnAnyNumberOfThreads) {
  const auto all = points({{},
                           {"/platforms/lambda/memory=1024 MB"},
                           {"/platforms/lambda/memory=512 MB"},
                           {"/platforms/box/count=2"},
                           {"/platforms/laptop/parallel=2"},
                           {"/platforms/laptop/parallel=4"}});
  const auto whole = evaluate({*scenario, catalogue}, points({{}}), options);
  ASSERT_TRUE(whole.has_value());
  const std::uint64_t ofOnePlatform = callsOf(*whole) / 3;
  for (const unsigned jobs : {1U, 2U, 8U}) {
    options.jobs = jobs;
    const auto evaluation = evaluate({*scenario, catalogue}, all, options);
    ASSERT_TRUE(evaluation.has_value());
    EXPECT_EQ(callsOf(*evaluation), (3 + 5) * ofOnePlatform); // all three, then each that is another
  }
}

TEST_F(SharedOutcomesOnThreads, OfTheScenarioAsItIsAreKeptForTheNextEvaluation) {
  const StudySource source{*scenario, catalogue};
  Evaluator evaluator(source, options);
  const auto first = evaluator.evaluate(points({{}}));
  ASSERT_TRUE(first.has_value());
  const auto second = evaluator.evaluate(points({{"/platforms/lambda/memory=1024 MB"}}));
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(callsOf(*second), callsOf(*first) / 3);
  const auto third = evaluator.evaluate(points({{}}));
  ASSERT_TRUE(third.has_value());
  EXPECT_EQ(callsOf(*third), 0u);
  EXPECT_EQ(third->points[0].outcome("box")->samples.monthUsd, first->points[0].outcome("box")->samples.monthUsd);
}

TEST_F(SharedOutcomesOnThreads, ASettingOfAnotherPlatformConcernsWorkThatWasMeasuredThere) {
  EXPECT_TRUE(concerns(setting("/workload/batch=5"), *scenario, "box"));
  EXPECT_TRUE(concerns(setting("/platforms/box/count=2"), *scenario, "box"));
  EXPECT_FALSE(concerns(setting("/platforms/box/count=2"), *scenario, "lambda"));
  EXPECT_FALSE(concerns(setting("/platforms/2/count=2"), *scenario, "lambda"));
  EXPECT_TRUE(concerns(setting("/platforms/laptop/speed=2"), *scenario, "lambda"));
  EXPECT_FALSE(concerns(setting("/platforms/laptop/parallel=2"), *scenario, "lambda"));
}

} // namespace
} // namespace coldframe
