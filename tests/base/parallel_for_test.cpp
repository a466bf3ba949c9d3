#include "sim/base/parallel_for.h"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <cstdint>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace coldframe {
namespace {

std::vector<std::uint64_t> squares(std::size_t count, unsigned jobs) {
  std::vector<std::uint64_t> slots(count);
  const std::size_t done = parallelFor(count, jobs, {}, [&](std::size_t i) {
    slots[i] = i * i;
    return true;
  });
  EXPECT_EQ(done, count);
  return slots;
}

TEST(ParallelForThreads, GivesTheSameResultWithAnyNumberOfThem) {
  const auto alone = squares(1000, 1);
  EXPECT_EQ(alone[999], 998'001U);
  for (const unsigned jobs : {0U, 2U, 3U, 8U, 64U})
    EXPECT_EQ(squares(1000, jobs), alone) << jobs << " jobs";
}

TEST(ParallelForThreads, RunsEveryTaskOnceAndNoneForNone) {
  for (const unsigned jobs : {1U, 4U}) {
    std::vector<std::atomic<int>> runs(500);
    EXPECT_EQ(parallelFor(runs.size(), jobs, {}, [&](std::size_t i) { return ++runs[i] > 0; }), runs.size());
    for (const auto& n : runs)
      EXPECT_EQ(n, 1);
    EXPECT_EQ(parallelFor(0, jobs, {}, [](std::size_t) -> bool { throw std::logic_error("no task to run"); }), 0U);
  }
}

TEST(ParallelForThreads, ReallyWorksAtTheSameTime) {
  // Each of the two tasks waits for the other: on one thread this would never end.
  std::barrier meeting(2);
  std::mutex guard;
  std::set<std::thread::id> ids;
  EXPECT_EQ(parallelFor(2, 2, {},
                        [&](std::size_t) {
                          meeting.arrive_and_wait();
                          const std::scoped_lock lock(guard);
                          ids.insert(std::this_thread::get_id());
                          return true;
                        }),
            2U);
  EXPECT_EQ(ids.size(), 2U);
}

TEST(ParallelFor, WithOneJobStaysOnTheCallingThreadAndInOrder) {
  const std::thread::id caller = std::this_thread::get_id();
  std::vector<std::size_t> order;
  parallelFor(20, 1, {}, [&](std::size_t i) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    order.push_back(i);
    return true;
  });
  for (std::size_t i = 0; i < order.size(); ++i)
    EXPECT_EQ(order[i], i);
  EXPECT_EQ(order.size(), 20U);
}

TEST(ParallelFor, CountsTheFinishedPrefixWhenATaskGivesUp) {
  // The tasks after the one that gave up still ran; they are not part of the prefix.
  std::vector<int> ran(10);
  EXPECT_EQ(parallelFor(10, 1, {},
                        [&](std::size_t i) {
                          ran[i] = 1;
                          return i != 6;
                        }),
            6U);
  EXPECT_EQ(ran[9], 1);
  EXPECT_EQ(parallelFor(10, 1, {}, [](std::size_t i) { return i != 0; }), 0U);
}

TEST(ParallelForThreads, StartsNothingMoreOnceStopped) {
  for (const unsigned jobs : {1U, 4U}) {
    std::stop_source stop;
    std::atomic<std::size_t> started{0};
    const std::size_t done = parallelFor(100'000, jobs, stop.get_token(), [&](std::size_t i) {
      ++started;
      if (i == 50)
        stop.request_stop();
      return true;
    });
    EXPECT_GE(done, 51U) << "what was started before it is finished";
    EXPECT_LT(done, 100'000U);
    EXPECT_EQ(done, started) << "every started task ended, and they were started in order";
  }
}

TEST(ParallelFor, RunsNothingWhenStoppedBefore) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(parallelFor(10, 4, stop.get_token(), [](std::size_t) -> bool { throw std::logic_error("started"); }), 0U);
}

TEST(ParallelForThreads, PassesAnExceptionToTheCaller) {
  for (const unsigned jobs : {1U, 4U}) {
    std::atomic<std::size_t> started{0};
    const auto run = [&] {
      parallelFor(100'000, jobs, {}, [&](std::size_t i) -> bool {
        ++started;
        if (i == 10)
          throw std::runtime_error("task 10 broke");
        return true;
      });
    };
    try {
      run();
      ADD_FAILURE() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "task 10 broke");
    }
    EXPECT_LT(started, 100'000U) << "the rest is not started";
  }
}

TEST(ParallelForThreads, PassesTheExceptionOfTheLowestIndex) {
  std::barrier meeting(4);
  try {
    parallelFor(4, 4, {}, [&](std::size_t i) -> bool {
      meeting.arrive_and_wait(); // all four throw
      throw std::runtime_error(std::to_string(i));
    });
    ADD_FAILURE() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "0");
  }
}

TEST(AvailableThreads, IsAtLeastOne) {
  EXPECT_GE(availableThreads(), 1U);
}

} // namespace
} // namespace coldframe
