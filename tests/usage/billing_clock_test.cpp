#include "sim/usage/billing_clock.h"

#include <gtest/gtest.h>

#include <string>

namespace coldframe {
namespace {

const BillingClock& clockNamed(std::string_view name) {
  for (const BillingClock& clock : kBillingClocks)
    if (clock.name == name)
      return clock;
  ADD_FAILURE() << "no clock " << name;
  return kBillingClocks[0];
}

Duration ms(double n) {
  return Duration::nanoseconds(static_cast<std::int64_t>(n * 1e6 + 0.5));
}

// Log lines of AWS Lambda and its documentation, as listed in docs/models.md, "Billing clocks".
TEST(BillingClock, RoundsTheSumOfDurationAndInitAsRealLogLinesDo) {
  const BillingClock& clock = clockNamed("1ms+init");
  EXPECT_EQ(clock.billedMs(ms(1233.96), ms(463.512)), 1698);
  EXPECT_EQ(clock.billedMs(ms(1049.63), ms(1293.83)), 2344);
  EXPECT_EQ(clock.billedMs(ms(133.61), ms(80.00)), 214);
  EXPECT_EQ(clock.billedMs(ms(900000.00), ms(544.9)), 900545);
  EXPECT_EQ(clock.billedMs(ms(2338.66), ms(182)), 2521);
}

TEST(BillingClock, LeavesInitOutWhereItWasFree) {
  EXPECT_EQ(clockNamed("1ms").billedMs(ms(1233.96), ms(463.512)), 1234);
  EXPECT_EQ(clockNamed("100ms").billedMs(ms(1848.19), ms(300)), 1900);
  EXPECT_EQ(clockNamed("100ms").billedMs(ms(1900), ms(0)), 1900);
  EXPECT_EQ(clockNamed("100ms").billedMs(ms(1900.000001), ms(0)), 2000);
}

TEST(BillingClock, HasAMinimumWhereTheProviderHasOne) {
  EXPECT_EQ(clockNamed("1ms,min100ms+init").billedMs(ms(3), ms(0)), 100);
  EXPECT_EQ(clockNamed("1ms,min100ms+init").billedMs(ms(495), ms(0)), 495);
  EXPECT_EQ(clockNamed("1ms,min1s+init").billedMs(ms(0.1), ms(500)), 1000);
}

TEST(BillingClock, BillsNothingForNothingWithoutAMinimum) {
  for (const BillingClock& clock : kBillingClocks)
    EXPECT_EQ(clock.billedMs(Duration(), Duration()), clock.minimum.ns() / 1'000'000) << clock.name;
}

} // namespace
} // namespace coldframe
