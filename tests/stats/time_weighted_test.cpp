#include "sim/stats/time_weighted.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace coldframe {
namespace {

SimTime at(std::int64_t seconds) {
  return SimTime::at(Duration::seconds(seconds));
}

TEST(TimeWeighted, AveragesALevelOverTime) {
  TimeWeighted running;
  running.set(at(2), 3);  // 0 for 2 s
  running.add(at(4), -1); // 3 for 2 s
  running.add(at(9), 2);  // 2 for 5 s
  EXPECT_DOUBLE_EQ(running.mean(at(10)), (0 * 2 + 3 * 2 + 2 * 5 + 4 * 1) / 10.0);
  EXPECT_EQ(running.level(), 4);
  EXPECT_EQ(running.max(), 4);
}

TEST(TimeWeighted, MayBeAskedAgainLater) {
  TimeWeighted level(at(0), 5);
  EXPECT_DOUBLE_EQ(level.mean(at(1)), 5);
  EXPECT_DOUBLE_EQ(level.mean(at(100)), 5);
  EXPECT_TRUE(level.integral(at(0)) == 0);
  level.set(at(10), 0);
  EXPECT_DOUBLE_EQ(level.mean(at(100)), 0.5);
}

TEST(TimeWeighted, CountsALevelThatLastedNoTimeOnlyInTheMaximum) {
  TimeWeighted level;
  level.set(at(1), 1000);
  level.set(at(1), 0);
  EXPECT_EQ(level.max(), 1000);
  EXPECT_DOUBLE_EQ(level.mean(at(2)), 0);
}

TEST(TimeWeighted, ForgetsTheWarmUpButKeepsTheLevel) {
  TimeWeighted level;
  level.set(at(0), 1000);
  level.set(at(5), 2);
  level.restart(at(10));
  EXPECT_EQ(level.level(), 2);
  EXPECT_EQ(level.max(), 2);
  EXPECT_EQ(level.start(), at(10));
  level.set(at(15), 4);
  EXPECT_DOUBLE_EQ(level.mean(at(20)), 3);
}

TEST(TimeWeighted, IsExactBeyondSixtyFourBits) {
  // A hundred years at a million, plus one nanosecond at one: lost in a double, overflowing in 64 bits.
  TimeWeighted level(SimTime(), 1'000'000);
  const std::int64_t century = 3'155'760'000'000'000'000;
  level.set(SimTime::atNanoseconds(century), 1);
  const TimeWeighted::Integral exact = TimeWeighted::Integral{century} * 1'000'000 + 1;
  EXPECT_TRUE(level.integral(SimTime::atNanoseconds(century + 1)) == exact);
}

TEST(TimeWeighted, ObeysLittlesLaw) {
  // ∫ number in the system = Σ time in the system, to the nanosecond.
  std::mt19937_64 random(8);
  std::vector<std::pair<std::int64_t, int>> changes;
  TimeWeighted::Integral stays = 0;
  for (int i = 0; i < 5'000; ++i) {
    const auto from = static_cast<std::int64_t>(random() % 1'000'000'000'000);
    const auto stay = static_cast<std::int64_t>(random() % 50'000'000'000);
    changes.emplace_back(from, 1);
    changes.emplace_back(from + stay, -1);
    stays += stay;
  }
  std::sort(changes.begin(), changes.end());
  TimeWeighted inSystem;
  for (const auto& [time, change] : changes)
    inSystem.add(SimTime::atNanoseconds(time), change);
  EXPECT_EQ(inSystem.level(), 0);
  EXPECT_TRUE(inSystem.integral(SimTime::atNanoseconds(changes.back().first)) == stays);
}

} // namespace
} // namespace coldframe
