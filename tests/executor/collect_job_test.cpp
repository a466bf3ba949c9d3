#include "sim/executor/job_client.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

constexpr Seed kSeed{11, 2};

SimTime at(double s) {
  return SimTime::at(Duration::fromSeconds(s));
}
std::vector<SimTime> at(const std::vector<double>& seconds) {
  std::vector<SimTime> times;
  for (const double s : seconds)
    times.push_back(at(s));
  return times;
}

struct Client {
  ExecutorProfile executor;
  ClientLink link;
  ObjectStoreProfile store;
  JobSpec job;
  std::vector<bool> succeeded;
  bool remote = true;

  // Tasks invoked at `invoked` (the last call is made then) and visible in the store at `visible`.
  JobCollection collect(double invoked, const std::vector<double>& visible) const {
    JobSpec mine = job;
    mine.items = static_cast<std::int64_t>(visible.size());
    JobPlan plan;
    plan.submit.assign(visible.size(), at(0));
    plan.invoke.assign(visible.size(), at(invoked));
    std::vector<bool> well = succeeded;
    well.resize(visible.size(), true);
    return collectJob({executor, link, store, remote}, mine, plan, at(visible), well, kSeed, 0);
  }
};

Client waiting() { // PyWren 0.4's wait(): a LIST every 5 s
  Client client;
  client.executor.name = "waiting";
  client.executor.pollInterval = Duration::seconds(5);
  client.executor.pollLists = 1;
  client.executor.fetchThreads = 64;
  return client;
}

Client asking() { // PyWren 0.3's result(): each call in turn, a GET every 4 s
  Client client;
  client.executor.name = "asking";
  client.executor.pollInterval = Duration::seconds(4);
  client.executor.pollGets = 1;
  client.executor.fetchOrder = FetchOrder::Sequential;
  client.executor.fetch = Scalar{2e9};
  return client;
}

TEST(CollectJob, WithoutALibraryTheReplyIsTheResult) {
  Client client;
  client.link.roundTrip = Duration::milliseconds(50);
  const JobCollection out = client.collect(0, {3, 1, 2});
  EXPECT_EQ(out.statusSeen, at({3.025, 1.025, 2.025}));
  EXPECT_EQ(out.resultDone, at({3.025, 1.025, 2.025}));
  EXPECT_EQ(out.done, at(3.025));
  EXPECT_EQ(out.store.gets + out.store.lists, 0);
}

TEST(CollectJob, WithoutALibraryResultsComeWhileOthersAreStillSent) {
  Client client;
  client.link.downlink = Bandwidth::bytesPerSecond(1e6);
  client.job.outputPerItem = Bytes::mb(3);
  EXPECT_EQ(client.collect(4, {3, 4, 5, 6}).resultDone, at({6, 9, 12, 15}));
}

TEST(CollectJob, SeesWhatIsDoneOnlyWhenItLooks) {
  const JobCollection out = waiting().collect(1, {0.5, 1, 3, 6, 6.001, 14});
  EXPECT_EQ(out.statusSeen, at({1, 1, 6, 6, 11, 16}));
  EXPECT_EQ(out.done, at(16));
  EXPECT_EQ(out.store.lists, 4); // at 1, 6, 11 and 16 s
}

TEST(CollectJob, ListsAThousandKeysAPage) {
  const JobCollection out = waiting().collect(0, std::vector<double>(2001, 7));
  EXPECT_EQ(out.store.lists, 3 * 3); // three pages at 0, 5 and 10 s
  EXPECT_EQ(out.store.gets, 2001);   // the statuses; results of no bytes travel in them
}

TEST(CollectJob, FetchesResultsThatDoNotTravelWithTheStatus) {
  Client client = waiting();
  client.executor.inlineLimit = Bytes::of(8192);
  client.job.outputPerItem = Bytes::of(8192);
  EXPECT_EQ(client.collect(0, {1, 1}).store.gets, 2);
  EXPECT_EQ(client.collect(0, {1, 1}).store.bytesOut, 0);
  client.job.outputPerItem = Bytes::of(8193);
  EXPECT_EQ(client.collect(0, {1, 1}).store.gets, 4);
  EXPECT_EQ(client.collect(0, {1, 1}).store.bytesOut, 2 * 8193);
}

TEST(CollectJob, FetchesOneAfterAnotherInCallOrder) {
  // Looks at 1, 5, 9 (seen, visible at 8); fetches to 11; the second is there: to 13; the third, visible at 14, is
  // looked for at 13 and seen at 17.
  const JobCollection out = asking().collect(1, {8, 2, 14});
  EXPECT_EQ(out.statusSeen, at({9, 11, 17}));
  EXPECT_EQ(out.resultDone, at({11, 13, 19}));
  EXPECT_EQ(out.store.gets, 3 + 1 + 2);
  EXPECT_EQ(out.store.lists, 0);
}

TEST(CollectJob, FetchesWithAllItsThreadsButNoMore) {
  Client client = waiting();
  client.executor.fetchThreads = 2;
  client.executor.fetch = Scalar{1e9};
  EXPECT_EQ(client.collect(0, {5, 5, 5, 5, 5}).resultDone, at({6, 6, 7, 7, 8}));
}

TEST(CollectJob, ResultsShareTheDownlink) {
  Client client = waiting();
  client.link.downlink = Bandwidth::bytesPerSecond(1e6);
  client.job.outputPerItem = Bytes::mb(2);
  EXPECT_EQ(client.collect(0, {5, 4, 8}).resultDone, at({7, 9, 12}));
}

TEST(CollectJob, FetchesNothingFromCallsThatFailed) {
  Client client = asking();
  client.job.outputPerItem = Bytes::of(100);
  client.succeeded = {false, true};
  const JobCollection out = client.collect(0, {0, 0});
  EXPECT_EQ(out.resultDone, at({0, 2}));
  EXPECT_EQ(out.store.bytesOut, 100);
}

TEST(CollectJob, RestsFromTheEndOfOneLookToTheNext) {
  Client client = waiting();
  client.store.listLatency = Scalar{0.5e9};
  // Looks at 0, 5.5, 11 s; each shows what was there when it began, half a second later.
  const JobCollection out = client.collect(0, {5, 5.6});
  EXPECT_EQ(out.statusSeen, at({6, 11.5}));
  EXPECT_EQ(out.store.lists, 3);
}

TEST(CollectJob, RestsLongerWhereNothingIsNew) {
  Client client = waiting();
  client.executor.pollInterval = Duration::seconds(1);
  client.executor.pollIdle = Duration::seconds(3);
  // Looks at 0 (nothing), 3 (the first), 4 (nothing), 7 (the second).
  EXPECT_EQ(client.collect(0, {2, 5}).statusSeen, at({3, 7}));
}

TEST(CollectJob, ALookTakesLongerTheMoreCallsThereAre) {
  Client client = waiting();
  client.executor.pollLists = 2; // keys: a start and an end for each call
  client.executor.pollPerKey = Duration::milliseconds(1);
  client.store.listLatency = Scalar{0.1e9};
  const JobCollection out = client.collect(0, std::vector<double>(1001, 0));
  EXPECT_EQ(out.store.lists, 3); // 2,002 keys
  EXPECT_EQ(out.statusSeen.front(), at(0.3 + 2.002));
}

TEST(CollectJob, ReadsStatusesWithinTheLookInCallOrder) {
  Client client = waiting();
  client.executor.fetchThreads = 2;
  client.executor.readStatus = Scalar{1e9};
  // The look at 5 s reads three statuses, two at a time, until 7 s; the next begins 5 s after.
  const JobCollection out = client.collect(0, {4, 3, 2, 6});
  EXPECT_EQ(out.statusSeen, at({6, 6, 7, 13}));
}

TEST(CollectJob, ALoopOfItsOwnFetchesAllThatWasSeen) {
  Client client = waiting();
  client.executor.pollInterval = Duration::seconds(1);
  client.executor.fetchInterval = Duration::seconds(4);
  client.executor.fetchThreads = 2;
  client.executor.readStatus = Scalar{0.25e9};
  client.executor.fetch = Scalar{0.5e9};
  // Looks at 0, 1, 2.25, 3.5 and 4.75 s read the statuses of what is there. The loop wakes at 4 and fetches two at a
  // time until 5; what was seen at 6.25 has to wait for its next turn, at 9.
  const JobCollection out = client.collect(0, {1, 2, 3, 5});
  EXPECT_EQ(out.statusSeen, at({1.25, 2.5, 3.75, 6}));
  EXPECT_EQ(out.resultDone, at({4.5, 4.5, 5, 9.5}));
  EXPECT_EQ(out.store.gets, 4);
}

TEST(CollectJob, TheClientWorksOnOneStatusAtATimeWhateverItsThreads) {
  Client client = waiting();
  client.executor.readStatus = Scalar{0.5e9};
  client.executor.fetchWork = Duration::milliseconds(100);
  EXPECT_EQ(client.collect(0, {0, 0, 0}).statusSeen, at({0.6, 0.7, 0.8}));
}

TEST(CollectJob, LooksOneRestAfterTheFirstCallWhereItDoesNotWaitForTheLast) {
  Client client = waiting();
  client.executor.pollIdle = Duration::seconds(2);
  client.executor.looksWhileCalling = true;
  EXPECT_EQ(client.collect(3, {1, 2.5}).statusSeen, at({2, 7})); // found something at 2: the next look is at 7
}

TEST(CollectJob, AStatusIsSeenOnlyWhenItIsInTheStore) {
  Client client = waiting();
  client.executor.statusUpload = Scalar{0.5e9};
  EXPECT_EQ(client.collect(0, {4.4, 4.6}).statusSeen, at({5, 10}));
}

TEST(CollectJob, MakesNoRequestsOnTheUsersOwnMachine) {
  Client client = waiting();
  client.remote = false;
  client.job.outputPerItem = Bytes::mb(2);
  client.link.downlink = Bandwidth::bytesPerSecond(1);
  const JobCollection out = client.collect(0, {3, 7});
  EXPECT_EQ(out.done, at(10));
  EXPECT_EQ(out.store.gets + out.store.lists + out.store.bytesOut, 0);
}

} // namespace
} // namespace coldframe::test
