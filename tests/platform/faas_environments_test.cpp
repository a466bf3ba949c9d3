// What happens to environments: keep-alive, age, reuse order, eager assignment, provisioned concurrency, keep-warm
// pings, and the slow first run. Deterministic arrivals, so that every expectation is arithmetic.
#include "tests/platform/faas_case.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace coldframe;
using namespace coldframe::test;

TEST(FaasEnvironments, AnIdleEnvironmentDiesAtItsKeepAliveAndNotBefore) {
  FaasCase test;
  // Ends at 1, 601.9, 1203: the second comes 599.9 s after an end, the third exactly 600 s.
  test.at({0, 600.9, 1201.9 + 0.0}).service(seconds(1)).keepFor(600).window(3000);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.cold, 2U); // the first, and the one after a whole keep-alive
  EXPECT_EQ(run.metrics.counts.environmentsStarted, 2U);
  EXPECT_NEAR(run.metrics.idleNs / 1e9, 599.9 + 600 + 600, 1e-6);
}

TEST(FaasEnvironments, AnEnvironmentIsRetiredAtItsAge) {
  FaasCase test;
  std::vector<double> everyMinute;
  for (int i = 0; i < 300; ++i)
    everyMinute.push_back(60.0 * i);
  test.at(everyMinute).service(seconds(1)).keepFor(600).window(18'001);
  test.model.maxAge = Duration::hours(2);
  // Born at 0, 7200, 14400: an environment of two hours is gone when the call of that minute comes.
  EXPECT_EQ(test.run().metrics.counts.cold, 3U);
}

TEST(FaasEnvironments, HalfOfTheIdleEnvironmentsDiePerStepOfIdleAge) {
  // 1,024 environments idle since 1 s; asked again all at once after a gap.
  for (const auto& [gap, steps] : {std::pair{100.0, 0}, {379.0, 0}, {420.0, 1}, {780.0, 2}, {1140.0, 3}}) {
    FaasCase test;
    std::vector<double> calls(1024, 0.0);
    calls.insert(calls.end(), 1024, 1 + gap);
    test.at(calls).service(seconds(1)).window(5000);
    test.model.keepAlive = StepDecayKeepAlive{};
    const RunningMoments warm =
        test.over(20, [](const RunOutput& run) { return 1 - (share(run.metrics.counts.cold, 1024) - 1); });
    const double expected = std::pow(0.5, steps);
    EXPECT_NEAR(warm.mean(), expected, 4 * std::sqrt(expected * (1 - expected) / (20 * 1024)) + 1e-12) << gap;
  }
}

TEST(FaasEnvironments, TheSurvivalCurveIsFollowed) {
  FaasCase test;
  std::vector<double> calls(1000, 0.0);
  calls.insert(calls.end(), 1000, 361); // idle since 1 s: 6 minutes
  test.at(calls).service(seconds(1)).window(5000);
  test.model.keepAlive = SurvivalCurveKeepAlive{
      {{Duration::minutes(5), 0.003}, {Duration::minutes(6), 0.41}, {Duration::minutes(7), 1.0}}};
  const RunningMoments dead =
      test.over(20, [](const RunOutput& run) { return share(run.metrics.counts.cold, 1000) - 1; });
  EXPECT_NEAR(dead.mean(), 0.41, 4 * std::sqrt(0.41 * 0.59 / 20'000));
}

TEST(FaasEnvironments, ReuseOrderDecidesWhichEnvironmentsLiveOn) {
  // Two environments, then one call a minute: always the same one lets the other die, taking turns keeps both.
  const auto started = [](ReuseOrder order) {
    FaasCase test;
    std::vector<double> calls{0, 0.5};
    for (int i = 1; i <= 30; ++i)
      calls.push_back(60.0 * i);
    calls.push_back(1800.2); // overlaps the last one: needs a second environment
    test.at(calls).service(seconds(1)).keepFor(600).window(4000);
    test.model.reuse = order;
    return test.run().metrics.counts.environmentsStarted;
  };
  EXPECT_EQ(started(ReuseOrder::Newest), 3U);
  EXPECT_EQ(started(ReuseOrder::Oldest), 3U);
  EXPECT_EQ(started(ReuseOrder::MostRecentlyUsed), 3U);
  EXPECT_EQ(started(ReuseOrder::LeastRecentlyUsed), 2U);
}

TEST(FaasEnvironments, AWaitingCallTakesAnEnvironmentThatIsFreedMeanwhile) {
  FaasCase test;
  test.at({0, 10.5}).service(seconds(1)).window(100);
  test.model.allocation = Scalar{10e9};
  // The second call comes while the first still runs (10 s + 1 s): it would wait until 20.5, but takes the first's
  // at 11.
  test.model.eagerAssignment = true;
  RunOutput run = test.run();
  EXPECT_NEAR(static_cast<double>(run.metrics.response.max()) / 1e9, 11, 1e-9);
  EXPECT_EQ(run.metrics.counts.cold, 1U);
  EXPECT_EQ(run.metrics.counts.environmentsStarted, 2U);
  test.model.eagerAssignment = false;
  run = test.run();
  EXPECT_EQ(run.metrics.counts.cold, 2U);
  EXPECT_NEAR(run.metrics.response.mean() / 1e9, 11, 1e-9);
}

TEST(FaasEnvironments, ColdStartIsAllocationInitAndASlowerFirstRun) {
  FaasCase test;
  test.at({0, 100}).service(seconds(1)).window(1000);
  test.model.allocation = Scalar{0.2e9};
  test.model.download = Duration::milliseconds(300);
  test.model.init = Scalar{0.4e9};
  test.model.userInit = Scalar{0.6e9};
  test.model.firstRunExtra = Duration::milliseconds(50);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.response.max(), 2'550'000'000);
  EXPECT_EQ(run.metrics.response.min(), 1'000'000'000);
  EXPECT_EQ(run.metrics.service.max(), 1'050'000'000); // INIT is not in the running time
  const FunctionUsage& usage = run.usage.functions.at(0);
  EXPECT_EQ(usage.initNs, 1'000'000'000);
  EXPECT_EQ(usage.billedMs[0], 1050 + 1000);        // 1 ms, INIT free
  EXPECT_EQ(usage.billedMs[1], 1050 + 1000 + 1000); // 1 ms, INIT billed
}

TEST(FaasEnvironments, InitPastItsLimitRunsAgainInsideTheFirstCall) {
  FaasCase test;
  test.at({0}).service(seconds(1)).window(1000);
  test.model.init = Scalar{12e9};
  test.model.initLimit = Duration::seconds(10);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.response.max(), 23'000'000'000); // 10 s cut off + 12 s again + 1 s
  EXPECT_EQ(run.metrics.service.max(), 13'000'000'000);
}

TEST(FaasEnvironments, InitPastItsLimitStaysWithItsEnvironmentWhoeverCallsIt) {
  // At 5 s the second call takes the environment that the first has left; the one made for it comes up at 11 s with its
  // INIT cut off, idle, and one of the two calls at 12 s has to run it again.
  FaasCase test;
  test.at({0, 1, 12, 12}).service(seconds(5)).window(1000);
  test.inputs.initial.warm = 1;
  test.model.eagerAssignment = true;
  test.model.userInit = Scalar{12e9};
  test.model.initLimit = Duration::seconds(10);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.environmentsStarted, 2U);
  EXPECT_EQ(run.metrics.service.max(), 17'000'000'000);
  EXPECT_EQ(run.usage.functions.at(0).billedMs[0], 3 * 5000 + 17'000);
}

TEST(FaasEnvironments, AnEnvironmentResetByATimeoutRunsItsInitInsideTheNextCall) {
  FaasCase test;
  test.at({0, 100}).window(1000);
  test.stream.request.work.recorded =
      std::make_shared<const std::vector<Work>>(std::vector<Work>{{0, 9'000'000'000, 0}, {0, 1'000'000'000, 0}});
  test.model.init = Scalar{2e9};
  test.model.timeout = Duration::seconds(5);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.timedOut, 1U);
  EXPECT_EQ(run.metrics.counts.failed, 1U);
  EXPECT_EQ(run.metrics.counts.completed, 1U);
  EXPECT_EQ(run.metrics.response.max(), 3'000'000'000);          // INIT again + 1 s
  EXPECT_EQ(run.usage.functions.at(0).billedMs[0], 5000 + 3000); // killed at the cap, billed
}

TEST(FaasEnvironments, ProvisionedEnvironmentsAreWarmAndCallsBeyondThemSpillOver) {
  FaasCase test;
  test.at({400, 400, 400}).service(seconds(1)).window(3600);
  test.model.key.memory = Memory::mb(1024);
  test.model.allocation = Scalar{1e9};
  test.model.provisioned = {{SimTime(), 2}, {SimTime::at(Duration::seconds(1000)), 0}};
  test.model.provisionedDelay = Scalar{90e9};
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.cold, 1U);
  ASSERT_EQ(run.usage.functions.size(), 2U);
  EXPECT_FALSE(run.usage.functions[0].key.provisioned);
  EXPECT_EQ(run.usage.functions[0].requests, 1);
  EXPECT_TRUE(run.usage.functions[1].key.provisioned);
  EXPECT_EQ(run.usage.functions[1].requests, 2);
  // Two of 1,024 MB for 1,000 s, rounded up to four times five minutes.
  EXPECT_EQ(run.usage.provisionedMbMs, 2LL * 1024 * 1'200'000);
}

TEST(FaasEnvironments, TheInitOfProvisionedEnvironmentsIsMeteredWithoutACall) {
  FaasCase test;
  test.at({}).window(3600);
  test.model.provisioned = {{SimTime(), 100}};
  test.model.userInit = Scalar{8e9};
  const RunOutput run = test.run();
  ASSERT_EQ(run.usage.functions.size(), 1U);
  const FunctionUsage& usage = run.usage.functions[0];
  EXPECT_TRUE(usage.key.provisioned);
  EXPECT_EQ(usage.requests, 0);
  EXPECT_EQ(usage.initNs, 800'000'000'000);
  EXPECT_EQ(usage.billedMs[0], 0);       // 1 ms, INIT free
  EXPECT_EQ(usage.billedMs[1], 800'000); // 1 ms, INIT billed
}

TEST(FaasEnvironments, ProvisionedEnvironmentsOnTheirWayCountAgainstTheLimit) {
  std::vector<double> calls(20, 0.0);
  calls.insert(calls.end(), 20, 150.0);
  FaasCase test;
  test.at(calls).service(seconds(300)).cap(10).window(3600);
  test.model.provisioned = {{SimTime(), 10}};
  test.model.provisionedDelay = seconds(100);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.maxRunning, 10U);
  EXPECT_EQ(run.metrics.counts.completed, 10U);
  EXPECT_EQ(run.metrics.counts.dropped, 30U); // the first twenty while they are made, ten of the others after
}

TEST(FaasEnvironments, KeepWarmPingsSaveTheColdStartsOfAQuietSite) {
  FaasCase test;
  test.at({1000, 5000, 20'000}).service(seconds(0.1)).keepFor(600).window(25'000);
  EXPECT_EQ(test.run().metrics.counts.cold, 3U);
  test.model.keepWarm.interval = Duration::minutes(4);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.cold, 0U);
  EXPECT_EQ(run.metrics.counts.arrivals, 3U);
  EXPECT_EQ(run.metrics.counts.pings, 105U);          // every 240 s of 25,000 s, the first at 0
  EXPECT_EQ(run.usage.functions.at(0).requests, 108); // all billed
}

TEST(FaasEnvironments, EnvironmentsWarmAtTheStartAreTakenFirst) {
  FaasCase test;
  test.at({1, 1, 1}).service(seconds(1)).window(100);
  test.inputs.initial.warm = 2;
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.cold, 1U);
}

TEST(FaasEnvironments, AQuietFunctionLosesAllOfThemAtOnceAndABusyOneKeepsTheUnused) {
  std::vector<double> calls{0, 0.5};
  for (int i = 1; i < 10; ++i)
    calls.push_back(10.0 * i);
  calls.insert(calls.end(), {100, 100.5, 200, 200.5});
  FaasCase test;
  test.at(calls).service(seconds(1)).window(1000);
  test.model.reuse = ReuseOrder::MostRecentlyUsed;
  // One at a time until 100: the other waits for 98.5 s while the function is never quiet for more than 9.
  test.model.keepAlive = QuietFunctionKeepAlive{seconds(500), Duration::seconds(50)};
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.cold, 4U); // 0, 0.5, and both after the silence of 98.5 s
  EXPECT_EQ(run.metrics.counts.environmentsStarted, 4U);
  // Until 101.5 two live from 0 and 0.5 but for 14 s of running; then each idles to 151.5; likewise from 200 on.
  EXPECT_NEAR(run.metrics.idleNs / 1e9, (100 - 10) + (100.5 - 1.5) - 0.5 + 50.5 + 50 + 50.5 + 50, 2);
  test.model.keepAlive = QuietFunctionKeepAlive{seconds(90), Duration::seconds(150)};
  EXPECT_EQ(test.run().metrics.counts.cold, 5U); // the unused one is lost before 100.5, both before 200
}
