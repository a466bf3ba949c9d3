#include "sim/random/elementary.h"
#include "sim/random/generator.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace coldframe;

namespace {
double unitsInLastPlace(double a, double b) {
  return std::fabs(a - b) / (std::nextafter(std::fabs(b), INFINITY) - std::fabs(b));
}
} // namespace

TEST(Elementary, ExpAndLogAgreeWithTheLibraryToTwoUnitsInTheLastPlace) {
  Generator source(Seed{1, 0}, Cause::Measurement);
  for (int i = 0; i < 200'000; ++i) {
    const double x = (source.uniform() - 0.5) * 1400;
    ASSERT_LE(unitsInLastPlace(detExp(x), std::exp(x)), 2) << x;
    const double y = std::exp(x / 2);
    ASSERT_LE(unitsInLastPlace(detLog(y), std::log(y)), 2) << y;
    const double near = 1 + (source.uniform() - 0.5) * 1e-3;
    ASSERT_LE(unitsInLastPlace(detLog(near), std::log(near)), 2) << near;
  }
}

TEST(Elementary, EndsOfTheRange) {
  EXPECT_EQ(detExp(0), 1);
  EXPECT_EQ(detLog(1), 0);
  EXPECT_EQ(detExp(-800), 0);
  EXPECT_TRUE(std::isinf(detExp(800)));
  EXPECT_TRUE(std::isnan(detExp(NAN)));
  EXPECT_TRUE(std::isnan(detLog(-1)));
  EXPECT_TRUE(std::isinf(detLog(0)));
  EXPECT_EQ(detPow(0, 2), 0);
  EXPECT_EQ(detPow(5, 0), 1);
  EXPECT_NEAR(detPow(2, 10), 1024, 1e-11);
}

TEST(Elementary, NormalQuantileInvertsTheNormalLaw) {
  for (const double p : {1e-15, 1e-9, 1e-4, 0.01, 0.07, 0.2, 0.5, 0.6, 0.93, 0.99, 0.99999}) {
    const double z = normalQuantile(p);
    EXPECT_NEAR(0.5 * std::erfc(-z / std::sqrt(2.0)) / p, 1, 1e-12) << p;
  }
  EXPECT_NEAR(normalQuantile(0.975), 1.959963984540054, 1e-14);
}
