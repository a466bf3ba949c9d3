#include "sim/units/data_size.h"
#include "sim/units/rate.h"
#include "sim/units/time.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <type_traits>

namespace coldframe {
namespace {

TEST(Duration, ComesFromSecondsRoundedHalfToEven) {
  EXPECT_EQ(Duration::fromSeconds(4.2).ns(), 4'200'000'000);
  EXPECT_EQ(Duration::fromSeconds(0.1).ns(), 100'000'000);
  EXPECT_EQ(Duration::fromSeconds(0.5e-9).ns(), 0);
  EXPECT_EQ(Duration::fromSeconds(1.5e-9).ns(), 2);
  EXPECT_EQ(Duration::fromSeconds(2.5e-9).ns(), 2);
  EXPECT_EQ(Duration::fromSeconds(-1.5e-9).ns(), -2);
  EXPECT_EQ(Duration::fromSeconds(-0.0).ns(), 0);
}

TEST(Duration, SaturatesAtTheEndsOfItsRange) {
  EXPECT_EQ(Duration::fromSeconds(1e10), Duration::max());
  EXPECT_EQ(Duration::fromSeconds(HUGE_VAL), Duration::max());
  EXPECT_EQ(Duration::fromSeconds(9223372036.854775807), Duration::max());
  EXPECT_EQ(Duration::fromSeconds(-1e10).ns(), INT64_MIN);
  EXPECT_EQ(Duration::fromSeconds(-HUGE_VAL).ns(), INT64_MIN);
  EXPECT_EQ(Duration::fromSeconds(9.2e9).ns(), 9'200'000'000'000'000'000);
}

TEST(Duration, ReachesTwoHundredNinetyTwoYears) {
  EXPECT_GT(Duration::max().inHours(), 292 * 365.0 * 24);
  EXPECT_EQ(Duration::hours(730).inHours(), 730.0);
  EXPECT_EQ(Duration::minutes(15), Duration::seconds(900));
}

TEST(Duration, CalculatesInWholeNanoseconds) {
  const Duration d = Duration::seconds(10);
  EXPECT_EQ(d / 3, Duration::nanoseconds(3'333'333'333));
  EXPECT_EQ(d / 3 * 3, Duration::nanoseconds(9'999'999'999));
  EXPECT_EQ(d / Duration::seconds(4), 2.5);
  EXPECT_EQ(-d + d, Duration());
  EXPECT_LT(-d, Duration());
}

TEST(SimTime, IsAPointAndNotASpan) {
  const SimTime t = SimTime::at(Duration::seconds(3));
  EXPECT_EQ((t + Duration::seconds(2)) - t, Duration::seconds(2));
  EXPECT_EQ(t - Duration::seconds(3), SimTime());
  static_assert(!std::is_convertible_v<Duration, SimTime> && !std::is_convertible_v<SimTime, Duration>);
  static_assert(!std::is_convertible_v<std::int64_t, Duration> && !std::is_convertible_v<double, Duration>);
  static_assert(!std::is_convertible_v<Memory, Bytes> && !std::is_convertible_v<Bytes, Memory>);
}

TEST(Memory, CountsBinaryMegabytes) {
  EXPECT_EQ(Memory::mb(1536).inBytes(), 1'610'612'736);
  EXPECT_LT(Memory::mb(128) * 2, Memory::mb(257));
}

TEST(Bandwidth, TakesItsTime) {
  const auto fast = Bandwidth::bytesPerSecond(40e6);
  EXPECT_EQ(fast.timeFor(Bytes::mb(10)), Duration::milliseconds(250));
  EXPECT_EQ(fast.timeFor(Bytes()), Duration());
  EXPECT_EQ(Bandwidth::unlimited().timeFor(Bytes::mb(10)), Duration());
  EXPECT_EQ(Bandwidth::bytesPerSecond(0).timeFor(Bytes::of(1)), Duration::max());
  EXPECT_EQ(Bandwidth::bytesPerSecond(0).timeFor(Bytes()), Duration());
}

} // namespace
} // namespace coldframe
