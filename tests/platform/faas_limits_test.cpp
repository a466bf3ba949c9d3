// Limits and what happens at them: time, memory, /tmp, payload, concurrency, request rate; and the three ways to be
// invoked.
#include "tests/platform/faas_case.h"
#include "tests/support/sanitized.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace coldframe;
using namespace coldframe::test;

namespace {

std::vector<double> together(int n, double at = 0) {
  return std::vector<double>(static_cast<std::size_t>(n), at);
}
const LimitObservation* seenLimit(const RunOutput& run, LimitKind kind) {
  for (const LimitObservation& seen : run.metrics.limits)
    if (seen.kind == kind)
      return &seen;
  return nullptr;
}

} // namespace

TEST(FaasLimits, ACallPastTheTimeCapIsKilledThereAndBilled) {
  FaasCase test;
  test.poisson(1).service(exponentialSeconds(10)).window(20'000);
  test.model.timeout = Duration::seconds(30);
  const RunOutput run = test.run();
  const LimitObservation* time = seenLimit(run, LimitKind::Time);
  ASSERT_TRUE(time);
  EXPECT_LE(time->over - run.metrics.counts.timedOut, 1U + run.metrics.counts.running); // the window may end first
  const double expected = std::exp(-3.0);
  const double observed = share(time->over, time->of);
  EXPECT_NEAR(observed, expected, 4 * std::sqrt(expected / static_cast<double>(time->of)));
  EXPECT_EQ(run.metrics.service.max(), 30'000'000'000);
  EXPECT_GT(time->largest, 30e9);
}

TEST(FaasLimits, ACallThatNeedsMoreMemoryThanItHasIsKilledBeforeItsEnd) {
  FaasCase test;
  test.at({0, 10}).window(100);
  test.stream.request.baseMemory = Memory::mb(100);
  test.stream.request.work.recorded = std::make_shared<const std::vector<Work>>(
      std::vector<Work>{{0, 1'000'000'000, 500 << 20}, {0, 1'000'000'000, 50 << 20}});
  test.model.key.memory = Memory::mb(512);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.outOfMemory, 1U);
  EXPECT_EQ(run.metrics.counts.completed, 1U);
  EXPECT_LT(run.metrics.service.min(), 1'000'000'000);
}

TEST(FaasLimits, TooMuchDiskOrPayloadFails) {
  FaasCase test;
  test.at({0}).service(seconds(1)).window(100);
  test.stream.request.disk = Bytes::mb(600);
  EXPECT_EQ(test.run().metrics.counts.failed, 1U);
  test.stream.request.disk = Bytes();
  test.stream.request.input = Bytes::mb(7);
  test.model.payloadIn = Bytes::of(6'291'456);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.failed, 1U);
  EXPECT_EQ(run.metrics.counts.started, 0U); // refused, not billed
  EXPECT_TRUE(run.usage.functions.empty());
}

TEST(FaasLimits, SynchronousCallsAreTriedAgainAndThenDropped) {
  FaasCase test;
  test.at(together(3)).service(seconds(1)).cap(1).window(100);
  test.model.sync = {3, Duration::milliseconds(100), Duration::seconds(20)};
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.completed, 1U);
  EXPECT_EQ(run.metrics.counts.dropped, 2U); // three tries within 0.3 s against a call of 1 s
  EXPECT_EQ(run.metrics.counts.throttled, 6U);
  EXPECT_EQ(run.metrics.counts.retried, 4U);
  test.model.sync = {10, Duration::seconds(1), Duration::seconds(20)};
  EXPECT_EQ(test.run().metrics.counts.completed, 3U);
}

TEST(FaasLimits, CountACallWhoseFirstAttemptsWereThrottled) {
  FaasCase test;
  test.at(together(3)).service(seconds(2)).cap(1).window(100);
  test.model.timeout = Duration::seconds(1);
  test.model.sync = {100, Duration::milliseconds(100), Duration::seconds(20)};
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.timedOut, 3U);
  EXPECT_GE(run.metrics.counts.throttled, 2U);
  EXPECT_EQ(seenLimit(run, LimitKind::Time)->over, 3U);
  EXPECT_EQ(seenLimit(run, LimitKind::Time)->of, 3U);
}

TEST(FaasLimits, SayWhichOfThemThrottled) {
  FaasCase test;
  test.at(together(30)).service(seconds(1)).cap(20).window(100);
  const auto throttledBy = [&] {
    std::vector<LimitKind> kinds;
    for (const LimitObservation& seen : test.run().metrics.limits)
      if (seen.over > 0)
        kinds.push_back(seen.kind);
    return kinds;
  };
  EXPECT_EQ(throttledBy(), std::vector{LimitKind::Concurrency});
  test.cap(1000);
  test.model.scaling = {20, Rate::perSecond(1)};
  EXPECT_EQ(throttledBy(), std::vector{LimitKind::Scaling});
  EXPECT_EQ(seenLimit(test.run(), LimitKind::Scaling)->over, 10U);
  EXPECT_EQ(seenLimit(test.run(), LimitKind::Scaling)->of, 30U);
  test.model.scaling = {-1, Rate::unlimited()};
  test.model.requestRate = Rate::perSecond(20);
  EXPECT_EQ(throttledBy(), std::vector{LimitKind::RequestRate});
  test.model.requestRate = Rate::unlimited();
  test.cap(1);
  test.model.invocation = Invocation::Async;
  test.model.async.eventAge = Duration::seconds(2);
  EXPECT_EQ(throttledBy(), (std::vector{LimitKind::Concurrency, LimitKind::EventAge}));
  const RunOutput run = test.run();
  EXPECT_EQ(seenLimit(run, LimitKind::EventAge)->over, run.metrics.counts.dropped);
  EXPECT_EQ(seenLimit(run, LimitKind::EventAge)->of, 30U);
}

TEST(FaasLimits, ThrottledEventsWaitAndDoubleTheirWait) {
  FaasCase test;
  test.at(together(2)).service(seconds(10)).cap(1).window(1000);
  test.model.invocation = Invocation::Async;
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.completed, 2U);
  // Tried at 0, 1, 3, 7, 15: the fifth finds the environment free.
  EXPECT_EQ(run.metrics.counts.throttled, 4U);
  EXPECT_EQ(run.metrics.response.max(), 25'000'000'000);
  EXPECT_NEAR(run.metrics.waitingNs / 1e9, 15, 1e-9);
}

TEST(FaasLimits, EventsTooOldAreDropped) {
  FaasCase test;
  test.at(together(2)).service(seconds(100)).cap(1).window(1000);
  test.model.invocation = Invocation::Async;
  test.model.async.eventAge = Duration::seconds(60);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.dropped, 1U);
}

TEST(FaasLimits, FailedEventsAreTriedTwiceMoreAndEachTryIsBilled) {
  FaasCase test;
  test.at({0}).service(seconds(10)).window(1000);
  test.model.invocation = Invocation::Async;
  test.model.timeout = Duration::seconds(5);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.attempts, 3U);
  EXPECT_EQ(run.metrics.counts.timedOut, 3U);
  EXPECT_EQ(run.metrics.counts.failed, 1U);
  EXPECT_EQ(run.usage.functions.at(0).requests, 3);
  EXPECT_EQ(run.usage.functions.at(0).billedMs[0], 15'000);
}

TEST(FaasLimits, WhatTheExecutorEndsAtItsOwnLimitEndedWellForThePlatform) {
  FaasCase test;
  test.at({0, 100}).service(seconds(10)).window(10'000);
  test.model.invocation = Invocation::Async;
  test.model.timeout = Duration::seconds(5);
  test.model.init = seconds(2);
  test.model.executorsTimeout = true;
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.attempts, 2U); // no second try of either
  EXPECT_EQ(run.metrics.counts.failed, 2U);
  EXPECT_EQ(run.metrics.counts.cold, 1U);
  EXPECT_EQ(run.usage.functions.at(0).billedMs[0], 10'000); // and the environment was not reset
}

TEST(FaasLimits, ARetryThatWouldBeTooOldIsNotMade) {
  FaasCase test;
  test.at({0}).service(seconds(10)).window(10'000);
  test.model.invocation = Invocation::Async;
  test.model.timeout = Duration::seconds(5);
  test.model.async.eventAge = Duration::seconds(100); // the second try comes a minute after the first, the third two
  EXPECT_EQ(test.run().metrics.counts.attempts, 2U);
}

TEST(FaasLimits, ScheduledCallsAreMeteredAsEvents) {
  FaasCase test;
  test.stream.arrivals = Schedule{"rate(5 minutes)", {}};
  test.service(seconds(1)).window(86'400);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.arrivals, 288U);
  EXPECT_EQ(run.usage.scheduleEvents, 288);
  EXPECT_EQ(test.poisson(1).run().usage.scheduleEvents, 0);
}

TEST(FaasLimits, CallsThatFailByChanceMostlyGetThroughOnATryMore) {
  FaasCase test;
  test.poisson(10).service(seconds(0.1)).window(10'000);
  test.stream.request.failureProbability = 0.1;
  test.model.invocation = Invocation::Async;
  const RunOutput run = test.run();
  const double lost = share(run.metrics.counts.failed, run.metrics.counts.arrivals);
  EXPECT_NEAR(lost, 0.001, 4 * std::sqrt(0.001 / 1e5));
  EXPECT_TRUE(run.metrics.counts.conserved());
}

TEST(FaasLimits, DuplicatesAreBilledButNotCalls) {
  FaasCase test;
  test.poisson(10).service(seconds(0.1)).window(10'000);
  test.model.invocation = Invocation::Async;
  test.model.async.duplicateShare = 0.02;
  const RunOutput run = test.run();
  EXPECT_NEAR(share(run.metrics.counts.duplicates, run.metrics.counts.arrivals), 0.02, 4 * std::sqrt(0.02 / 1e5));
  EXPECT_TRUE(run.metrics.counts.conserved());
  EXPECT_NEAR(static_cast<double>(run.usage.functions.at(0).requests),
              static_cast<double>(run.metrics.counts.completed + run.metrics.counts.duplicates), 5);
}

TEST(FaasLimits, TheRequestRateOfSynchronousCallsIsTenTimesTheConcurrency) {
  FaasCase test;
  std::vector<double> calls;
  for (int i = 0; i < 3000; ++i)
    calls.push_back(1 + i / 1500.0); // 1,500 a second for two seconds
  test.at(calls).service(seconds(0.001)).window(10);
  test.model.requestRate = Rate::perSecond(1000);
  const RunOutput run = test.run();
  // A second's worth in hand, then 1,000 a second: 500 a second too many in the second second.
  EXPECT_NEAR(static_cast<double>(run.metrics.counts.dropped), 0, 2);
  test.model.requestRate = Rate::perSecond(500);
  EXPECT_NEAR(static_cast<double>(test.run().metrics.counts.dropped), 1500, 3);
}

TEST(FaasLimits, AQueuePollerStartsSmallAndGrowsWithItsBacklog) {
  FaasCase test;
  test.at(together(400)).service(seconds(60)).window(10'000);
  test.model.invocation = Invocation::Queue;
  test.model.queue.startConcurrency = 5;
  test.model.queue.ramp = Rate::perSecond(1); // 60 a minute
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.completed, 400U);
  EXPECT_EQ(run.metrics.counts.throttled, 0U);
  // After a minute 65 may run; the first five are done then and the rest follow.
  EXPECT_GT(run.metrics.maxRunning, 60U);
  EXPECT_LT(run.metrics.maxRunning, 200U);
  EXPECT_GT(run.metrics.response.max(), 180'000'000'000);
}

TEST(FaasLimits, AQueuedMessageThatFailsComesBackAndEndsInTheDeadLetterQueue) {
  FaasCase test;
  test.at({0}).service(seconds(10)).window(10'000);
  test.model.invocation = Invocation::Queue;
  test.model.timeout = Duration::seconds(5);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.attempts, 3U);
  EXPECT_EQ(run.metrics.counts.failed, 1U);
  EXPECT_TRUE(run.metrics.counts.conserved());
}

TEST(FaasLimits, AFailedMessageWaitsInTheQueueLikeAnyOther) {
  FaasCase test;
  test.at(together(10)).service(seconds(10)).window(10'000);
  test.model.invocation = Invocation::Queue;
  test.model.queue.maxConcurrency = 1;
  test.model.queue.startConcurrency = 1;
  test.model.timeout = Duration::seconds(5); // seen again after 30 s, while others wait
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.maxRunning, 1U);
  EXPECT_EQ(run.metrics.counts.attempts, 30U);
  EXPECT_EQ(run.metrics.counts.failed, 10U);
  EXPECT_EQ(run.usage.queueRequests, 10 + 30); // sent and received; none is deleted
}

TEST(FaasLimits, APollerUnderABacklogLooksOnceATurn) {
  // Ten times what five in flight can do, for two hours: one look a throttle's second and one a call's end.
  FaasCase test;
  test.stream.arrivals = ConstantArrivals{Rate::perSecond(5), {}};
  test.service(seconds(10)).window(7200).cap(5);
  test.model.invocation = Invocation::Queue;
  const RunOutput run = test.run();
  EXPECT_NEAR(static_cast<double>(run.metrics.counts.completed), 3600, 10);
  EXPECT_LE(run.metrics.counts.throttled, 7200U + 3600U);
  EXPECT_EQ(run.usage.queueRequests,
            static_cast<std::int64_t>(run.metrics.counts.arrivals + run.metrics.counts.started +
                                      run.metrics.counts.completed));
}

TEST(FaasLimits, APollerKeepsWhatASteadyLoadNeeds) {
  FaasCase test;
  test.stream.arrivals = ConstantArrivals{Rate::perSecond(50), {}};
  test.service(seconds(1)).window(4000);
  test.inputs.warmUp = Duration::seconds(200);
  test.model.invocation = Invocation::Queue;
  test.model.queue.startConcurrency = 5;
  test.model.queue.ramp = Rate::perSecond(5);
  test.model.queue.pollDelay = seconds(0.03);
  const RunOutput run = test.run();
  EXPECT_LT(static_cast<double>(run.metrics.response.quantile(0.99)) / 1e9, 1.3);
}

TEST(FaasLimits, ASiteThatTakesTenCallsASecondSetsThePace) {
  FaasCase test;
  test.at(together(100)).window(1000);
  test.stream.request.work.io = Scalar{1e9};
  test.inputs.external.maxRate = Rate::perSecond(10);
  RunOutput run = test.run();
  EXPECT_NEAR(static_cast<double>(run.metrics.response.max()) / 1e9, 9.9 + 1, 1e-6);
  test.inputs.external = {Rate::unlimited(), 5}; // five at a time: 20 rounds of 1 s
  run = test.run();
  EXPECT_NEAR(static_cast<double>(run.metrics.response.max()) / 1e9, 20, 1e-6);
  EXPECT_EQ(run.metrics.counts.completed, 100U);
}

// Whatever the features, calls are never lost or made up.
TEST(FaasLimits, CallsAreConservedInRandomScenarios) {
  for (std::uint64_t i = 0; i < (kSanitized ? 60 : 300); ++i) {
    KeyedGenerator dice(Seed{99, 0}, Cause::Measurement, i);
    const auto chance = [&](double p) { return dice.uniform() < p; };
    FaasCase test;
    test.poisson(0.5 + 40 * dice.uniform()).service(exponentialSeconds(0.1 + 3 * dice.uniform()));
    test.keepFor(200 * dice.uniform()).window(100 + 200 * dice.uniform());
    test.model.invocation = chance(0.33) ? Invocation::Sync : chance(0.5) ? Invocation::Async : Invocation::Queue;
    test.model.key.memory = Memory::mb(256);
    test.stream.request.work.memory = Exponential{1e8};
    if (chance(0.5))
      test.cap(1 + static_cast<std::int64_t>(30 * dice.uniform()));
    if (chance(0.3))
      test.model.scaling = {5, Rate::perSecond(1)};
    if (chance(0.5))
      test.model.timeout = Duration::fromSeconds(5 * dice.uniform() + 0.5);
    if (chance(0.5))
      test.model.eagerAssignment = true;
    if (chance(0.3))
      test.model.keepWarm.interval = Duration::seconds(10);
    if (chance(0.3))
      test.model.provisioned = {{SimTime(), 5}, {SimTime::at(Duration::seconds(60)), 1}};
    if (chance(0.3))
      test.inputs.external = {Rate::perSecond(15), chance(0.5) ? 6 : 0};
    if (chance(0.3))
      test.model.async.duplicateShare = 0.05;
    if (chance(0.3))
      test.stream.request.failureProbability = 0.2;
    test.model.allocation = Exponential{0.5e9};
    test.model.init = Exponential{1e9};
    test.model.sync.attempts = 1 + static_cast<std::int64_t>(4 * dice.uniform());
    test.model.reuse = chance(0.5) ? ReuseOrder::Random : chance(0.5) ? ReuseOrder::Newest : ReuseOrder::Oldest;
    const RunOutput run = test.run(i);
    const Counts& c = run.metrics.counts;
    ASSERT_TRUE(c.conserved()) << i << ": " << c.arrivals << " = " << c.completed << " + " << c.failed << " + "
                               << c.dropped << " + " << c.running << " + " << c.waiting;
    ASSERT_LE(c.cold, c.started);
    ASSERT_LE(c.started + c.throttled, c.attempts) << i;
    if (test.model.concurrency >= 0) {
      ASSERT_LE(run.metrics.maxRunning, static_cast<std::uint64_t>(test.model.concurrency));
    }
    // The same again, byte for byte.
    const RunOutput again = test.run(i);
    ASSERT_EQ(run.metrics.response, again.metrics.response);
    ASSERT_EQ(run.metrics.runningNs, again.metrics.runningNs);
  }
}

TEST(FaasLimits, TheFrontDoorsCacheAnswersItsShareAndSendsItsReplies) {
  FaasCase test;
  test.poisson(50).service(seconds(0.1)).window(2000);
  test.stream.request.output = Bytes::of(1000);
  test.inputs.frontDoor.kind = FrontDoorKind::ApiGatewayRest;
  test.inputs.frontDoor.cacheHitRatio = 0.5;
  const RunOutput run = test.run();
  const Counts& c = run.metrics.counts;
  EXPECT_EQ(run.usage.frontDoor.requests, static_cast<std::int64_t>(c.cacheHits + c.arrivals));
  EXPECT_NEAR(share(c.cacheHits, c.cacheHits + c.arrivals), 0.5, 4 * 0.5 / std::sqrt(1e5));
  EXPECT_EQ(run.usage.bytesToInternet, static_cast<std::int64_t>(c.cacheHits + c.completed) * 1000);
  EXPECT_TRUE(c.conserved());
}
