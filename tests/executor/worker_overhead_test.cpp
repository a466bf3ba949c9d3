#include "sim/executor/job_client.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

WorkerOverhead overhead(const ExecutorProfile& executor, double workS, bool fresh = false, std::uint64_t task = 1) {
  return workerOverhead(executor, fresh, Duration::fromSeconds(workS), Seed{5, 0}, hashName("lambda"), task, 0);
}

TEST(WorkerOverhead, IsNothingWithoutALibrary) {
  const WorkerOverhead none = overhead(ExecutorProfile{}, 3);
  EXPECT_EQ(none.start + none.setup + none.around + none.finish, Duration());
}

TEST(WorkerOverhead, RoundsRunningTimeUpToWholeQuanta) {
  ExecutorProfile executor;
  executor.workQuantum = Duration::seconds(2);
  EXPECT_EQ(overhead(executor, 0).around, Duration::seconds(2)); // it rests before it looks
  EXPECT_EQ(overhead(executor, 0.5).around, Duration::milliseconds(1500));
  EXPECT_EQ(overhead(executor, 2).around, Duration());
  EXPECT_EQ(overhead(executor, 2.1).around, Duration::milliseconds(1900));
  executor.callOverhead = Scalar{0.4e9};
  EXPECT_EQ(overhead(executor, 1.5).around, Duration::milliseconds(500));
  EXPECT_EQ(overhead(executor, 1.7).around, Duration::milliseconds(2300));
}

TEST(WorkerOverhead, SetsUpTheRuntimeWhereItIsNotCached) {
  ExecutorProfile executor;
  executor.setupFresh = Scalar{15e9};
  executor.setupCached = Scalar{0.24e9};
  executor.workerStart = Scalar{0.03e9};
  executor.finish = Scalar{0.07e9};
  EXPECT_EQ(overhead(executor, 1, true).setup, Duration::seconds(15));
  EXPECT_EQ(overhead(executor, 1, false).setup, Duration::milliseconds(240));
  EXPECT_EQ(overhead(executor, 1).start, Duration::milliseconds(30));
  EXPECT_EQ(overhead(executor, 1).finish, Duration::milliseconds(70));
}

TEST(WorkerOverhead, BelongsToTheTaskWhateverItsEnvironment) {
  ExecutorProfile executor;
  executor.workerStart = LogNormal{30e6, 0.5};
  executor.setupFresh = LogNormal{15e9, 0.2};
  executor.finish = LogNormal{70e6, 0.3};
  EXPECT_EQ(overhead(executor, 1, true).finish, overhead(executor, 9, false).finish);
  EXPECT_EQ(overhead(executor, 1, true).start, overhead(executor, 1, false).start);
  EXPECT_NE(overhead(executor, 1, true, 1).setup, overhead(executor, 1, true, 2).setup);
}

} // namespace
} // namespace coldframe::test
