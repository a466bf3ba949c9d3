#include "sim/engine/timeline.h"
#include "sim/run/simulate.h"
#include "sim/study/month.h"
#include "tests/study/study_scenario.h"

#include <algorithm>
#include <cmath>

namespace coldframe {
namespace {

const std::string kFunction =
    R"({"id": "lambda", "kind": "faas", "profile": "aws-lambda@2020-12", "memory": "1024 MB", "runtime": "python"})";
const std::string kAlwaysOn =
    R"({"id": "box", "kind": "fleet", "instance": "t2.micro", "count": 1, "hours": "always"})";

std::string stream(const std::string& arrivals, const std::string& platforms, const std::string& month = "60 h",
                   const std::string& more = {}) {
  return R"({"schema": "coldframe.scenario/1", "name": "Month", "seed": 9, "prices": "aws-us-east-1@2020-12",
    "start": "2021-03-01", "month": {"length": ")" +
         month + R"("}, )" + more + R"("workload": {"kind": "requests", "arrivals": )" + arrivals +
         R"(, "function": {"cpu": "20 ms", "io": "80 ms", "memory": "10 MB"}, "output": "1 kB"},
    "platforms": [)" +
         platforms + "]}";
}
const std::string kSteady = R"({"kind": "poisson", "rate": "0.5 /s"})";
const std::string kRare = R"({"kind": "poisson", "rate": "4 /h"})";

class Month : public testing::Test {
protected:
  MonthStudy of(const std::string& text, MonthOptions options = {}) {
    if (options.study.replications == 10)
      options.study.replications = 3;
    const Scenario scenario = scenarioFrom(text);
    auto study = month({scenario, catalogue}, options);
    EXPECT_TRUE(study.has_value()) << (study ? std::string() : study.error().text());
    return study ? std::move(*study) : MonthStudy{};
  }
  static const MonthPlatform& platform(const MonthStudy& study, const std::string& id) {
    const auto found = std::ranges::find_if(study.platforms, [&](const auto& each) { return each.outcome.id == id; });
    EXPECT_NE(found, study.platforms.end()) << id;
    return *found;
  }
  Catalogue catalogue = Catalogue::builtIn();
};

// What a timeline sees is what the totals are; and that it looks changes nothing.
void expectSameRun(const BoundPlatform& platform) {
  const RunInputs& inputs = platform.model.month ? *platform.model.month : platform.model.run;
  const RunOutput plain = simulate(platform.model.platform, inputs, {3, 1});
  Timeline timeline(inputs.window);
  RunContext context;
  context.timeline = &timeline;
  const RunOutput seen = simulate(platform.model.platform, inputs, {3, 1}, context);
  EXPECT_EQ(plain.usage, seen.usage) << platform.id;
  EXPECT_EQ(plain.metrics.counts.completed, seen.metrics.counts.completed) << platform.id;
  EXPECT_EQ(plain.metrics.counts.cold, seen.metrics.counts.cold) << platform.id;
  EXPECT_TRUE(plain.metrics.response == seen.metrics.response) << platform.id;
  std::uint64_t arrivals = 0;
  std::uint64_t started = 0;
  std::uint64_t cold = 0;
  std::uint64_t most = 0;
  double runningNs = 0;
  QuantileSketch response;
  for (const Timeline::Hour& hour : timeline.hours()) {
    arrivals += hour.arrivals;
    started += hour.started;
    cold += hour.cold;
    most = std::max(most, hour.runningMax);
    runningNs += hour.runningNs;
    if (hour.response)
      response.merge(*hour.response);
  }
  EXPECT_EQ(arrivals, seen.metrics.counts.arrivals) << platform.id;
  EXPECT_EQ(started, seen.metrics.counts.started) << platform.id;
  EXPECT_EQ(cold, seen.metrics.counts.cold) << platform.id;
  EXPECT_EQ(most, seen.metrics.maxRunning) << platform.id;
  EXPECT_TRUE(response == seen.metrics.response) << platform.id;
  EXPECT_NEAR(runningNs, seen.metrics.runningNs, 1e-6 * (1 + seen.metrics.runningNs)) << platform.id;
}

TEST_F(Month, LookingByTheHourChangesNothingAndMissesNothing) {
  const std::string kept =
      R"({"id": "kept", "kind": "faas", "profile": "aws-lambda@2020-12", "memory": "1024 MB",
          "keep_warm": {"interval": "5 min"}})";
  const std::string limited =
      R"({"id": "limited", "kind": "faas", "profile": "aws-lambda@2020-12", "memory": "1024 MB", "concurrency": 1})";
  const std::string shared =
      R"({"id": "shared", "kind": "fleet", "instance": "t2.micro", "count": 1, "hours": "always", "slots": 8})";
  const std::string short_ = R"({"id": "short", "kind": "local", "cores": 1, "parallel": 1, "queue_limit": 1})";
  for (const std::string& arrivals : {kSteady, kRare})
    for (const BoundPlatform& platform : boundFrom(stream(arrivals, kFunction + "," + kept + "," + limited + "," +
                                                                        kAlwaysOn + "," + shared + "," + short_))
                                             .platforms)
      expectSameRun(platform);
  const std::string perJob =
      R"({"id": "hired", "kind": "fleet", "instance": "c4.2xlarge", "count": 2, "hours": "per job"})";
  for (const BoundPlatform& platform : jobOn(kLaptop + "," + kLambda + "," + kBox + "," + perJob).platforms)
    expectSameRun(platform);
}

TEST_F(Month, DaysAndLinesAddUpToTheMonthsCost) {
  const MonthStudy study = of(stream(kSteady, kFunction + "," + kAlwaysOn));
  for (const MonthPlatform& each : study.platforms) {
    double days = 0;
    double lines = 0;
    for (const MonthSlice& day : each.days)
      days += day.costUsd.mean;
    for (const MonthLine& line : each.lines) {
      lines += line.amountUsd.mean;
      double byDay = 0;
      for (const Estimate& day : line.byDay)
        byDay += day.mean;
      EXPECT_NEAR(byDay, line.amountUsd.mean, 1e-9) << each.outcome.id << " " << line.item;
    }
    const double month = each.outcome.month.costUsd.estimate->mean;
    EXPECT_NEAR(days, month, 1e-9) << each.outcome.id;
    EXPECT_NEAR(lines, month, 1e-9) << each.outcome.id;
  }
}

TEST_F(Month, AServerCostsTheSameEveryDayAndTheLastDayIsAsLongAsItIs) {
  const MonthStudy study = of(stream(kSteady, kAlwaysOn));
  const MonthPlatform& box = platform(study, "box");
  ASSERT_EQ(box.days.size(), 3u);
  const auto instance = std::ranges::find_if(box.lines, [](const MonthLine& line) {
    return line.item.find("t2.micro") != std::string::npos || line.item.find("EC2") != std::string::npos;
  });
  ASSERT_NE(instance, box.lines.end());
  EXPECT_NEAR(instance->byDay[0].mean, 24 * 0.0116, 1e-9);
  EXPECT_NEAR(instance->byDay[1].mean, 24 * 0.0116, 1e-9);
  EXPECT_NEAR(instance->byDay[2].mean, 12 * 0.0116, 1e-9);
  EXPECT_EQ(box.days[0].start, "2021-03-01T00:00:00Z");
  EXPECT_EQ(box.hours[25].start, "2021-03-02T01:00:00Z");
}

TEST_F(Month, FollowsTheHoursOfADailyProfile) {
  // Twice the mean from 12 to 18 h, two thirds of it otherwise.
  std::string hourly;
  for (int hour = 0; hour < 24; ++hour)
    hourly += std::string(hour == 0 ? "" : ", ") + (hour >= 12 && hour < 18 ? "2" : "0.6666667");
  const MonthStudy study =
      of(stream(R"({"kind": "diurnal", "rate": "1 /s", "hourly": [)" + hourly + "]}", kAlwaysOn, "240 h"));
  const MonthPlatform& box = platform(study, "box");
  ASSERT_EQ(box.hours.size(), 240u);
  double busy = 0;
  double quiet = 0;
  for (std::size_t hour = 0; hour < 240; ++hour)
    (hour % 24 >= 12 && hour % 24 < 18 ? busy : quiet) += box.hours[hour].arrivals.mean;
  EXPECT_NEAR(busy / 60, 7200, 4 * std::sqrt(7200.0 / 60 / 3));
  EXPECT_NEAR(quiet / 180, 2400, 4 * std::sqrt(2400.0 / 180 / 3));
  EXPECT_GT(box.hours[13].running.mean, 2 * box.hours[3].running.mean);
}

TEST_F(Month, PayPerUsePaysForNothingIdleAndAServerForWhatItIsNotBusy) {
  const MonthStudy study = of(stream(
      kSteady, kFunction + R"(, {"id": "box", "kind": "fleet", "instance": "t2.micro", "count": 1, "speed": 1})"));
  EXPECT_EQ(platform(study, "lambda").idleShare.estimate->mean, 0);
  const MonthPlatform& box = platform(study, "box");
  EXPECT_NEAR(box.idleShare.estimate->mean, 1 - 0.5 * 0.02, 0.001); // 20 ms of CPU, every two seconds
  EXPECT_NEAR(box.idleUsd.estimate->mean, 60 * 0.0116 * (1 - 0.5 * 0.02), 0.001);
}

TEST_F(Month, SetsAFunctionKeptWarmAndOneWithProvisionedConcurrencyBesideIt) {
  const MonthStudy study = of(stream(kRare, kFunction, "240 h"));
  ASSERT_EQ(study.platforms.size(), 3u);
  const MonthPlatform& plain = platform(study, "lambda");
  const MonthPlatform& warm = platform(study, "lambda-kept-warm");
  const MonthPlatform& provisioned = platform(study, "lambda-provisioned");
  EXPECT_EQ(warm.variantOf, "lambda");
  EXPECT_EQ(warm.environments, 1);
  const auto cold = [](const MonthPlatform& each) { return each.outcome.coldStartFraction.estimate->mean; };
  EXPECT_GT(cold(plain), 0.3);
  EXPECT_LT(cold(warm), 0.05);
  EXPECT_LT(cold(provisioned), 0.05);
  const auto cost = [](const MonthPlatform& each) { return each.outcome.month.costUsd.estimate->mean; };
  EXPECT_GT(cost(warm), cost(plain));
  EXPECT_GT(cost(provisioned), cost(warm));
  // Each ping is billed for at least the millisecond it is rounded up to: 5 ms of 1 GB every five minutes, and a
  // request.
  EXPECT_NEAR(warm.idleUsd.estimate->mean, 240 * 12 * (0.005 * 0.0000166667 + 0.2e-6), 1e-6);
  // One environment of 1 GB for ten days, of which calls use 4 × 0.1 s an hour.
  EXPECT_GT(provisioned.idleShare.estimate->mean, 0.999);
  EXPECT_NEAR(provisioned.idleUsd.estimate->mean, 240 * 3600 * 0.0000041667, 0.01);
  for (const MonthSlice& day : provisioned.days) // paid for day by day, not when it was asked for
    EXPECT_NEAR(day.costUsd.mean, 24 * 3600 * 0.0000041667, 0.01);
  MonthOptions without;
  without.variants = false;
  EXPECT_EQ(of(stream(kRare, kFunction), without).platforms.size(), 1u);
}

TEST_F(Month, SaysWhichVariantIsLeftOutAndWhy) {
  const std::string early = R"({"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-11", "memory": "1024 MB"})";
  const MonthStudy study = of(stream(kRare, early));
  EXPECT_EQ(study.platforms.size(), 2u);
  ASSERT_EQ(study.notes.size(), 1u);
  EXPECT_EQ(study.notes[0],
            "lambda, provisioned, is not among them: this platform has no provisioned concurrency at its date");
}

TEST_F(Month, KeepsNoJobWarm) {
  const MonthStudy study = of(jobText(kLambda));
  ASSERT_EQ(study.notes.size(), 2u);
  EXPECT_EQ(study.notes[0],
            "lambda, kept warm, is not among them: pings keep functions warm for requests, and the tasks "
            "of a job come at once");
}

TEST_F(Month, TellsOfItsProgressFromTheSizingOfVariantsOn) {
  MonthOptions options;
  std::vector<double> told;
  options.study.progress = [&](double fraction) { told.push_back(fraction); };
  options.study.jobs = 1;
  of(stream(kRare, kFunction), options);
  ASSERT_GE(told.size(), 3u);
  EXPECT_LE(told.front(), 0.101) << "while the variants are sized";
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_NEAR(told.back(), 1, 1e-9);
}

TEST_F(Month, TheFreeGrantIsUsedUpOnTheFirstDays) {
  // 1 GB × 10 s every 4 s: 216,000 GB-s a day of the 400,000 that are free.
  const std::string heavy =
      R"({"schema": "coldframe.scenario/1", "name": "Heavy", "prices": "aws-us-east-1@2020-12", "free_grant": true,
    "month": {"length": "96 h"}, "workload": {"kind": "requests", "arrivals": {"kind": "constant", "rate": "0.25 /s"},
      "function": {"io": "10 s"}, "output": "1 B"}, "platforms": [)" +
      kFunction + "]}";
  MonthOptions options;
  options.variants = false;
  const MonthStudy study = of(heavy, options);
  const std::vector<MonthSlice>& days = platform(study, "lambda").days;
  EXPECT_NEAR(days[0].costUsd.mean, 0, 1e-6);
  EXPECT_NEAR(days[1].costUsd.mean, (2 * 216000 - 400000) * 0.0000166667, 0.02);
  EXPECT_NEAR(days[2].costUsd.mean, 216000 * 0.0000166667, 0.02);
}

TEST_F(Month, IsTheSameOnAnyNumberOfThreads) {
  MonthOptions three;
  three.study.jobs = 3;
  const MonthStudy a = of(stream(kSteady, kFunction + "," + kAlwaysOn));
  const MonthStudy b = of(stream(kSteady, kFunction + "," + kAlwaysOn), three);
  ASSERT_EQ(a.platforms.size(), b.platforms.size());
  for (std::size_t p = 0; p < a.platforms.size(); ++p)
    for (std::size_t hour = 0; hour < a.platforms[p].hours.size(); ++hour) {
      EXPECT_EQ(a.platforms[p].hours[hour].arrivals, b.platforms[p].hours[hour].arrivals);
      EXPECT_EQ(a.platforms[p].hours[hour].responseP95S, b.platforms[p].hours[hour].responseP95S);
    }
}

TEST_F(Month, StoppedKeepsTheFinishedReplications) {
  std::stop_source stop;
  MonthOptions options;
  options.variants = false;
  options.study.replications = 40;
  options.study.stop = stop.get_token();
  options.study.progress = [&](double fraction) {
    if (fraction > 0.5)
      stop.request_stop();
  };
  const MonthStudy study = of(stream(kSteady, kFunction), options);
  EXPECT_TRUE(study.comparison.partial);
  EXPECT_GT(study.comparison.replicationsDone, 0u);
  EXPECT_LT(study.comparison.replicationsDone, 40u);
  EXPECT_EQ(study.platforms[0].hours[0].arrivals.n, study.comparison.replicationsDone);
}

// 540,000 calls in the month, of which a quick answer simulates 300,000.
TEST_F(Month, AQuickAnswerSimulatesAFewHoursAndTheyStandForTheOthers) {
  const std::string busy = stream(R"({"kind": "poisson", "rate": "1 /s"})", kFunction + "," + kAlwaysOn, "150 h");
  MonthOptions options;
  options.variants = false;
  options.study.replications = 2;
  const MonthStudy whole = of(busy, options);
  options.study.effort = Effort::Quick;
  const MonthStudy quick = of(busy, options);
  for (const std::string id : {"lambda", "box"}) {
    const MonthPlatform& a = platform(whole, id);
    const MonthPlatform& b = platform(quick, id);
    ASSERT_EQ(b.hours.size(), 150u);
    ASSERT_EQ(b.days.size(), 7u);
    EXPECT_EQ(b.hours[3].arrivals.mean, b.hours[3 + 84].arrivals.mean) << "300,000 calls are 83.3 hours, rounded up";
    EXPECT_NEAR(static_cast<double>(b.outcome.counts.arrivals), 2 * 84 * 3600, 4000) << id;
    const double cost = a.outcome.month.costUsd.estimate->mean;
    EXPECT_NEAR(b.outcome.month.costUsd.estimate->mean, cost, 0.02 * cost) << id;
    double days = 0;
    for (const MonthSlice& day : b.days)
      days += day.costUsd.mean;
    EXPECT_NEAR(days, b.outcome.month.costUsd.estimate->mean, 1e-6 * cost) << id;
    EXPECT_NEAR(b.days[6].costUsd.mean, b.days[5].costUsd.mean * 6 / 24, 0.01 * b.days[5].costUsd.mean) << id;
  }
}

} // namespace
} // namespace coldframe
