#include "sim/stats/quantile_sketch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace coldframe {
namespace {

std::vector<std::int64_t> wideValues(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::int64_t> values(count);
  for (std::int64_t& value : values)
    value = static_cast<std::int64_t>(random() >> 1) >> (random() % 63);
  return values;
}

QuantileSketch sketchOf(const std::vector<std::int64_t>& values) {
  QuantileSketch sketch;
  for (const std::int64_t value : values)
    sketch.add(value);
  return sketch;
}

TEST(QuantileSketch, IsEmptyAtFirst) {
  const QuantileSketch sketch;
  EXPECT_TRUE(sketch.empty());
  EXPECT_EQ(sketch.count(), 0U);
  EXPECT_EQ(sketch.min(), 0);
  EXPECT_EQ(sketch.max(), 0);
  EXPECT_EQ(sketch.mean(), 0);
  EXPECT_EQ(sketch.quantile(0.5), 0);
}

TEST(QuantileSketch, KnowsCountSumAndEndsExactly) {
  const auto values = wideValues(10'000, 1);
  const QuantileSketch sketch = sketchOf(values);
  __extension__ unsigned __int128 sum = 0;
  for (const std::int64_t value : values)
    sum += static_cast<std::uint64_t>(value);
  EXPECT_EQ(sketch.count(), 10'000U);
  EXPECT_TRUE(sketch.exactSum() == sum);
  EXPECT_EQ(sketch.min(), *std::min_element(values.begin(), values.end()));
  EXPECT_EQ(sketch.max(), *std::max_element(values.begin(), values.end()));
  EXPECT_EQ(sketch.mean(), static_cast<double>(sum) / 10'000);
}

TEST(QuantileSketch, SumsBeyondSixtyFourBits) {
  QuantileSketch sketch;
  sketch.add(INT64_MAX, 1'000'000);
  EXPECT_EQ(sketch.mean(), 9223372036854775807.0);
  EXPECT_EQ(sketch.quantile(0.5), 9223372036854775807.0);
  EXPECT_TRUE(sketch.exactSum() == QuantileSketch::Sum{INT64_MAX} * 1'000'000);
}

TEST(QuantileSketch, IsExactBelow256) {
  QuantileSketch sketch;
  for (std::int64_t value = 0; value < 256; ++value)
    sketch.add(value);
  for (int rank = 1; rank <= 256; ++rank)
    EXPECT_EQ(sketch.quantile(rank / 256.0), rank - 1);
}

TEST(QuantileSketch, IsOffByAtMostFourInAThousand) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    auto values = wideValues(5'000, seed);
    const QuantileSketch sketch = sketchOf(values);
    std::sort(values.begin(), values.end());
    for (std::size_t rank = 1; rank <= values.size(); ++rank) {
      const double exact = static_cast<double>(values[rank - 1]);
      const double q = static_cast<double>(rank) / static_cast<double>(values.size());
      ASSERT_NEAR(sketch.quantile(q), exact, exact / 256) << "rank " << rank;
    }
  }
}

TEST(QuantileSketch, IsOffByAtMostFourInAThousandAtEveryBucketEdge) {
  for (int shift = 0; shift < 63; ++shift)
    for (const std::int64_t offset : {-1, 0, 1}) {
      const std::int64_t value = std::max<std::int64_t>(0, (std::int64_t{1} << shift) + offset);
      QuantileSketch sketch;
      sketch.add(0);
      sketch.add(value, 3);
      sketch.add(INT64_MAX);
      EXPECT_NEAR(sketch.quantile(0.5), static_cast<double>(value), static_cast<double>(value) / 256);
    }
}

TEST(QuantileSketch, TakesTheCeilingOfTheRankInExactNumbers) {
  QuantileSketch sketch;
  for (std::int64_t value = 1; value <= 100; ++value)
    sketch.add(value);
  EXPECT_EQ(sketch.quantile(0.07), 7) << "0.07 × 100 is a little more than 7 in doubles";
  EXPECT_EQ(sketch.quantile(0.0700001), 8);
  for (int percent = 1; percent <= 100; ++percent)
    EXPECT_EQ(sketch.quantile(percent / 100.0), percent);
  EXPECT_EQ(sketch.quantile(0), 1);
  EXPECT_EQ(sketch.quantile(1), 100);
}

TEST(QuantileSketch, KnowsTheFirstAndTheLastValueExactly) {
  QuantileSketch sketch;
  for (const std::int64_t value : {1'000'003, 2'000'003, 3'000'017})
    sketch.add(value);
  EXPECT_EQ(sketch.quantile(0.2), 1'000'003);
  EXPECT_EQ(sketch.quantile(0.9), 3'000'017);
  QuantileSketch one;
  one.add(123'456'789);
  for (const double q : {0.0, 0.5, 0.99, 1.0})
    EXPECT_EQ(one.quantile(q), 123'456'789);
}

TEST(QuantileSketch, NeverFallsAsQRises) {
  const QuantileSketch sketch = sketchOf(wideValues(1'000, 4));
  for (int i = 1; i <= 10'000; ++i)
    ASSERT_LE(sketch.quantile((i - 1) / 10'000.0), sketch.quantile(i / 10'000.0));
}

TEST(QuantileSketch, MergesInAnyOrderToTheSame) {
  std::vector<QuantileSketch> parts;
  std::vector<std::int64_t> all;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const auto values = wideValues(200 * seed, seed); // one of them is empty
    parts.push_back(sketchOf(values));
    all.insert(all.end(), values.begin(), values.end());
  }
  const QuantileSketch whole = sketchOf(all);
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), 0U);
  do {
    QuantileSketch merged;
    for (const std::size_t i : order)
      merged.merge(parts[i]);
    ASSERT_TRUE(merged == whole);
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_FALSE(parts[1] == whole);
}

TEST(QuantileSketch, AddsManyAtOnce) {
  QuantileSketch one;
  QuantileSketch many;
  for (int i = 0; i < 1000; ++i)
    one.add(77'777);
  many.add(77'777, 1000);
  many.add(5, 0);
  EXPECT_TRUE(one == many);
}

} // namespace
} // namespace coldframe
