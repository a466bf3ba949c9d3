// Users who wait for their answers (closed loops): against the machine-repairman model (M/M/c with a finite population,
// Kleinrock 1975, 3.8) and the interactive response time law, R = N ÷ X − Z (Denning & Buzen 1978).
#include "tests/platform/faas_case.h"
#include "tests/platform/machine_case.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

constexpr std::uint64_t kSeeds = 10;

InteractiveArrivals people(std::int64_t users, Distribution think) {
  return {users, std::move(think)};
}

double answersASecond(const RunOutput& run) {
  return static_cast<double>(run.metrics.counts.completed) / run.metrics.window.inSeconds();
}

// Completions a second of `servers` exponential servers (mean `service`) with `users` who think for `think`.
double repairmanThroughput(int users, int servers, double think, double service) {
  double weight = 1; // of k users in the system, unnormalised
  double sum = 1;
  double busy = 0;
  for (int k = 1; k <= users; ++k) {
    weight *= (users - k + 1) / think * service / std::min(k, servers);
    sum += weight;
    busy += weight * std::min(k, servers);
  }
  return busy / sum / service;
}

TEST(InteractiveOracles, MachinesAreARepairmanModel) {
  for (const auto& [users, servers] : {std::pair{10, 2}, {3, 1}}) {
    MachineCase test;
    test.cpu(Exponential{1e9}).servers(servers).window(100'000);
    test.stream.arrivals = people(users, Exponential{5e9});
    RunningMoments throughput;
    RunningMoments busy;
    RunningMoments response;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      const RunOutput run = test.run(seed);
      throughput.add(answersASecond(run));
      busy.add(meanBusy(run));
      response.add(meanResponse(run));
    }
    const double x = repairmanThroughput(users, servers, 5, 1);
    EXPECT_ORACLE(throughput, x);
    EXPECT_ORACLE(busy, x);
    EXPECT_ORACLE(response, users / x - 5);
  }
}

TEST(InteractiveOracles, FunctionsServeEverybodyAtOnceWhateverTheLaws) {
  for (const Distribution& think : {Distribution(Exponential{6e9}), Distribution(Scalar{6e9})}) {
    FaasCase test;
    test.service(LogNormal{2e9 / std::exp(0.5 * 0.64), 0.8}).window(20'000);
    test.stream.arrivals = people(40, think);
    EXPECT_ORACLE(test.over(kSeeds, answersASecond), 40 / (6 + 2.0));
    EXPECT_ORACLE(test.over(kSeeds, meanRunning), 40 * 2 / (6 + 2.0));
  }
}

TEST(Interactive, NoMoreAskAtATimeThanThereAre) {
  MachineCase test;
  test.cpu(Exponential{3e9}).servers(100).window(5'000);
  test.stream.arrivals = people(7, Exponential{1e9});
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.maxRunning, 7u);
  EXPECT_TRUE(run.metrics.counts.conserved());
}

std::vector<std::int64_t> submits(TraceBuilder& builder) {
  const Trace trace = builder.build();
  std::vector<std::int64_t> ns;
  for (std::size_t row = 0; row < trace.rows(); ++row)
    ns.push_back(trace.stamp(Stamp::Submit, row)->ns());
  std::sort(ns.begin(), ns.end());
  return ns;
}

TEST(Interactive, ThinkTheSameOnEveryPlatform) {
  // Where nobody waits and all calls take as long, the same requests come at the same instants.
  MachineCase machine;
  machine.cpu(Scalar{2e9}).servers(50).window(1'000);
  machine.stream.arrivals = people(20, Exponential{10e9});
  FaasCase function;
  function.service(Scalar{2e9}).window(1'000);
  function.stream.arrivals = machine.stream.arrivals;
  TraceBuilder onMachine;
  TraceBuilder onFunction;
  machine.run(0, &onMachine);
  function.run(0, &onFunction);
  const auto some = submits(onMachine);
  EXPECT_GT(some.size(), 1000u);
  EXPECT_EQ(some, submits(onFunction));
}

TEST(Interactive, AskAgainWhenTheyWereTurnedAwayOrFailed) {
  MachineCase full; // one slot, no queue: whoever is turned away thinks for 1 s and comes again
  full.cpu(Scalar{100e9}).servers(1).window(1'000);
  full.model.queueLimit = 0;
  full.stream.arrivals = people(2, Scalar{1e9});
  const Counts& turned = full.run().metrics.counts;
  EXPECT_NEAR(static_cast<double>(turned.dropped), 990, 10);
  EXPECT_TRUE(turned.conserved());

  MachineCase hasty; // the second user leaves after 2 s of waiting, thinks for 1 s, and so on
  hasty.cpu(Scalar{500e9}).servers(1).window(1'000);
  hasty.model.patience = Scalar{2e9};
  hasty.stream.arrivals = people(2, Scalar{1e9});
  EXPECT_NEAR(static_cast<double>(hasty.run().metrics.counts.dropped), 332, 3);

  FaasCase failing;
  failing.service(Scalar{1e9}).window(1'000);
  failing.stream.arrivals = people(5, Scalar{1e9});
  failing.stream.request.failureProbability = 1;
  const Counts& failed = failing.run().metrics.counts;
  EXPECT_NEAR(static_cast<double>(failed.failed), 5 * 500, 5);
  EXPECT_EQ(failed.completed, 0u);
}

TEST(Interactive, AreAnsweredByTheCacheToo) {
  for (const bool machine : {false, true}) {
    MachineCase onMachine;
    FaasCase onFunction;
    RunInputs& inputs = machine ? onMachine.inputs : onFunction.inputs;
    StreamDemand& stream = machine ? onMachine.stream : onFunction.stream;
    inputs.frontDoor.kind = FrontDoorKind::ApiGatewayRest;
    inputs.frontDoor.cacheHitRatio = 0.5;
    stream.request.work.cpu = Scalar{1e9};
    stream.arrivals = people(50, Exponential{4e9});
    inputs.window = Duration::seconds(20'000);
    onMachine.servers(100);
    const Counts counts = (machine ? onMachine.run() : onFunction.run()).metrics.counts;
    const double each = 50.0 * 20'000 / (4 + 0.5) / 2; // a cycle is 4 s of thinking, and every second time 1 s of work
    EXPECT_NEAR(static_cast<double>(counts.cacheHits), each, 0.01 * each);
    EXPECT_NEAR(static_cast<double>(counts.arrivals), each, 0.01 * each);
  }
}

} // namespace
} // namespace coldframe::test
