#include "sim/scenario/profile.h"
#include "sim/study/batch.h"
#include "sim/study/find_platform.h"
#include "tests/study/study_scenario.h"

#include <cmath>
#include <random>

namespace coldframe {
namespace {

// The shipped scenario with every page taking the same time.
Scenario evenPages(const std::string& io) {
  Scenario scenario = shippedScenario("scrape-pages");
  std::string why;
  EXPECT_TRUE(setByPointer(scenario.document, "/workload/item/io", JsonNode::string(io), why)) << why;
  auto even = readScenario(scenario.document, "test");
  EXPECT_TRUE(even.has_value());
  return std::move(*even);
}

BatchOptions onLambda(std::vector<std::int64_t> sizes) {
  BatchOptions options;
  options.platform = "lambda";
  options.sizes = std::move(sizes);
  options.study.replications = 4;
  return options;
}

// Runs of the job in which any task passes the cap, from the published laws alone: a new environment's set-up, the
// pages, the worker's loop of two seconds, the object store. Other generators and other code than the simulator's.
class TaskTimes {
public:
  explicit TaskTimes(const Scenario& scenario)
      : m_model(findPlatform(bind(scenario, catalogue()).value(), "lambda")->model),
        m_function(std::get<FaasModel>(m_model.platform)) {}

  double riskOf(int batch, int runs) {
    const JobSpec& job = std::get<JobDemand>(m_model.run.demand).job;
    const auto tasks = static_cast<int>((job.items + batch - 1) / batch);
    int over = 0;
    for (int run = 0; run < runs; ++run) {
      bool any = false;
      for (int task = 0; task < tasks; ++task) {
        const int items = task + 1 < tasks ? batch : static_cast<int>(job.items) - (tasks - 1) * batch;
        any = any || seconds(job, items) > m_function.timeout.inSeconds();
      }
      over += any ? 1 : 0;
    }
    return static_cast<double>(over) / runs;
  }

private:
  double draw(const Distribution& law) { return static_cast<double>(law.sample(m_source)) / 1e9; }

  double seconds(const JobSpec& job, int items) {
    const ExecutorProfile& executor = m_model.run.executor;
    double work = items * job.item.cpu.mean() / 1e9 / m_function.cpuSpeed(0);
    for (int i = 0; i < items; ++i)
      work += m_page(m_engine);
    double total = draw(executor.workerStart) + draw(executor.setupFresh) + draw(executor.finish);
    total += 2 * std::ceil((work + draw(executor.callOverhead)) / 2);
    for (int i = 0; i < executor.getsPerCall; ++i)
      total += draw(m_model.run.store.getLatency);
    for (int i = 0; i < executor.putsPerCall; ++i)
      total += draw(m_model.run.store.putLatency);
    return total + m_function.firstRunExtra.inSeconds();
  }

  Model m_model;
  FaasModel m_function;
  Generator m_source{{99, 0}, Cause::Measurement};
  std::mt19937_64 m_engine{12345};
  std::lognormal_distribution<double> m_page{std::log(4.2), 0.12};
};

TEST(BatchBounds, ByTheMeanAreTheFloorOfCapAndItem) {
  const auto even = batch({evenPages("4.2 s"), catalogue()}, onLambda({40}));
  ASSERT_TRUE(even.has_value()) << even.error().text();
  EXPECT_NEAR(even->bounds.itemS, 4.5, 1e-9);
  EXPECT_EQ(even->bounds.platformCapS, 300);
  EXPECT_EQ(even->bounds.byPlatformCap, 66); // ⌊300 s / 4.5 s⌋
  EXPECT_EQ(even->bounds.timeCapS, 280);     // PyWren's own limit
  EXPECT_EQ(even->bounds.byMean, 62);
  const auto slow = batch({evenPages("6.5 s"), catalogue()}, onLambda({40}));
  ASSERT_TRUE(slow.has_value());
  EXPECT_EQ(slow->bounds.byPlatformCap, 44); // at 6.8 s a page
}

TEST(BatchBounds, BelowOneWaveTasksOnlyQueue) {
  const auto study = batch({shippedScenario("scrape-pages"), catalogue()}, onLambda({27, 28}));
  ASSERT_TRUE(study.has_value());
  EXPECT_EQ(study->bounds.oneWave, 28); // ⌈10,840 / 400⌉
  EXPECT_FALSE(study->points[0].oneWave);
  EXPECT_TRUE(study->points[1].oneWave);
  EXPECT_GT(study->points[0].tasks, 400);
  EXPECT_LE(study->points[1].tasks, 400);
  EXPECT_LE(study->points[0].figures.concurrencyMax.estimate->mean, 400);
  EXPECT_GT(study->points[0].figures.makespanS.estimate->mean, study->points[1].figures.makespanS.estimate->mean);
}

TEST(BatchBounds, ByRiskAgreeWithAnIndependentMonteCarloSetUpIncluded) {
  const Scenario scenario = shippedScenario("scrape-pages");
  const auto study = batch({scenario, catalogue()}, onLambda({40}));
  ASSERT_TRUE(study.has_value());
  ASSERT_TRUE(study->bounds.byRisk.has_value());
  const auto largest = static_cast<int>(*study->bounds.byRisk);
  EXPECT_LT(largest, *study->bounds.byMean);
  TaskTimes independent(scenario);
  constexpr int kRuns = 1000;
  const double error = std::sqrt(0.05 * 0.95 / kRuns);
  EXPECT_LE(independent.riskOf(largest, kRuns), 0.05 + 3 * error);
  EXPECT_GE(independent.riskOf(largest + 1, kRuns), 0.05 - 3 * error);

  const BoundScenario bound = bind(scenario, catalogue()).value();
  const double simulated = capRisk(findPlatform(bound, "lambda")->model, largest + 1, 7, 500, {}).value;
  const double expected = independent.riskOf(largest + 1, kRuns);
  EXPECT_NEAR(simulated, expected, 4 * std::sqrt(expected * (1 - expected) * (1.0 / kRuns + 1.0 / 500)));
}

TEST(BatchBounds, ByRiskAreExactWhereNothingIsLeftToChance) {
  // Ten seconds a task at most, a second an item, no set-up: ten items, and never eleven.
  const Scenario even = scenarioFrom(R"({"schema": "coldframe.scenario/1", "name": "Even",
    "prices": "aws-us-east-1@2017-11", "workload": {"kind": "job", "items": 60, "batch": 5, "item": {"io": "1 s"}},
    "platforms": [{"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-11", "memory": "1792 MB",
      "timeout": "10.5 s"}]})");
  const auto study = batch({even, catalogue()}, onLambda({}));
  ASSERT_TRUE(study.has_value()) << study.error().text();
  EXPECT_EQ(study->bounds.byMean, 10);
  EXPECT_EQ(study->bounds.byRisk, 10);
  EXPECT_EQ(study->bounds.riskThere.events, 0u);
  EXPECT_EQ(study->bounds.riskNext.value, 1);
}

// Without an executor a call carries the input it is given, up to 6 MiB; what a task fetches itself is none of it.
TEST(BatchBounds, ByPayloadAreOnlyOfInputThatCallsCarry) {
  for (const bool carried : {true, false}) {
    const Scenario scenario = scenarioFrom(
        R"({"schema": "coldframe.scenario/1", "name": "Data", "prices": "aws-us-east-1@2022-08",
      "workload": {"kind": "job", "items": 60, "batch": 5, "input": "2 MB", "input_from": ")" +
        std::string(carried ? "client" : "internet") + R"(", "item": {"io": "1 s"}},
      "platforms": [{"id": "lambda", "kind": "faas", "profile": "aws-lambda@2021-06", "memory": "1769 MB"}]})");
    const auto study = batch({scenario, catalogue()}, onLambda({3, 5}));
    ASSERT_TRUE(study.has_value()) << study.error().text();
    EXPECT_EQ(study->bounds.byPayload, carried ? std::optional<std::int64_t>(3) : std::nullopt);
    EXPECT_TRUE(study->points[0].figures.feasible);
    EXPECT_EQ(study->points[1].figures.feasible, !carried);
  }
}

TEST(BatchStudy, ChoosesByDeadlineByNearnessAndAlongTheFront) {
  BatchOptions options = onLambda({});
  options.deadline = Duration::seconds(200);
  const auto study = batch({shippedScenario("scrape-pages"), catalogue()}, options);
  ASSERT_TRUE(study.has_value());
  const Choice& choice = study->choice;
  ASSERT_TRUE(choice.fastest && choice.cheapest && choice.recommended);
  const auto time = [&](std::size_t i) { return study->points[i].figures.makespanS.estimate->mean; };
  const auto cost = [&](std::size_t i) { return study->points[i].figures.runUsd.estimate->mean; };
  EXPECT_EQ(choice.recommended, choice.cheapestInTime);
  EXPECT_LE(time(*choice.recommended), 200);
  for (std::size_t i = 0; i < study->points.size(); ++i) {
    if (!study->points[i].figures.feasible)
      continue;
    EXPECT_GE(time(i), time(*choice.fastest));
    EXPECT_GE(cost(i), cost(*choice.cheapest));
    if (study->points[i].inTime >= 0.95) {
      EXPECT_GE(cost(i), cost(*choice.recommended));
    }
  }
  for (std::size_t k = 1; k < choice.pareto.size(); ++k) {
    EXPECT_GT(time(choice.pareto[k]), time(choice.pareto[k - 1]));
    EXPECT_LT(cost(choice.pareto[k]), cost(choice.pareto[k - 1]));
  }
  EXPECT_EQ(choice.pareto.front(), *choice.fastest);
  EXPECT_EQ(choice.pareto.back(), *choice.cheapest);
}

// The largest batches have the fewest tasks and are simulated first; the bounds stand before any of them.
TEST(BatchStudy, InterruptedKeepsTheBoundsAndWhatWasSimulated) {
  std::stop_source stop;
  BatchOptions options = onLambda({});
  options.study.stop = stop.get_token();
  options.study.jobs = 1;
  std::vector<double> told;
  options.study.progress = [&](double fraction) {
    told.push_back(fraction);
    if (fraction > 0.97)
      stop.request_stop();
  };
  const auto study = batch({shippedScenario("scrape-pages"), catalogue()}, options);
  ASSERT_TRUE(study.has_value()) << study.error().text();
  EXPECT_TRUE(study->partial);
  EXPECT_GT(told.size(), 8u);
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_LT(told.front(), 0.3) << "while the bounds are looked for";
  EXPECT_EQ(study->bounds.oneWave, 28);
  EXPECT_TRUE(study->bounds.byRisk.has_value());
  ASSERT_GT(study->points.size(), 0u);
  EXPECT_GT(study->points.front().batch, 1);
  EXPECT_GT(study->points.back().batch, *study->bounds.byMean);
  EXPECT_TRUE(std::ranges::is_sorted(study->points, {}, &BatchPoint::batch));
}

TEST(BatchStudy, InterruptedAtOnceKeepsTheBoundsThatNeedNoSimulation) {
  std::stop_source stop;
  stop.request_stop();
  BatchOptions options = onLambda({});
  options.study.stop = stop.get_token();
  const auto study = batch({shippedScenario("scrape-pages"), catalogue()}, options);
  ASSERT_TRUE(study.has_value()) << study.error().text();
  EXPECT_TRUE(study->partial);
  EXPECT_TRUE(study->points.empty());
  EXPECT_EQ(study->bounds.oneWave, 28);
  EXPECT_FALSE(study->bounds.byRisk.has_value());
  EXPECT_FALSE(study->choice.recommended.has_value());
}

TEST(BatchStudy, RefusesStreams) {
  const Scenario stream = scenarioFrom(R"({"schema": "coldframe.scenario/1", "name": "S",
    "prices": "aws-us-east-1@2017-11",
    "workload": {"kind": "requests", "arrivals": {"kind": "poisson", "rate": "1 /h"}, "function": {"cpu": "1 ms"}},
    "platforms": [)" + kLambda + "]}");
  EXPECT_EQ(batch({stream, catalogue()}, onLambda({1})).error().kind, ErrorKind::Input);
}

} // namespace
} // namespace coldframe
