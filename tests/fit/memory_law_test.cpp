#include "sim/fit/memory_law.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <sstream>

namespace coldframe::test {
namespace {

TEST(MemoryLaw, RecoversWhatMadeTheTimes) {
  MemoryLaw truth;
  truth.ioSeconds.value = 0.4;
  truth.cpuSeconds.value = 0.9;
  truth.parallelFraction.value = 0.6;
  std::vector<MemoryTiming> points;
  for (const int mb : {128, 512, 1024, 1769, 3008, 10240})
    points.push_back({Memory::mb(mb), truth.seconds(Memory::mb(mb))});
  const auto law = fitMemoryLaw(points);
  ASSERT_TRUE(law.has_value());
  EXPECT_NEAR(law->ioSeconds.value, 0.4, 1e-9);
  EXPECT_NEAR(law->cpuSeconds.value, 0.9, 1e-9);
  EXPECT_NEAR(law->parallelFraction.value, 0.6, 1e-9);
  EXPECT_TRUE(law->parallelFractionFitted);
  points.resize(3);
  EXPECT_FALSE(fitMemoryLaw(points)->parallelFractionFitted);
  points.resize(2);
  EXPECT_FALSE(fitMemoryLaw(points).has_value());
}

// Four functions measured at 46 sizes, 100 warm runs each (us-east-1, 2020): fitted at five sizes, held against the
// other 41. The figures are those of docs/validation.md.
struct MeasuredSizes : testing::Test {
  static constexpr const char* kFile = "simfaas/aws_memory_2020/duration_by_memory.csv";
  std::map<std::string, std::vector<MemoryTiming>> functions;

  void SetUp() override {
    if (const std::string why = whyDataIsMissing(kFile); !why.empty())
      GTEST_SKIP() << why;
    std::istringstream in(readText(dataDir() / kFile));
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      std::istringstream fields(line);
      std::string function, mb, n, mean;
      std::getline(fields, function, ',');
      std::getline(fields, mb, ',');
      std::getline(fields, n, ',');
      std::getline(fields, mean, ',');
      functions[function].push_back({Memory::mb(std::stoi(mb)), std::stod(mean) / 1000});
    }
  }

  // Mean relative error over the sizes that were not fitted.
  double heldOutError(const std::string& function) {
    const std::set<std::int64_t> fitted{128, 512, 1024, 1536, 3008};
    std::vector<MemoryTiming> seen, unseen;
    for (const MemoryTiming& point : functions.at(function))
      (fitted.contains(static_cast<std::int64_t>(point.memory.inMb())) ? seen : unseen).push_back(point);
    EXPECT_EQ(seen.size(), 5u);
    EXPECT_EQ(unseen.size(), 41u);
    const auto law = fitMemoryLaw(seen);
    EXPECT_TRUE(law.has_value());
    double sum = 0;
    for (const MemoryTiming& point : unseen)
      sum += std::fabs(law->seconds(point.memory) / point.seconds - 1);
    return sum / static_cast<double>(unseen.size());
  }
};

TEST_F(MeasuredSizes, CpuBoundFunctionsArePredictedWithinTwoPercent) {
  const double f2 = heldOutError("f2");
  const double f5 = heldOutError("f5");
  RecordProperty("f2_percent", std::to_string(100 * f2));
  RecordProperty("f5_percent", std::to_string(100 * f5));
  EXPECT_LE(f2, 0.02);
  EXPECT_LE(f5, 0.02);
}

TEST_F(MeasuredSizes, ObjectStoreFunctionIsPredictedWithinFivePercent) {
  EXPECT_LE(heldOutError("f4"), 0.05);
}

// /tmp gets faster with memory up to about 1 GB and no further: no law of CPU and I/O says so. Written down as a miss.
TEST_F(MeasuredSizes, DiskFunctionIsAMissOfTenToTwentyPercent) {
  const double f1 = heldOutError("f1");
  EXPECT_GE(f1, 0.05);
  EXPECT_LE(f1, 0.20);
}

} // namespace
} // namespace coldframe::test
