#include "sim/executor/job_client.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace coldframe::test {
namespace {

constexpr Seed kSeed{11, 2};

SimTime at(double s) {
  return SimTime::at(Duration::fromSeconds(s));
}

struct Client {
  ExecutorProfile executor;
  ClientLink link;
  ObjectStoreProfile store;
  bool remote = true;
  JobPlan plan(const JobSpec& job, SimTime entered = SimTime(), std::uint64_t run = 0) const {
    return planJob({executor, link, store, remote}, job, entered, kSeed, run);
  }
};

Client library() {
  Client client;
  client.executor.name = "library";
  return client;
}

JobSpec jobOf(std::int64_t items) {
  JobSpec job;
  job.items = items;
  return job;
}

TEST(PlanJob, WithoutALibraryEveryCallIsMadeAtOnce) {
  const JobPlan plan = Client{}.plan(jobOf(50), at(3));
  ASSERT_EQ(plan.submit.size(), 50u);
  for (std::size_t task = 0; task < 50; ++task) {
    EXPECT_EQ(plan.submit[task], at(3));
    EXPECT_EQ(plan.invoke[task], at(3));
  }
  EXPECT_EQ(plan.store.puts, 0);
}

TEST(PlanJob, TheClientWorksOnOneCallAtATimeAndConnectsEachThreadOnce) {
  Client client = library();
  client.executor.invokeThreads = 2;
  client.executor.invokeWork = Duration::milliseconds(1);
  client.executor.connectWork = Duration::milliseconds(3);
  // Two threads connect one after the other; from then on the client's own work is the pace, though both are free.
  EXPECT_EQ(client.plan(jobOf(5)).submit, (std::vector{at(0), at(0.004), at(0.008), at(0.009), at(0.010)}));
  // Where the answers take longer than the work, the threads are.
  client.executor.invokeLatency = Scalar{0.010e9};
  EXPECT_EQ(client.plan(jobOf(5)).submit, (std::vector{at(0), at(0.004), at(0.014), at(0.018), at(0.025)}));
}

TEST(PlanJob, SerialisesAndUploadsBeforeTheFirstCall) {
  Client client = library();
  client.executor.serialise = Scalar{0.5e9};
  client.executor.functionBytes = Bytes::mb(1);
  client.executor.uploadsPerJob = 2;
  client.link.uplink = Bandwidth::bytesPerSecond(1e6);
  client.link.roundTrip = Duration::milliseconds(100);
  client.store.putLatency = Scalar{0.04e9};
  JobSpec job = jobOf(10);
  job.inputPerItem = Bytes::of(300'000);
  const JobPlan plan = client.plan(job, at(1));
  // 0.5 s + (1 MB + 3 MB) at 1 MB/s + two PUTs of 40 ms and a round trip each.
  EXPECT_EQ(plan.submit.front(), at(1 + 0.5 + 4 + 2 * 0.14));
  EXPECT_EQ(plan.store.puts, 2);
  EXPECT_EQ(plan.store.bytesIn, 4'000'000);
}

TEST(PlanJob, UploadsNothingThatWorkersFetchThemselves) {
  Client client = library();
  client.executor.uploadsPerJob = 1;
  client.link.uplink = Bandwidth::bytesPerSecond(1e6);
  JobSpec job = jobOf(10);
  job.inputPerItem = Bytes::mb(100);
  job.inputFrom = InputFrom::Internet;
  EXPECT_EQ(client.plan(job).submit.front(), at(0));
  EXPECT_EQ(client.plan(job).store.bytesIn, 0);
}

TEST(PlanJob, SendsNothingWhenTheWorkStaysOnTheUsersMachine) {
  Client client = library();
  client.remote = false;
  client.executor.uploadsPerJob = 2;
  client.link.uplink = Bandwidth::bytesPerSecond(1);
  client.link.roundTrip = Duration::seconds(5);
  JobSpec job = jobOf(10);
  job.inputPerItem = Bytes::mb(100);
  const JobPlan plan = client.plan(job);
  EXPECT_EQ(plan.invoke.back(), at(0));
  EXPECT_EQ(plan.store.puts, 0);
}

TEST(PlanJob, InputsWithoutUploadTravelInTheCallsOneAfterAnother) {
  Client client;
  client.link.uplink = Bandwidth::bytesPerSecond(1e6);
  JobSpec job = jobOf(7);
  job.batch = 3;
  job.inputPerItem = Bytes::mb(1);
  const JobPlan plan = client.plan(job);
  EXPECT_EQ(plan.invoke, (std::vector<SimTime>{at(3), at(6), at(7)}));
}

TEST(PlanJob, CallsAtThePaceOfItsThreads) {
  Client client = library();
  client.executor.invokeThreads = 64;
  client.executor.invokeLatency = Scalar{0.08e9};
  const JobPlan plan = client.plan(jobOf(1000));
  // 64 every 80 ms are 800 a second: the last of 1,000 goes in the sixteenth round.
  EXPECT_EQ(plan.submit.front(), at(0));
  EXPECT_EQ(plan.submit.back(), at(15 * 0.08));
  EXPECT_EQ(plan.invoke.back(), at(16 * 0.08));
  client.link.roundTrip = Duration::milliseconds(20); // keeps the thread too; the platform has the call half-way
  EXPECT_EQ(client.plan(jobOf(65)).submit.back(), at(0.1));
  EXPECT_EQ(client.plan(jobOf(65)).invoke.back(), at(0.1 + 0.08 + 0.01));
}

TEST(PlanJob, AThreadThatIsFreeFirstTakesTheNextTask) {
  Client client = library();
  client.executor.invokeThreads = 8;
  client.executor.invokeLatency = LogNormal{0.5e9, 0.6};
  const JobPlan plan = client.plan(jobOf(400));
  EXPECT_TRUE(std::ranges::is_sorted(plan.submit));
  std::multiset<SimTime> free(plan.invoke.begin(), plan.invoke.begin() + 8);
  for (std::size_t task = 8; task < 400; ++task) {
    EXPECT_EQ(plan.submit[task], *free.begin());
    free.erase(free.begin());
    free.insert(plan.invoke[task]);
  }
}

TEST(PlanJob, IsTheSameForTheSameRunAndAnotherForTheNext) {
  Client client = library();
  client.executor.invokeLatency = LogNormal{0.5e9, 0.6};
  EXPECT_EQ(client.plan(jobOf(50)).invoke, client.plan(jobOf(50)).invoke);
  EXPECT_NE(client.plan(jobOf(50)).invoke, client.plan(jobOf(50), SimTime(), 1).invoke);
}

} // namespace
} // namespace coldframe::test
