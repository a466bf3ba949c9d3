#include "tests/platform/faas_case.h"
#include "tests/platform/machine_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace coldframe::test {
namespace {

// A random fleet under a random load, for properties that hold for all of them.
MachineCase randomCase(std::uint64_t seed) {
  KeyedGenerator dice(Seed{77, seed}, Cause::Measurement);
  const auto below = [&](double n) { return static_cast<std::int64_t>(dice.uniform() * n); };
  MachineCase test;
  test.model.vcpus = 1 + below(4);
  test.model.slots = 1 + below(8);
  test.model.count = 1 + below(4);
  test.model.speed = 0.5 + dice.uniform();
  test.model.smtYield = dice.uniform() < 0.5 ? 1 : 0.63;
  test.model.queueLimit = dice.uniform() < 0.5 ? -1 : below(10);
  if (dice.uniform() < 0.5)
    test.model.patience = Exponential{2e9};
  if (dice.uniform() < 0.3)
    test.model.noise = LogNormal{1, 0.2};
  test.poisson(0.2 + 8 * dice.uniform()).cpu(LogNormal{0.6e9, 0.8}).io(Exponential{1e9 * dice.uniform()});
  test.stream.request.baseMemory = Memory::mb(100);
  if (dice.uniform() < 0.3) {
    test.model.memory = Memory::mb(400);
    test.stream.request.work.memory = Exponential{100e6};
  }
  if (dice.uniform() < 0.3)
    test.stream.request.failureProbability = 0.05;
  if (dice.uniform() < 0.3)
    test.inputs.external.maxRate = Rate::perSecond(3);
  if (dice.uniform() < 0.3)
    test.inputs.external.maxConcurrency = 1 + below(6);
  return test.window(200).warmUp(20);
}

TEST(MachineStreams, LoseNoCallWhateverTheConfiguration) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    MachineCase test = randomCase(seed);
    TraceBuilder rows;
    const RunOutput run = test.run(seed, &rows);
    const Counts& counts = run.metrics.counts;
    EXPECT_TRUE(counts.conserved());
    EXPECT_EQ(counts.attempts, counts.arrivals);
    EXPECT_EQ(counts.started, counts.completed + counts.errors + counts.running);
    EXPECT_EQ(counts.failed, counts.errors + counts.outOfMemory);
    EXPECT_EQ(rows.rowCount(), counts.arrivals - counts.running - counts.waiting);
    const auto slots = static_cast<std::uint64_t>(test.model.slots * test.model.count);
    EXPECT_LE(run.metrics.maxRunning, slots);
    EXPECT_LE(meanRunning(run), static_cast<double>(slots) * (1 + 1e-12));
    EXPECT_LE(run.metrics.busyVcpuNs, run.metrics.paidVcpuNs * (1 + 1e-12));
    seen["dropped"] += counts.dropped > 0 ? 1 : 0;
    seen["failed"] += counts.failed > 0 ? 1 : 0;
    seen["running"] += counts.running > 0 ? 1 : 0;
    seen["waiting"] += counts.waiting > 0 ? 1 : 0;
  }
  for (const auto& [what, times] : seen)
    EXPECT_GT(times, 20) << what;
}

void expectSame(const RunOutput& a, const RunOutput& b) {
  EXPECT_EQ(a.metrics.response, b.metrics.response);
  EXPECT_EQ(a.metrics.service, b.metrics.service);
  EXPECT_EQ(a.metrics.counts.completed, b.metrics.counts.completed);
  EXPECT_EQ(a.metrics.counts.dropped, b.metrics.counts.dropped);
  EXPECT_EQ(a.metrics.counts.running, b.metrics.counts.running);
  EXPECT_EQ(a.metrics.counts.waiting, b.metrics.counts.waiting);
  EXPECT_EQ(a.metrics.counts.started, b.metrics.counts.started);
  EXPECT_EQ(a.metrics.maxRunning, b.metrics.maxRunning);
  EXPECT_NEAR(a.metrics.runningNs, b.metrics.runningNs, 1e-9 * a.metrics.runningNs);
  EXPECT_NEAR(a.metrics.waitingNs, b.metrics.waitingNs, 1e-9 * a.metrics.waitingNs + 1);
  EXPECT_NEAR(a.metrics.busyVcpuNs, b.metrics.busyVcpuNs, 1e-9 * a.metrics.busyVcpuNs);
}

// Two programs for one thing: the recursion over arrivals and the events give the same run, call by call.
TEST(MachineStreams, AreTheSameByRecursionAndEventByEvent) {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    MachineCase test = randomCase(seed);
    test.inputs.external = {};
    test.model.smtYield = 1;
    test.model.slots = std::min(test.model.slots, test.model.vcpus);
    const RunOutput quick = test.run(seed);
    const RunOutput slow = test.eventByEvent().run(seed);
    expectSame(quick, slow);
    compared += quick.metrics.counts.completed > 0 ? 1 : 0;
  }
  EXPECT_GT(compared, 290);
}

TEST(MachineStreams, AreTheSameForTheSameSeed) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const RunOutput a = randomCase(seed).run(seed);
    const RunOutput b = randomCase(seed).run(seed);
    expectSame(a, b);
    EXPECT_NE(a.metrics.response, randomCase(seed).run(seed + 1).metrics.response);
  }
}

TEST(MachineStreams, DrawTheSameWorkOnEveryFleet) {
  MachineCase one;
  one.poisson(2).cpu(Exponential{1e9}).servers(8).window(1000);
  MachineCase other = one;
  other.model.count = 3;
  other.inputs.platformId = "another";
  other.eventByEvent();
  const RunOutput a = one.run();
  const RunOutput b = other.run();
  EXPECT_EQ(a.metrics.counts.arrivals, b.metrics.counts.arrivals);
  EXPECT_EQ(a.metrics.service.max(), b.metrics.service.max());
}

TEST(MachineStreams, CutTheWarmUpFromResponsesAndRatesOnly) {
  MachineCase test;
  test.at({1, 2, 30, 50, 99.5}).cpu(seconds(4)).servers(10).window(100).warmUp(10);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.arrivals, 5u);
  EXPECT_EQ(run.metrics.counts.completed, 4u);
  EXPECT_EQ(run.metrics.counts.running, 1u);
  EXPECT_EQ(run.metrics.response.count(), 2u);
  EXPECT_EQ(run.metrics.window, Duration::seconds(90));
  EXPECT_NEAR(run.metrics.runningNs, 8.5e9, 1);
  EXPECT_EQ(run.usage.instances.at(0).length, Duration::seconds(100));
}

TEST(FrontDoors, AnswerCacheHitsAndMeterWhatPasses) {
  for (const bool slow : {false, true}) {
    MachineCase test;
    test.poisson(50).cpu(seconds(0.01)).servers(4).window(2000);
    if (slow)
      test.eventByEvent();
    test.inputs.frontDoor.kind = FrontDoorKind::LoadBalancer;
    test.inputs.frontDoor.cacheHitRatio = 0.52;
    test.inputs.frontDoor.cacheGb = 0.5;
    test.inputs.frontDoor.latency = seconds(0.005);
    test.inputs.frontDoor.requestOverhead = Bytes::of(500);
    test.stream.request.output = Bytes::of(9'500);
    const RunOutput run = test.run();
    const auto all = run.metrics.counts.cacheHits + run.metrics.counts.arrivals;
    EXPECT_EQ(static_cast<std::uint64_t>(run.usage.frontDoor.requests), all);
    EXPECT_NEAR(static_cast<double>(run.metrics.counts.cacheHits), 0.52 * static_cast<double>(all),
                4 * std::sqrt(25e3));
    EXPECT_EQ(run.metrics.response.min(), 15'000'000);
    EXPECT_EQ(run.usage.frontDoor.kind, "load-balancer");
    EXPECT_EQ(run.usage.frontDoor.cacheNs, Duration::seconds(2000).ns());
    EXPECT_EQ(run.usage.frontDoor.balancerNs, Duration::seconds(2000).ns());
    EXPECT_EQ(run.usage.bytesToInternet,
              static_cast<std::int64_t>(run.metrics.counts.completed + run.metrics.counts.cacheHits) * 10'000);
  }
}

TEST(MachineRuns, StopWhenTheyAreAskedTo) {
  for (const bool slow : {false, true}) {
    MachineCase test;
    test.poisson(100).cpu(seconds(0.01)).servers(4).window(1e6);
    if (slow)
      test.eventByEvent();
    std::stop_source stop;
    std::uint64_t calls = 0;
    RunContext context;
    context.stop = stop.get_token();
    context.progress = [&](double fraction, std::uint64_t done) {
      EXPECT_GE(fraction, 0);
      EXPECT_LE(fraction, 1);
      calls = done;
      if (done > 50'000)
        stop.request_stop();
    };
    EXPECT_FALSE(test.run(0, nullptr, context).complete);
    EXPECT_GT(calls, 50'000u);
    EXPECT_LT(calls, 70'000u);
  }
}

TEST(Slots, FollowMemoryAndTheShareOfCpu) {
  MachineCase test;
  test.cpu(seconds(1)).io(seconds(3));
  test.model.vcpus = 4;
  test.model.slots = 0;
  const auto slots = [&] {
    test.inputs.demand = test.stream;
    return slotsPerMachine(test.model, test.inputs.demand);
  };
  EXPECT_EQ(slots(), 16);
  test.model.speed = 2; // half a second of CPU and three of I/O
  EXPECT_EQ(slots(), 28);
  test.stream.request.baseMemory = Memory::mb(300);
  test.model.memory = Memory::mb(3000);
  EXPECT_EQ(slots(), 10);
  test.model.memory = Memory::mb(200); // too little even for one: one, which will be refused
  EXPECT_EQ(slots(), 1);
  test.model.slots = 7;
  EXPECT_EQ(slots(), 7);
}

} // namespace
} // namespace coldframe::test
