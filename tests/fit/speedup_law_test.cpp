#include "sim/fit/speedup_law.h"
#include "sim/random/ziggurat.h"

#include <gtest/gtest.h>

#include <cmath>

namespace coldframe::test {
namespace {

const std::vector<double> kWorkers{1, 2, 4, 8, 16, 32, 64, 128};

TEST(SpeedupLaws, RecoverTheirParametersFromTheirOwnCurve) {
  std::vector<double> amdahl, gustafson, usl;
  for (const double n : kWorkers) {
    amdahl.push_back(1 / (0.03 + 0.97 / n));
    gustafson.push_back(n - 0.2 * (n - 1));
    usl.push_back(n / (1 + 0.02 * (n - 1) + 0.0003 * n * (n - 1)));
  }
  const auto a = fitSpeedupLaw(SpeedupLaw::Amdahl, kWorkers, amdahl);
  ASSERT_TRUE(a.has_value());
  EXPECT_NEAR(a->fit.parameters[0].value, 0.03, 1e-9);
  EXPECT_NEAR(*a->ceiling(), 1 / 0.03, 1e-6);
  EXPECT_NEAR(a->at(256), 1 / (0.03 + 0.97 / 256), 1e-6);
  const auto g = fitSpeedupLaw(SpeedupLaw::Gustafson, kWorkers, gustafson);
  ASSERT_TRUE(g.has_value());
  EXPECT_NEAR(g->fit.parameters[0].value, 0.2, 1e-9);
  const auto u = fitSpeedupLaw(SpeedupLaw::UniversalScalability, kWorkers, usl);
  ASSERT_TRUE(u.has_value());
  EXPECT_NEAR(u->fit.parameters[0].value, 0.02, 1e-9);
  EXPECT_NEAR(u->fit.parameters[1].value, 0.0003, 1e-9);
  EXPECT_NEAR(*u->peak(), std::sqrt(0.98 / 0.0003), 1e-3);
}

TEST(SpeedupLaws, TheLawThatMadeTheDataComesFirst) {
  std::vector<double> usl;
  for (const double n : kWorkers)
    usl.push_back(n / (1 + 0.05 * (n - 1) + 0.002 * n * (n - 1)));
  EXPECT_EQ(fitSpeedupLaws(kWorkers, usl).front().law, SpeedupLaw::UniversalScalability);
}

TEST(SpeedupLaws, IntervalsCoverTheTruthAsOftenAsTheySay) {
  Generator source(Seed{11, 0}, Cause::Measurement);
  int covered = 0;
  constexpr int kExperiments = 2000;
  for (int k = 0; k < kExperiments; ++k) {
    std::vector<double> noisy;
    for (const double n : kWorkers)
      noisy.push_back(1 / (0.05 + 0.95 / n) + 0.2 * sampleNormal(source));
    const auto fit = fitSpeedupLaw(SpeedupLaw::Amdahl, kWorkers, noisy);
    ASSERT_TRUE(fit.has_value());
    const FittedParameter& s = fit->fit.parameters[0];
    covered += s.lo <= 0.05 && 0.05 <= s.hi ? 1 : 0;
  }
  // 95 % within four standard errors of the count.
  EXPECT_NEAR(covered, 0.95 * kExperiments, 4 * std::sqrt(kExperiments * 0.95 * 0.05));
}

TEST(SpeedupLaws, AParameterOnItsBoundIsHeldThereWithoutAnInterval) {
  std::vector<double> ideal = kWorkers;
  const auto fit = fitSpeedupLaw(SpeedupLaw::Amdahl, kWorkers, ideal);
  ASSERT_TRUE(fit.has_value());
  EXPECT_NEAR(fit->fit.parameters[0].value, 0, 1e-9);
  EXPECT_NEAR(fit->at(100), 100, 1e-4);
}

TEST(SpeedupLaws, SayWhenThePointsDoNotSuffice) {
  const std::vector<double> two{1, 2};
  const std::vector<double> speedups{1, 1.9};
  EXPECT_TRUE(fitSpeedupLaw(SpeedupLaw::Amdahl, two, speedups).has_value());
  EXPECT_FALSE(fitSpeedupLaw(SpeedupLaw::UniversalScalability, two, speedups).has_value());
  EXPECT_EQ(fitSpeedupLaws(two, speedups).size(), 2u);
  const std::vector<double> none{0, -1};
  EXPECT_FALSE(fitSpeedupLaw(SpeedupLaw::Amdahl, two, none).has_value());
}

} // namespace
} // namespace coldframe::test
