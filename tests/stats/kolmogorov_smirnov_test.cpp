#include "sim/stats/kolmogorov_smirnov.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace coldframe {
namespace {

std::vector<double> uniforms(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<double> values(count);
  for (double& value : values)
    value = static_cast<double>(random() >> 11) / 9007199254740992.0;
  return values;
}

double uniformCdf(double x) {
  return std::clamp(x, 0.0, 1.0);
}

TEST(KolmogorovSmirnov, IsTheLargestVerticalDistance) {
  const std::vector<double> a{1, 2, 3, 4};
  EXPECT_DOUBLE_EQ(kolmogorovSmirnov(a, std::vector<double>{3, 4, 5, 6}), 0.5);
  EXPECT_DOUBLE_EQ(kolmogorovSmirnov(a, std::vector<double>{10, 11}), 1);
  EXPECT_DOUBLE_EQ(kolmogorovSmirnov(a, std::vector<double>{2.5}), 0.5);
  EXPECT_DOUBLE_EQ(kolmogorovSmirnov(a, std::vector<double>{0, 5}), 0.5);
}

TEST(KolmogorovSmirnov, IsNothingBetweenEqualSamplesInAnyOrder) {
  EXPECT_EQ(kolmogorovSmirnov(std::vector<double>{3, 1, 2}, std::vector<double>{1, 2, 3}), 0);
  EXPECT_EQ(kolmogorovSmirnov(std::vector<double>{7, 7, 7}, std::vector<double>{7}), 0) << "ties are one step";
  EXPECT_DOUBLE_EQ(kolmogorovSmirnov(std::vector<double>{0, 0, 1}, std::vector<double>{0, 1, 1}), 1.0 / 3);
}

TEST(KolmogorovSmirnov, IsTheSameBothWays) {
  const auto a = uniforms(137, 1);
  const auto b = uniforms(59, 2);
  EXPECT_EQ(kolmogorovSmirnov(a, b), kolmogorovSmirnov(b, a));
}

TEST(KolmogorovSmirnov, MeasuresAgainstADistributionFunction) {
  // The sample at the middles of n equal parts is the nearest there is: 1 / (2 n).
  EXPECT_DOUBLE_EQ(kolmogorovSmirnov(std::vector<double>{0.125, 0.375, 0.625, 0.875}, uniformCdf), 0.125);
  EXPECT_DOUBLE_EQ(kolmogorovSmirnov(std::vector<double>{0.5}, uniformCdf), 0.5);
  EXPECT_DOUBLE_EQ(kolmogorovSmirnov(std::vector<double>{2, 3}, uniformCdf), 1);
  EXPECT_DOUBLE_EQ(kolmogorovSmirnov(std::vector<double>{0.9, 0.9}, uniformCdf), 0.9) << "the step from below";
}

TEST(KolmogorovSmirnov, TellsDistributionsApartAndLetsEqualOnesPass) {
  int beyond = 0;
  constexpr int kTrials = 1000;
  for (std::uint64_t seed = 0; seed < kTrials; ++seed) {
    const auto a = uniforms(400, 2 * seed);
    const auto b = uniforms(300, 2 * seed + 1);
    beyond += kolmogorovSmirnov(a, b) > kolmogorovSmirnovLimit(400, 300) ? 1 : 0;
    beyond += kolmogorovSmirnov(a, uniformCdf) > kolmogorovSmirnovLimit(400, 0) ? 1 : 0;
  }
  EXPECT_LE(beyond, 8) << "one in a thousand is expected of 2,000";
  auto shifted = uniforms(400, 1);
  for (double& x : shifted)
    x += 0.15;
  EXPECT_GT(kolmogorovSmirnov(shifted, uniforms(300, 2)), kolmogorovSmirnovLimit(400, 300));
  EXPECT_GT(kolmogorovSmirnov(shifted, uniformCdf), kolmogorovSmirnovLimit(400, 0));
}

TEST(KolmogorovSmirnovLimit, ShrinksWithTheSamples) {
  EXPECT_NEAR(kolmogorovSmirnovLimit(10'000, 0), 0.0194947, 1e-7);
  EXPECT_NEAR(kolmogorovSmirnovLimit(200, 200), 0.194947, 1e-6);
}

} // namespace
} // namespace coldframe
