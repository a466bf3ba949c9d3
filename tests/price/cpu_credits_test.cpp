// The day plan of the EC2 user guide (2023-01) for a t3.nano without a limit, figure by figure.
#include "sim/price/cpu_credits.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

TEST(CpuCredits, FollowTheDayPlanOfTheUserGuide) {
  const auto rate = creditRateOf("t3.nano");
  ASSERT_TRUE(rate);
  CreditAccount account(*rate);
  account.run(Duration::hours(24), 0);
  EXPECT_DOUBLE_EQ(account.balance(), 144);
  account.run(Duration::hours(12), 0.025);
  EXPECT_DOUBLE_EQ(account.balance(), 144); // more is earned than spent, and 144 is the most it keeps
  account.run(Duration::hours(24), 0.07);
  EXPECT_NEAR(account.balance(), 86.4, 1e-9);
  account.run(Duration::hours(12), 0.025);
  EXPECT_NEAR(account.balance(), 122.4, 1e-9); // printed: 122
  account.run(Duration::hours(5), 1);
  EXPECT_DOUBLE_EQ(account.balance(), 0);
  EXPECT_NEAR(account.owed() + account.charged(), 447.6, 1e-9); // printed: 448
  EXPECT_DOUBLE_EQ(account.owed(), 144);
  EXPECT_NEAR(account.charged(), 303.6, 1e-9); // printed: 304
  account.run(Duration::hours(13), 0.05);
  EXPECT_NEAR(account.owed(), 144, 1e-9);
  account.run(Duration::hours(24), 0);
  EXPECT_NEAR(account.owed(), 0, 1e-9);
  EXPECT_NEAR(account.balance(), 0, 1e-9);
}

TEST(CpuCredits, OwedAtTheEndAreCharged) {
  CreditAccount account(*creditRateOf("t3.nano"));
  account.run(Duration::hours(1), 1);
  EXPECT_DOUBLE_EQ(account.owed(), 114); // 120 spent, 6 earned
  EXPECT_DOUBLE_EQ(account.charged(), 0);
  account.stop();
  EXPECT_DOUBLE_EQ(account.charged(), 114);
  EXPECT_EQ(account.chargedTime(), Duration::minutes(114));
}

// The baseline of the guide's table: credits an hour ÷ 60 ÷ CPUs.
TEST(CpuCredits, AtItsBaselineAMachineOwesNothing) {
  for (const auto& [type, baseline] : {std::pair{"t2.nano", 0.05},
                                       {"t2.medium", 0.20},
                                       {"t2.xlarge", 0.225},
                                       {"t2.2xlarge", 0.17},
                                       {"t3.micro", 0.10},
                                       {"t3a.large", 0.30},
                                       {"t4g.xlarge", 0.40},
                                       {"t3.2xlarge", 0.40}}) {
    const auto rate = creditRateOf(type);
    ASSERT_TRUE(rate) << type;
    EXPECT_NEAR(rate->perHour / 60 / rate->cpus, baseline, 1e-12) << type;
    CreditAccount account(*rate);
    account.run(Duration::hours(730), baseline);
    account.stop();
    EXPECT_NEAR(account.charged(), 0, 1e-6) << type;
  }
  EXPECT_FALSE(creditRateOf("m5.large"));
  EXPECT_FALSE(creditRateOf("t3.carrot"));
  EXPECT_FALSE(creditRateOf(""));
  EXPECT_FALSE(isUnlimitedByDefault("t2.micro"));
  EXPECT_TRUE(isUnlimitedByDefault("t4g.micro"));
}

// The guide: from this use of its CPUs on, an m5 is cheaper than a t3 with surplus credits. It reckons with 0.0835 USD
// for a t3.large; the list says 0.0832.
TEST(CpuCredits, AnM5IsCheaperAboveTheUseThatTheGuidePrints) {
  const auto breakEven = [](const char* type, double t3, double m5) {
    const CreditRate rate = *creditRateOf(type);
    return rate.perHour / 60 / rate.cpus + (m5 - t3) / 0.05 / rate.cpus;
  };
  EXPECT_NEAR(breakEven("t3.large", 0.0835, 0.096), 0.425, 0.0005);
  EXPECT_NEAR(breakEven("t3.large", 0.0832, 0.096), 0.428, 0.0005);
  EXPECT_NEAR(breakEven("t3.xlarge", 0.1664, 0.192), 0.528, 0.0005); // printed: 52.5 %
}

} // namespace
} // namespace coldframe::test
