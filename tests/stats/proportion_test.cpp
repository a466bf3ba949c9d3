#include "sim/stats/proportion.h"

#include <gtest/gtest.h>

#include <cmath>

namespace coldframe {
namespace {

TEST(Proportion, AgreesWithPublishedIntervals) {
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17 (1998), table I,
  // method 3.
  struct Row {
    std::uint64_t events, trials;
    double lo, hi;
  };
  for (const Row& row : {Row{81, 263, 0.2553, 0.3662}, Row{15, 148, 0.0624, 0.1605}, Row{0, 20, 0, 0.1611},
                         Row{1, 29, 0.0061, 0.1718}}) {
    const Proportion p = proportion(row.events, row.trials);
    EXPECT_NEAR(p.lo, row.lo, 5e-5) << row.events << " of " << row.trials;
    EXPECT_NEAR(p.hi, row.hi, 5e-5) << row.events << " of " << row.trials;
  }
}

TEST(Proportion, SaysHowManyEventsItRestsOn) {
  const Proportion p = proportion(3, 1'000'000);
  EXPECT_EQ(p.events, 3U);
  EXPECT_EQ(p.trials, 1'000'000U);
  EXPECT_EQ(p.value, 3e-6);
}

TEST(Proportion, StaysWithinZeroAndOne) {
  const Proportion none = proportion(0, 1'000'000);
  EXPECT_EQ(none.lo, 0);
  EXPECT_NEAR(none.hi, 3.84e-6, 1e-8) << "no event seen is not certainty";
  const Proportion all = proportion(50, 50);
  EXPECT_EQ(all.hi, 1);
  EXPECT_NEAR(all.lo, 1 - proportion(0, 50).hi, 1e-15);
  const Proportion one = proportion(1, 1);
  EXPECT_GT(one.lo, 0.2);
  EXPECT_EQ(one.hi, 1);
}

TEST(Proportion, OfNoTrialsKnowsNothing) {
  const Proportion p = proportion(0, 0);
  EXPECT_TRUE(std::isnan(p.value));
  EXPECT_EQ(p.lo, 0);
  EXPECT_EQ(p.hi, 1);
}

TEST(Proportion, CoversARareShareNearlyNinetyFiveTimesInAHundred) {
  // Exactly, over the binomial distribution: 1,000 trials of probability 0.004 to 0.04.
  constexpr int kTrials = 1000;
  double sum = 0;
  int cases = 0;
  for (double p = 0.004; p < 0.0401; p += 0.002) {
    double mass = std::pow(1 - p, kTrials); // of 0 events
    double covered = 0;
    for (int k = 0; k <= kTrials; ++k) {
      const Proportion interval = proportion(static_cast<std::uint64_t>(k), kTrials);
      covered += interval.lo <= p && p <= interval.hi ? mass : 0;
      mass *= (kTrials - k) * p / ((k + 1) * (1 - p));
    }
    EXPECT_GT(covered, 0.92) << p;
    EXPECT_LT(covered, 0.985) << p;
    sum += covered;
    ++cases;
  }
  EXPECT_NEAR(sum / cases, 0.95, 0.01);
}

} // namespace
} // namespace coldframe
