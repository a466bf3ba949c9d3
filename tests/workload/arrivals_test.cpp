#include "sim/workload/arrivals.h"
#include "tests/support/standard_errors.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace coldframe::test {
namespace {

std::vector<double> arrivals(const ArrivalSpec& spec, std::uint64_t seed, double untilS, std::int64_t windowStart = 0) {
  ArrivalProcess process(spec, Seed{seed, 0}, windowStart);
  std::vector<double> times;
  for (;;) {
    const SimTime at = process.next();
    if (at == SimTime::max() || at.inSeconds() >= untilS)
      return times;
    times.push_back(at.inSeconds());
  }
}

Sample countsOf(const ArrivalSpec& spec, double untilS, std::uint64_t seeds = 20) {
  Sample counts;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed)
    counts.add(static_cast<double>(arrivals(spec, seed, untilS).size()));
  return counts;
}

TEST(ConstantArrivals, KeepTheirDistanceWithoutDrift) {
  const auto times = arrivals(ConstantArrivals{Rate::perSecond(3), Duration::milliseconds(100)}, 1, 30'000);
  ASSERT_EQ(times.size(), 90'000u);
  EXPECT_EQ(times[0], 0.1);
  EXPECT_NEAR(times[89'999], 0.1 + 89'999 / 3.0, 1e-9);
}

TEST(PoissonArrivals, ComeAtTheirRateWithExponentialGaps) {
  const PoissonArrivals spec{Rate::perSecond(0.9)};
  const Sample counts = countsOf(spec, 20'000);
  EXPECT_THAT(counts, WithinStandardErrors(18'000.0, 4));
  EXPECT_THAT(counts, IsAsSharpAs(0.003));
  // The variance of a Poisson count is its mean: the spread over 20 seeds is within its own sampling error.
  const double variance = 20 * counts.standardError() * counts.standardError();
  EXPECT_NEAR(variance / 18'000, 1, 4 * std::sqrt(2.0 / 19));
  Sample beyondMean;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto times = arrivals(spec, seed, 20'000);
    double over = 0;
    for (std::size_t i = 1; i < times.size(); ++i)
      over += times[i] - times[i - 1] > 1 / 0.9 ? 1 : 0;
    beyondMean.add(over / static_cast<double>(times.size() - 1));
  }
  EXPECT_THAT(beyondMean, WithinStandardErrors(std::exp(-1.0), 4));
}

TEST(OnOffArrivals, AreSilentWhileOff) {
  const OnOffArrivals spec{Rate::perSecond(10), Rate(), Scalar{20e9}, Scalar{80e9}};
  const auto times = arrivals(spec, 3, 10'000);
  ASSERT_GT(times.size(), 10'000u);
  for (const double t : times)
    EXPECT_LT(std::fmod(t, 100), 20) << t;
}

TEST(OnOffArrivals, ComeAtTheirDutyTimesTheirRate) {
  const OnOffArrivals spec{Rate::perSecond(10), Rate::perSecond(1), Exponential{20e9}, Exponential{80e9}};
  EXPECT_DOUBLE_EQ(meanRate(spec), 2.8);
  EXPECT_THAT(countsOf(spec, 50'000, 30), WithinStandardErrors(140'000.0, 4));
}

TEST(OnOffArrivals, ThatNeverComeEnd) {
  EXPECT_TRUE(arrivals(OnOffArrivals{Rate(), Rate(), Scalar{1e9}, Scalar{1e9}}, 1, 1e6).empty());
  EXPECT_TRUE(arrivals(OnOffArrivals{Rate::perSecond(5), Rate(), Scalar{0}, Scalar{0}}, 1, 1e6).empty());
}

TEST(DiurnalArrivals, FollowTheHoursOfTheDay) {
  DiurnalArrivals spec{Rate::perSecond(2), std::vector<double>(24, 0.5)};
  spec.hourly[9] = 12.5; // the sum is 24
  constexpr std::int64_t kSixOClock = 6 * 3600 * std::int64_t{1'000'000'000};
  Sample all;
  Sample rush;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto times = arrivals(spec, seed, 86'400, kSixOClock);
    double inRush = 0;
    for (const double t : times)
      inRush += t >= 3 * 3600 && t < 4 * 3600 ? 1 : 0;
    all.add(static_cast<double>(times.size()));
    rush.add(inRush);
  }
  EXPECT_THAT(all, WithinStandardErrors(2 * 86'400.0, 4));
  EXPECT_THAT(rush, WithinStandardErrors(2 * 12.5 * 3600, 4));
}

TEST(PerMinuteCounts, AreMetExactlyUnlessSpreadAsPoisson) {
  for (const MinuteSpread spread : {MinuteSpread::Even, MinuteSpread::Uniform}) {
    const auto times = arrivals(PerMinuteCounts{{3, 0, 500}, spread}, 5, 1e6);
    ASSERT_EQ(times.size(), 503u);
    EXPECT_LT(times[2], 60);
    EXPECT_GE(times[3], 120);
    EXPECT_LT(times[502], 180);
    for (std::size_t i = 1; i < times.size(); ++i)
      EXPECT_LE(times[i - 1], times[i]);
  }
  EXPECT_THAT(countsOf(PerMinuteCounts{{300, 0, 600, 900}, MinuteSpread::Poisson}, 1e6, 40),
              WithinStandardErrors(1800.0, 4));
}

TEST(PerMinuteCounts, SpreadUniformlyOverTheirMinute) {
  Sample means;
  Sample squares;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    double sum = 0;
    double sumOfSquares = 0;
    for (const double t : arrivals(PerMinuteCounts{{1000}, MinuteSpread::Uniform}, seed, 60)) {
      sum += t / 60;
      sumOfSquares += t / 60 * (t / 60);
    }
    means.add(sum / 1000);
    squares.add(sumOfSquares / 1000);
  }
  EXPECT_THAT(means, WithinStandardErrors(0.5, 4));
  EXPECT_THAT(squares, WithinStandardErrors(1.0 / 3, 4));
}

TEST(Timestamps, AreReplayedAsTheyStand) {
  const auto ns = std::make_shared<const std::vector<std::int64_t>>(std::vector<std::int64_t>{0, 5, 5, 7'000'000'000});
  EXPECT_EQ(arrivals(Timestamps{ns}, 1, 100), (std::vector<double>{0, 5e-9, 5e-9, 7}));
  EXPECT_DOUBLE_EQ(meanRate(Timestamps{ns}), 4.0 / 7);
}

TEST(ExpectedArrivals, AreCountedWhereTheyAreListed) {
  const auto burst = std::make_shared<const std::vector<std::int64_t>>(std::vector<std::int64_t>(5000, 0));
  EXPECT_DOUBLE_EQ(expectedArrivals(Timestamps{burst}, Duration::hours(730)), 5000);
  const auto late = std::make_shared<const std::vector<std::int64_t>>(std::vector<std::int64_t>{0, 5, 7'000'000'000});
  EXPECT_DOUBLE_EQ(expectedArrivals(Timestamps{late}, Duration::seconds(7)), 2);
  const PerMinuteCounts minutes{{60, 0, 120}, MinuteSpread::Uniform};
  EXPECT_DOUBLE_EQ(expectedArrivals(minutes, Duration::hours(1)), 180);
  EXPECT_DOUBLE_EQ(expectedArrivals(minutes, Duration::seconds(150)), 120);
  EXPECT_DOUBLE_EQ(expectedArrivals(PoissonArrivals{Rate::perSecond(2)}, Duration::minutes(1)), 120);
}

TEST(Arrivals, AreTheSameForTheSameSeedAndOthersForAnother) {
  const std::vector<ArrivalSpec> specs{
      PoissonArrivals{Rate::perSecond(2)},
      OnOffArrivals{Rate::perSecond(10), Rate::perSecond(1), Exponential{20e9}, Exponential{80e9}},
      DiurnalArrivals{Rate::perSecond(2), std::vector<double>{1, 2, 3}},
      PerMinuteCounts{{300, 300, 300}, MinuteSpread::Uniform}};
  for (const ArrivalSpec& spec : specs) {
    EXPECT_EQ(arrivals(spec, 7, 1000), arrivals(spec, 7, 1000));
    EXPECT_NE(arrivals(spec, 7, 1000), arrivals(spec, 8, 1000));
  }
}

TEST(Arrivals, OfRateZeroNeverCome) {
  EXPECT_TRUE(arrivals(PoissonArrivals{Rate()}, 1, 1e9).empty());
  EXPECT_TRUE(arrivals(ConstantArrivals{Rate(), {}}, 1, 1e9).empty());
  EXPECT_TRUE(arrivals(DiurnalArrivals{Rate(), {1, 2}}, 1, 1e9).empty());
  EXPECT_TRUE(arrivals(DiurnalArrivals{Rate::perSecond(1), {0, 0}}, 1, 1e9).empty());
}

} // namespace
} // namespace coldframe::test
