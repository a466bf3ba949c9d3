#include "sim/random/generator.h"
#include "sim/stats/mser.h"

#include <gtest/gtest.h>

#include <vector>

namespace coldframe {
namespace {

std::vector<double> noise(std::size_t count, double level) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(level + KeyedGenerator({5, 0}, Cause::Measurement, 1, i).uniform());
  return values;
}

TEST(Mser5, CutsWhatIsBeforeAStepAndLittleMore) {
  std::vector<double> series = noise(1000, 0);
  for (std::size_t i = 0; i < 100; ++i)
    series[i] += 10;
  const auto cut = mser5(series);
  ASSERT_TRUE(cut);
  EXPECT_GE(*cut, 100u);
  EXPECT_LE(*cut, 200u);
}

TEST(Mser5, CutsAlmostNothingFromASeriesThatIsSettledFromTheStart) {
  const auto cut = mser5(noise(2000, 3));
  ASSERT_TRUE(cut);
  EXPECT_LE(*cut, 500u); // chance may cut some; never the most it looks at
  EXPECT_EQ(mser5(std::vector<double>(100, 7.0)), 0u);
}

TEST(Mser5, SaysWhenASeriesHasNotSettled) {
  std::vector<double> rising;
  for (std::size_t i = 0; i < 500; ++i)
    rising.push_back(static_cast<double>(i));
  EXPECT_FALSE(mser5(rising));
  EXPECT_FALSE(mser5(noise(49, 0)));
}

} // namespace
} // namespace coldframe
