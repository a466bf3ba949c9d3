#include "sim/stats/median.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace coldframe {
namespace {

TEST(Median, IsTheMiddleWhateverTheOrder) {
  EXPECT_EQ(medianOf<std::int64_t>({7}), 7);
  EXPECT_EQ(medianOf<std::int64_t>({9, -1, 4}), 4);
  EXPECT_EQ(medianOf<double>({4, 4, 0.5, 4, 100}), 4);
}

TEST(Median, OfAnEvenNumberIsTheUpperOfTheMiddleTwo) {
  EXPECT_EQ(medianOf<std::int64_t>({2, 1}), 2);
  EXPECT_EQ(medianOf<double>({1, 4, 3, 2}), 3);
}

} // namespace
} // namespace coldframe
