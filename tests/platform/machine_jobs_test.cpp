#include "tests/platform/faas_case.h"
#include "tests/platform/machine_case.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace coldframe::test {
namespace {

TEST(Carrots, TakeEightyFortyOrTenSeconds) {
  for (const auto& [harvesters, expected] : {std::pair{1, 80.0}, {2, 40.0}, {8, 10.0}}) {
    MachineCase field;
    field.items(80, 10).cpu(seconds(1)).servers(harvesters);
    EXPECT_EQ(field.makespan(), expected);
    field.model.vcpus = 8; // more cores than harvesters change nothing
    EXPECT_EQ(field.makespan(), expected);
  }
}

TEST(MachineJobs, EqualTasksTakeAsManyRoundsAsSlotsAllow) {
  for (const std::int64_t machines : {1, 3})
    for (const std::int64_t items : {1, 11, 12, 13, 100}) {
      MachineCase test;
      test.items(items).cpu(seconds(2)).servers(4);
      test.model.count = machines;
      const std::int64_t workers = 4 * machines;
      EXPECT_EQ(test.makespan(), 2 * static_cast<double>((items + workers - 1) / workers))
          << items << " on " << workers;
    }
}

TEST(MachineJobs, StayWithinGrahamsBounds) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    MachineCase test;
    test.items(60).cpu(LogNormal{1e9, 1.2}).servers(7);
    double sum = 0;
    double largest = 0;
    for (std::int64_t item = 0; item < 60; ++item) {
      const double s = static_cast<double>(itemWork(test.job.job, Seed{2018, seed}, item, 0).cpuNs) / 1e9;
      sum += s;
      largest = std::max(largest, s);
    }
    const double makespan = test.makespan(seed);
    EXPECT_GE(makespan, std::max(sum / 7, largest) - 1e-9);
    EXPECT_LE(makespan, sum / 7 + (1 - 1.0 / 7) * largest + 1e-9);
  }
}

TEST(MachineJobs, DoTheSameWorkInEveryBatchSizeOnOneSlot) {
  MachineCase test;
  test.cpu(LogNormal{1e9, 0.5}).io(Exponential{2e9}).servers(1);
  const double oneByOne = test.items(200, 1).makespan();
  for (const std::int64_t batch : {2, 7, 200})
    EXPECT_NEAR(test.items(200, batch).makespan(), oneByOne, 1e-6) << batch;
}

TEST(MachineJobs, AFasterMachineShortensCpuPartsOnly) {
  MachineCase test;
  test.items(1, 1).cpu(seconds(6)).io(seconds(5)).servers(1);
  EXPECT_EQ(test.makespan(), 11);
  test.model.speed = 2;
  EXPECT_EQ(test.makespan(), 8);
}

TEST(MachineJobs, ThatMostlyWaitRunHundredsAtATimeOnOneBox) {
  // A page: 10 s of waiting and 10 ms of work. Memory allows 800 on 4 vCPUs, CPU alone 4,004.
  MachineCase box;
  box.items(800).cpu(seconds(0.01)).io(seconds(10));
  box.model.vcpus = 4;
  box.job.job.baseMemory = Memory::mb(20);
  box.model.memory = Memory::mb(16'000);
  box.inputs.demand = box.job;
  EXPECT_EQ(slotsPerMachine(box.model, box.inputs.demand), 800);
  // All wait at once; then 8 s of work are shared by four vCPUs.
  const RunOutput run = box.run();
  EXPECT_DOUBLE_EQ(run.metrics.makespans.at(0).inSeconds(), 12);
  EXPECT_EQ(run.metrics.maxRunning, 800u);
  EXPECT_NEAR(run.metrics.busyVcpuNs, 8e9, 1);
}

TEST(MachineJobs, ShareCpuExactlyAmongTheTasksOfAMachine) {
  // Two slots on one vCPU. Task 0 computes 4 s, task 1 waits 1 s and computes 1 s: alone to t = 1, half speed until
  // task 1 has its second at t = 3, then alone: 1 + 1 + 2 = 4 s of work at t = 5.
  MachineCase test;
  test.items(2).cpu(Empirical{{1e9}}).servers(1).slots(2);
  test.at({0, 0});
  test.isJob = false;
  test.window(100);
  test.stream.request.work.recorded = std::make_shared<const std::vector<Work>>(
      std::vector<Work>{{4'000'000'000, 0, 0}, {1'000'000'000, 1'000'000'000, 0}});
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.response.max(), 5'000'000'000);
  EXPECT_EQ(run.metrics.response.min(), 3'000'000'000);
}

TEST(MachineJobs, SpreadOverTheMachinesWithTheFewestTasks) {
  MachineCase test; // 4 tasks on 4 machines with room for 4 each: nobody shares
  test.items(4).cpu(seconds(10)).servers(1).slots(4);
  test.model.count = 4;
  EXPECT_EQ(test.makespan(), 10);
}

TEST(MachineJobs, ATaskThatCanUsesIdleVcpus) {
  MachineCase test;
  test.items(1).cpu(seconds(8)).servers(4).slots(1);
  test.job.job.item.parallelFraction = 0.5;
  EXPECT_NEAR(test.makespan(), 8 * (0.5 + 0.5 / 4), 1e-8);
  test.items(4).slots(4); // all vCPUs are taken: nothing to gain
  EXPECT_NEAR(test.makespan(), 8, 1e-8);
}

TEST(PerJobMachines, BootBeforeTheFirstTaskAndStopAfterTheLast) {
  MachineCase test;
  test.items(10).cpu(seconds(3)).servers(2);
  test.model.count = 2;
  test.model.hours = MachineHours::PerJob;
  test.model.boot = seconds(20);
  test.model.appStart = seconds(5);
  test.model.diskGb = 8;
  test.model.publicAddress = true;
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.makespans.at(0), Duration::seconds(25 + 9));
  ASSERT_EQ(run.usage.instances.size(), 1u);
  EXPECT_EQ(run.usage.instances[0].length, Duration::seconds(34));
  EXPECT_EQ(run.usage.instances[0].count, 2);
  EXPECT_EQ(run.usage.instances[0].type, "m5.large");
  EXPECT_EQ(run.usage.diskGbMs, 2 * 8 * 34'000);
  EXPECT_EQ(run.usage.addressNs, 2 * 34'000'000'000);
  EXPECT_EQ(run.metrics.paidVcpuNs, 2 * 2 * 34e9);
  EXPECT_EQ(run.metrics.counts.environmentsStarted, 2u);
}

TEST(PerJobMachines, TakeTasksAsTheyComeUp) {
  MachineCase test; // up after 10 and 30 s: the first does four tasks of 5 s before the second is there
  test.items(6).cpu(seconds(5)).servers(1);
  test.model.count = 2;
  test.model.hours = MachineHours::PerJob;
  test.model.boot = Empirical{{10e9, 30e9}};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const double makespan = test.makespan(seed);
    EXPECT_TRUE(makespan == 25 || makespan == 35 || makespan == 45) << makespan; // both early, one, none
  }
}

TEST(PerJobMachines, ServeOneRunEach) {
  MachineCase test; // three runs at once do not wait for each other
  test.items(4).cpu(seconds(10)).servers(2);
  test.model.hours = MachineHours::PerJob;
  test.model.boot = seconds(30);
  test.job.starts = {SimTime(), SimTime(), SimTime::at(Duration::seconds(5)), SimTime::at(Duration::seconds(500))};
  const RunOutput run = test.run();
  ASSERT_EQ(run.metrics.makespans.size(), 4u);
  for (const Duration makespan : run.metrics.makespans)
    EXPECT_EQ(makespan, Duration::seconds(50));
  EXPECT_EQ(run.usage.instances.at(0).count, 4);
  test.model.hours = MachineHours::Always; // one box for all: they do
  EXPECT_EQ(test.run().metrics.makespans.at(2), Duration::seconds(55));
}

TEST(AlwaysOnMachines, ArePaidForTheWholeWindow) {
  MachineCase test;
  test.items(10).cpu(seconds(3)).servers(2).window(3600);
  test.model.count = 3;
  const RunOutput run = test.run();
  ASSERT_EQ(run.usage.instances.size(), 1u);
  EXPECT_EQ(run.usage.instances[0].length, Duration::hours(1));
  EXPECT_EQ(run.usage.instances[0].count, 3);
  EXPECT_NEAR(run.metrics.busyVcpuNs / run.metrics.paidVcpuNs, 30.0 / (3 * 2 * 3600), 1e-12);
}

TEST(UsersMachine, IsNotBilledAndSendsNothing) {
  MachineCase laptop;
  laptop.items(10).cpu(seconds(3)).servers(4).window(60);
  laptop.model.instanceType = "";
  laptop.model.remote = false;
  laptop.inputs.client.uplink = Bandwidth::bytesPerSecond(1);
  laptop.inputs.client.roundTrip = Duration::seconds(1);
  laptop.job.job.inputPerItem = Bytes::mb(10);
  laptop.job.job.outputPerItem = Bytes::mb(10);
  const RunOutput run = laptop.run();
  EXPECT_EQ(run.metrics.makespans.at(0), Duration::seconds(9));
  EXPECT_TRUE(run.usage.instances.empty());
  EXPECT_EQ(run.usage.bytesToInternet, 0);
}

TEST(UsersMachine, FetchesFromTheInternetOverItsOwnLine) {
  MachineCase test; // 20 pages of 1 MB over 2 MB/s take 10 s, however many are asked for at once
  test.items(20).cpu(Scalar{0}).io(seconds(1)).slots(20);
  test.job.job.inputPerItem = Bytes::mb(1);
  test.job.job.inputFrom = InputFrom::Internet;
  test.inputs.client.downlink = Bandwidth::bytesPerSecond(2e6);
  test.model.remote = false;
  EXPECT_EQ(test.makespan(), 10);
  test.model.remote = true; // in the cloud nothing passes the user's line
  EXPECT_EQ(test.makespan(), 1);
}

TEST(RemoteMachines, GetTheUsersDataOverTheUplinkAndSendResultsDown) {
  MachineCase test;
  test.items(4).cpu(seconds(2)).servers(4);
  test.job.job.inputPerItem = Bytes::mb(1);
  test.job.job.outputPerItem = Bytes::mb(3);
  test.inputs.client.uplink = Bandwidth::bytesPerSecond(1e6);
  test.inputs.client.downlink = Bandwidth::bytesPerSecond(1e6);
  // Inputs arrive at 1, 2, 3 and 4 s, results are ready at 3, 4, 5 and 6 s and take 3 s each on the line.
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.makespans.at(0), Duration::seconds(15));
  EXPECT_EQ(run.usage.bytesToInternet, 12'000'000);
}

TEST(ExternalLimits, HoldItemsToTheRateOfTheSite) {
  MachineCase test;
  test.items(100).cpu(Scalar{0}).io(seconds(1)).slots(100);
  test.inputs.external.maxRate = Rate::perSecond(10);
  EXPECT_NEAR(test.makespan(), 9.9 + 1, 1e-6);
}

TEST(ExternalLimits, HoldItemsToTheConcurrencyOfTheSite) {
  MachineCase test;
  test.items(100, 5).cpu(seconds(0.5)).io(seconds(1)).servers(20);
  test.inputs.external.maxConcurrency = 4;
  // 100 calls of 1 s, four at a time; the last item's own work comes after.
  EXPECT_NEAR(test.makespan(), 25 + 0.5, 1e-6);
}

TEST(MachineJobs, WithATaskTooLargeForTheMachineFail) {
  MachineCase test;
  test.items(10).cpu(seconds(1)).servers(2);
  test.model.memory = Memory::mb(1000);
  test.job.job.baseMemory = Memory::mb(400);
  test.job.job.item.memory = Empirical{{1e6, 900e6}};
  const RunOutput run = test.run();
  EXPECT_GT(run.metrics.counts.outOfMemory, 0u);
  EXPECT_LT(run.metrics.counts.outOfMemory, 10u);
  EXPECT_EQ(run.metrics.counts.failed, run.metrics.counts.outOfMemory);
  EXPECT_TRUE(run.metrics.counts.conserved());
  EXPECT_EQ(run.metrics.jobRunsComplete, 0u);
  ASSERT_NE(limitOf(run, LimitKind::Memory), nullptr);
  EXPECT_EQ(limitOf(run, LimitKind::Memory)->over, run.metrics.counts.outOfMemory);
  EXPECT_EQ(run.metrics.makespans.size(), 1u) << "the client learns that it failed";
}

TEST(MachineJobs, ThroughALibraryPayItsOverheadsAndLimits) {
  MachineCase test;
  test.items(4).cpu(seconds(3)).servers(2);
  ExecutorProfile& library = test.inputs.executor;
  library.name = "library";
  library.invokeThreads = 64;
  library.setupFresh = seconds(10);
  library.setupCached = seconds(1);
  library.workQuantum = Duration::seconds(2);
  library.getsPerCall = 3;
  library.putsPerCall = 2;
  library.uploadsPerJob = 1;
  test.inputs.store.getLatency = seconds(0.1);
  test.inputs.store.putLatency = seconds(0.2);
  // Upload 0.2; the machine's first task: set-up 10 + GETs 0.3 + 3 s in quanta of 2 (4) + PUTs 0.4. The other slot does
  // three tasks of 1 + 4.7 in the meantime and after.
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.makespans.at(0), Duration::milliseconds(200 + 3 * 5'700));
  EXPECT_EQ(run.usage.objectStore.gets, 4 * 3);
  EXPECT_EQ(run.usage.objectStore.puts, 4 * 2 + 1);
  library.taskLimit = Duration::seconds(10); // less than the first set-up
  const RunOutput stopped = test.run();
  EXPECT_EQ(stopped.metrics.counts.timedOut, 1u);
  EXPECT_EQ(stopped.metrics.counts.completed, 3u);
}

TEST(MachineJobs, ShareTheStoresBandwidthAndItsRequestRate) {
  MachineCase test;
  test.items(4).cpu(seconds(1)).servers(4);
  test.job.job.inputPerItem = Bytes::mb(100);
  ExecutorProfile& library = test.inputs.executor;
  library.name = "library";
  library.invokeThreads = 64;
  library.getsPerCall = 1;
  library.putsPerCall = 1;
  test.inputs.store.aggregate = Bandwidth::bytesPerSecond(100e6);
  EXPECT_EQ(test.run().metrics.makespans.at(0), Duration::seconds(4)); // the last reads from 3 s on
  test.inputs.store.aggregate = Bandwidth::unlimited();
  test.inputs.store.putRate = Rate::perSecond(0.5);
  EXPECT_EQ(test.run().metrics.makespans.at(0), Duration::seconds(7)); // written at 1, 3, 5 and 7 s
  test.inputs.store.prefixes = 2;
  EXPECT_EQ(test.run().metrics.makespans.at(0), Duration::seconds(4)); // at 1, 2, 3 and 4 s
  library.taskLimit = Duration::milliseconds(2'500);
  const RunOutput stopped = test.run();
  EXPECT_EQ(stopped.metrics.counts.completed, 2u);
  EXPECT_EQ(stopped.metrics.counts.timedOut, 2u);
  EXPECT_EQ(stopped.metrics.makespans.at(0), Duration::milliseconds(2'500));
  EXPECT_EQ(limitOf(stopped, LimitKind::Time)->over, 2u);
  test.inputs.store.putRate = Rate::unlimited();
  test.inputs.store.getRate = Rate::perSecond(0.5);
  library.taskLimit = Duration();
  EXPECT_EQ(test.run().metrics.makespans.at(0), Duration::seconds(4)); // read at 0, 1, 2 and 3 s
  test.model.remote = false;
  EXPECT_EQ(test.run().metrics.makespans.at(0), Duration::seconds(1)) << "nothing stands between on the user's machine";
}

TEST(MachineJobs, FailByThemselvesAtTheirRate) {
  MachineCase test;
  test.items(20'000).cpu(seconds(1)).servers(100);
  test.job.job.failureProbability = 0.1;
  const RunOutput run = test.run();
  EXPECT_NEAR(static_cast<double>(run.metrics.counts.errors), 2000, 4 * std::sqrt(20'000 * 0.1 * 0.9));
  EXPECT_TRUE(run.metrics.counts.conserved());
}

TEST(MachineJobs, ThatFailAreTriedAgainAsOftenAsTheyMay) {
  constexpr double p = 0.3;
  constexpr std::int64_t n = 20'000;
  MachineCase test;
  test.items(n).cpu(seconds(1)).servers(1);
  test.job.job.failureProbability = p;
  test.model.attempts = 3;
  const RunOutput run = test.run();
  const Counts& counts = run.metrics.counts;
  const double lost = p * p * p;
  EXPECT_NEAR(static_cast<double>(counts.failed), n * lost, 4 * std::sqrt(n * lost * (1 - lost)));
  // Tries of a task: 1, 2, 3 with probability 1 − p, p (1 − p), p²; each takes a second of the only slot.
  const double mean = 1 + p + p * p;
  const double square = (1 - p) + 4 * p * (1 - p) + 9 * p * p;
  EXPECT_NEAR(static_cast<double>(counts.attempts), n * mean, 4 * std::sqrt(n * (square - mean * mean)));
  EXPECT_EQ(run.metrics.makespans.at(0), Duration::seconds(static_cast<std::int64_t>(counts.attempts)));
  EXPECT_EQ(counts.attempts, n + counts.retried);
  EXPECT_EQ(counts.started, counts.attempts);
  EXPECT_EQ(counts.errors, counts.retried + counts.failed);
  EXPECT_TRUE(counts.conserved());
}

TEST(MachineJobs, TriedAgainWaitBehindAllOthers) {
  MachineCase test; // three tasks on one slot, all failing twice
  test.items(3).cpu(seconds(1)).servers(1);
  test.job.job.failureProbability = 1;
  test.model.attempts = 2;
  TraceBuilder builder;
  const RunOutput run = test.run(0, &builder);
  const Trace trace = builder.build();
  ASSERT_EQ(trace.rows(), 6u);
  for (std::size_t row = 0; row < 6; ++row) {
    EXPECT_EQ(trace.count(Count::FirstItem, row), static_cast<std::int64_t>(row % 3));
    EXPECT_EQ(trace.count(Count::Attempt, row), static_cast<std::int64_t>(row / 3));
    EXPECT_EQ(trace.stamp(Stamp::Start, row), SimTime::at(Duration::seconds(static_cast<std::int64_t>(row))));
  }
  EXPECT_EQ(run.metrics.counts.failed, 3u);
  EXPECT_EQ(run.metrics.jobRunsComplete, 0u);
}

TEST(MachineTraces, HaveTheNineStampsOfEachTaskInOrder) {
  for (const bool shared : {false, true}) {
    MachineCase test;
    test.items(50, 3).cpu(Exponential{1e9}).io(Exponential{1e9}).servers(2).slots(shared ? 4 : 2);
    test.model.count = 2;
    test.inputs.executor.name = "library";
    test.inputs.executor.setupFresh = seconds(2);
    test.inputs.executor.finish = seconds(0.1);
    test.inputs.executor.fetch = seconds(0.3);
    test.inputs.client.roundTrip = Duration::milliseconds(40);
    TraceBuilder builder;
    const RunOutput run = test.run(0, &builder);
    const Trace trace = builder.build();
    ASSERT_EQ(trace.rows(), 17u);
    std::int64_t items = 0;
    double done = 0;
    for (std::size_t row = 0; row < trace.rows(); ++row) {
      SimTime last;
      for (std::size_t stamp = 0; stamp < kStampCount; ++stamp) {
        const auto at = trace.stamp(static_cast<Stamp>(stamp), row);
        ASSERT_TRUE(at) << kStampNames[stamp];
        EXPECT_GE(*at, last) << kStampNames[stamp];
        last = *at;
      }
      done = std::max(done, last.inSeconds());
      items += *trace.count(Count::Items, row);
      EXPECT_LT(*trace.count(Count::Worker, row), shared ? 8 : 4);
    }
    EXPECT_EQ(items, 50);
    EXPECT_EQ(done, run.metrics.makespans.at(0).inSeconds());
  }
}

} // namespace
} // namespace coldframe::test
