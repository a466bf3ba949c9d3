// Tasks of a job and the object store's limits: what all workers together may ask of it and move.
#include "sim/trace/trace_builder.h"
#include "tests/platform/faas_case.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace coldframe::test {
namespace {

// Tasks of one item each, all called at 0, through a library that reads and writes once.
struct StoreCase : FaasCase {
  JobDemand job;

  explicit StoreCase(std::int64_t tasks) {
    job.job.items = tasks;
    job.starts = {SimTime()};
    inputs.executor.name = "library";
    inputs.executor.getsPerCall = 1;
    inputs.executor.putsPerCall = 1;
    inputs.executor.invokeThreads = 1000;
  }
  Trace trace() {
    TraceBuilder builder;
    run(0, &builder);
    return builder.build();
  }
  RunOutput run(std::uint64_t replication = 0, TraceBuilder* builder = nullptr) {
    inputs.demand = job;
    return simulateFaas(model, inputs, Seed{2018, replication}, builder, {});
  }
};

std::vector<double> sorted(const Trace& trace, Stamp stamp) {
  std::vector<double> times;
  for (std::size_t row = 0; row < trace.rows(); ++row)
    times.push_back(trace.stamp(stamp, row)->inSeconds());
  std::ranges::sort(times);
  return times;
}

TEST(FaasStore, ReadsPassItsRequestRateOneAfterAnother) {
  StoreCase test(5);
  test.inputs.store.getRate = Rate::perSecond(2);
  EXPECT_EQ(sorted(test.trace(), Stamp::FuncStart), (std::vector<double>{0, 0.5, 1, 1.5, 2}));
}

TEST(FaasStore, ATaskStillInItsSetUpHoldsNoOtherUp) {
  StoreCase test(40);
  test.inputs.store.getRate = Rate::perSecond(1e6);
  test.inputs.executor.setupFresh = Uniform{1e9, 9e9};
  const Trace trace = test.trace();
  for (std::size_t row = 0; row < trace.rows(); ++row)
    EXPECT_NEAR(trace.stamp(Stamp::FuncStart, row)->inSeconds(), trace.stamp(Stamp::SetupDone, row)->inSeconds(), 1e-4);
}

TEST(FaasStore, InputsShareItsTotalBandwidth) {
  StoreCase test(4);
  test.job.job.inputPerItem = Bytes::mb(100);
  test.inputs.store.aggregate = Bandwidth::bytesPerSecond(100e6);
  EXPECT_EQ(sorted(test.trace(), Stamp::FuncStart), (std::vector<double>{0, 1, 2, 3}));
}

// What the client sees of a task is of the call it waits for, though a twin of it may end later.
TEST(FaasJobs, TheClientsStampsAreNotThoseOfATwin) {
  StoreCase test(200);
  test.job.job.item.cpu = seconds(1);
  test.model.noise = Uniform{0.1, 10};
  test.model.invocation = Invocation::Async;
  test.model.async.duplicateShare = 0.5;
  const Trace trace = test.trace();
  EXPECT_GT(trace.rows(), 250u);
  std::size_t seen = 0;
  for (std::size_t row = 0; row < trace.rows(); ++row)
    if (const auto status = trace.stamp(Stamp::StatusSeen, row)) {
      ++seen;
      EXPECT_GE(*status, *trace.stamp(Stamp::End, row));
    }
  EXPECT_EQ(seen, 200u);
}

TEST(FaasStore, HoldsUpNobodyWhoseInputTravelsInTheCall) {
  StoreCase test(4);
  test.inputs.executor = {};
  test.job.job.inputPerItem = Bytes::mb(1);
  test.inputs.store.aggregate = Bandwidth::bytesPerSecond(1e6);
  test.inputs.store.getRate = Rate::perSecond(1);
  EXPECT_EQ(sorted(test.trace(), Stamp::FuncStart), std::vector<double>(4, 0));
}

TEST(FaasStore, TheTimeCapStrikesAWriteThatWaits) {
  StoreCase test(5);
  test.job.job.item.cpu = seconds(1);
  test.inputs.store.putRate = Rate::perSecond(1);
  test.model.timeout = Duration::milliseconds(3'500);
  // The writes may go at 1, 2, 3, 4 and 5 s: the last two never do.
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.completed, 3U);
  EXPECT_EQ(run.metrics.counts.timedOut, 2U);
  EXPECT_EQ(run.metrics.service.max(), 3'500'000'000);
  EXPECT_EQ(run.usage.objectStore.puts, 3);
  for (const LimitObservation& seen : run.metrics.limits)
    if (seen.kind == LimitKind::Time) {
      EXPECT_EQ(seen.of, 5U);
      EXPECT_EQ(seen.over, 2U);
      EXPECT_EQ(seen.largest, 5e9);
    }
}

} // namespace
} // namespace coldframe::test
