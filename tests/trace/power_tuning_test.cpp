#include "sim/trace/power_tuning.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

namespace coldframe {
namespace {

const std::string kStats = R"({"power": "512", "cost": 3.15e-7, "duration": 1.91,
  "stateMachine": {"executionCost": 0.00045, "lambdaCost": 0.0005252, "visualization": "https://lambda-power-tuning.show/#x"},
  "stats": [{"averagePrice": 2.083e-7, "averageDuration": 2.9066, "value": 128},
            {"averagePrice": 3.15e-7, "averageDuration": 1.91, "value": 512}]})";

std::string base64(const std::string& bytes) {
  constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = (group << 8U) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      out += i + k > bytes.size() ? '=' : kLetters[(group >> (18 - 6 * k)) & 63U];
  }
  return out;
}

std::string bytesOf(std::uint32_t value, std::size_t width) {
  std::string out;
  for (std::size_t i = 0; i < width; ++i)
    out += static_cast<char>((value >> (8 * i)) & 0xFFU);
  return out;
}

std::string link(const std::vector<unsigned>& sizes, const std::vector<float>& times, const std::vector<float>& costs) {
  std::string a;
  std::string b;
  std::string c;
  for (const unsigned size : sizes)
    a += bytesOf(size, 2);
  for (const float time : times)
    b += bytesOf(std::bit_cast<std::uint32_t>(time), 4);
  for (const float cost : costs)
    c += bytesOf(std::bit_cast<std::uint32_t>(cost), 4);
  return "https://lambda-power-tuning.show/#" + base64(a) + ";" + base64(b) + ";" + base64(c);
}

TEST(PowerTuning, ReadsTheStatsOfAResult) {
  ASSERT_TRUE(isPowerTuning(kStats));
  const auto tuning = readPowerTuning(kStats, "r.json");
  ASSERT_TRUE(tuning) << tuning.error().text();
  ASSERT_EQ(tuning->points.size(), 2u);
  EXPECT_EQ(tuning->points[0].memory, Memory::mb(128));
  EXPECT_EQ(tuning->points[0].duration.ns(), 2'906'600);
  EXPECT_EQ(tuning->points[0].cost->decimal(), "0.0000002083");
  EXPECT_EQ(tuning->points[1].memory, Memory::mb(512));
  EXPECT_EQ(tuning->chosen, Memory::mb(512));
  EXPECT_EQ(tuning->lambdaCost->decimal(), "0.0005252");
  EXPECT_TRUE(tuning->leftOut.empty());
}

TEST(PowerTuning, ReadsTheLinkAloneAndInsideAResult) {
  const std::string url = link({1024, 128, 10240}, {188.5F, 1035.25F, 150.0F}, {3.1e-6F, 2.2e-6F, 2.5e-5F});
  const std::string result =
      R"({"results": {"power": 128, "cost": 1, "duration": 1, "stateMachine": {"visualization": ")" + url + "\"}}}";
  for (const std::string& text : {url, "see " + url + " for more\n", result}) {
    ASSERT_TRUE(isPowerTuning(text));
    const auto tuning = readPowerTuning(text, "r");
    ASSERT_TRUE(tuning) << tuning.error().text();
    ASSERT_EQ(tuning->points.size(), 3u);
    EXPECT_EQ(tuning->points[0].memory, Memory::mb(128));
    EXPECT_EQ(tuning->points[0].duration.ns(), 1'035'250'000);
    EXPECT_EQ(tuning->points[1].duration.ns(), 188'500'000);
    EXPECT_EQ(tuning->points[2].memory, Memory::mb(10240));
    EXPECT_NEAR(tuning->points[2].cost->inUsd(), 2.5e-5, 1e-11);
  }
}

TEST(PowerTuning, APointThatMakesNoSenseCostsThatPoint) {
  const auto tuning = readPowerTuning(
      R"({"stats": [{"value": 128, "averageDuration": -1}, {"value": 0.5, "averageDuration": 1}, {"value": 256, "averageDuration": 7},
                    {"value": 256, "averageDuration": 8}, {}, 7]})",
      "r.json");
  ASSERT_TRUE(tuning) << tuning.error().text();
  ASSERT_EQ(tuning->points.size(), 1u);
  EXPECT_EQ(tuning->points[0].duration.ns(), 7'000'000);
  EXPECT_FALSE(tuning->points[0].cost);
  EXPECT_EQ(tuning->leftOut.size(), 5u);
}

TEST(PowerTuning, RefusesWhatHoldsNoTable) {
  for (const char* text :
       {"", "{}", "[]", R"({"stats": []})", "https://lambda-power-tuning.show/#...",
        "https://lambda-power-tuning.show/#AAAA;AAAA", R"({"results": {"results": {"results": {}}}})"})
    EXPECT_FALSE(readPowerTuning(text, "r")) << text;
}

TEST(PowerTuning, EveryTruncationIsReadOrRefused) {
  const std::string url = link({128, 256}, {10.0F, 5.0F}, {1e-6F, 1e-6F});
  for (const std::string& text : {kStats, url})
    for (std::size_t cut = 0; cut < text.size(); ++cut) {
      const auto tuning = readPowerTuning(text.substr(0, cut), "cut");
      EXPECT_TRUE(tuning ? !tuning->points.empty() : !tuning.error().problems.empty()) << cut;
    }
}

TEST(PowerTuning, ReadsTheFixture) {
  const std::string file = "traces/log-format-fixtures/power-tuning-result.json";
  if (const std::string why = test::whyDataIsMissing(file); !why.empty())
    GTEST_SKIP() << why;
  const auto tuning = readPowerTuning(test::readText(test::dataDir() / file), file);
  ASSERT_TRUE(tuning) << tuning.error().text();
  EXPECT_EQ(tuning->points.size(), 2u);
}

} // namespace
} // namespace coldframe
