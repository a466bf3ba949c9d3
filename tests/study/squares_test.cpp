// The shipped scenario "squares" against the stamps of the six real calls, read off a published plot (error 0.02 s;
// seconds since the first submit). Start, set-up and the time to fetch are fitted on the same plot; the end of the
// calls and the 95 % intervals are not. The figures are those of docs/validation.md.
#include "sim/json/document.h"
#include "sim/run/simulate.h"
#include "tests/study/study_scenario.h"
#include "tests/support/data_locator.h"

#include <algorithm>

namespace coldframe {
namespace {

constexpr std::uint64_t kRuns = 300;

double medianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

struct Stamps {
  std::vector<double> start, setUp, done, result; // s since the first submit
};

Stamps simulated(const BoundPlatform& platform, std::uint64_t run) {
  TraceBuilder builder;
  simulate(platform.model.platform, platform.model.run, Seed{2017, run}, {}, &builder);
  const Trace trace = builder.build();
  SimTime zero = SimTime::max();
  for (std::size_t row = 0; row < trace.rows(); ++row)
    zero = std::min(zero, *trace.stamp(Stamp::Submit, row));
  Stamps stamps;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto since = [&](Stamp stamp) { return (*trace.stamp(stamp, row) - zero).inSeconds(); };
    stamps.start.push_back(since(Stamp::Start));
    stamps.setUp.push_back(since(Stamp::SetupDone));
    stamps.done.push_back(since(Stamp::FuncEnd));
    stamps.result.push_back(since(Stamp::ResultDone));
  }
  return stamps;
}

Stamps published() {
  const auto file = JsonDocument::readFile((test::dataDir() / "pywren/digitized/pywren-adding-6.json").string());
  EXPECT_TRUE(file.has_value());
  Stamps stamps;
  const JsonNode& calls = *file->root().find("calls");
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const auto stamp = [&](const char* name) { return calls.at(i).find(name)->asNumber(); };
    stamps.start.push_back(stamp("task_start"));
    stamps.setUp.push_back(stamp("setup_done"));
    stamps.done.push_back(stamp("task_done"));
    stamps.result.push_back(stamp("results_returned"));
  }
  return stamps;
}

TEST(Squares, AreWhereTheRealStampsAre) {
  if (const std::string why = test::whyDataIsMissing("pywren/digitized"); !why.empty())
    GTEST_SKIP() << why;
  const BoundScenario scenario = *bind(shippedScenario("squares"), Catalogue::builtIn());
  const auto lambda = std::ranges::find(scenario.platforms, "lambda", &BoundPlatform::id);
  ASSERT_NE(lambda, scenario.platforms.end());
  Stamps medians;
  std::vector<double> first;
  std::vector<double> last;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    const Stamps stamps = simulated(*lambda, run);
    ASSERT_EQ(stamps.start.size(), 6u);
    medians.start.push_back(medianOf(stamps.start));
    medians.setUp.push_back(medianOf(stamps.setUp));
    medians.done.push_back(medianOf(stamps.done));
    first.push_back(*std::ranges::min_element(stamps.result));
    last.push_back(*std::ranges::max_element(stamps.result));
  }
  const Stamps real = published();
  ASSERT_EQ(real.start.size(), 6u);
  EXPECT_NEAR(medianOf(medians.start), medianOf(real.start), 0.3);
  EXPECT_NEAR(medianOf(medians.setUp), medianOf(real.setUp), 0.3);
  EXPECT_NEAR(medianOf(medians.done), medianOf(real.done), 0.3);
  // One real run lies within the middle 95 of 100 simulated ones.
  for (auto& [values, observed] : {std::pair{&first, *std::ranges::min_element(real.result)},
                                   std::pair{&last, *std::ranges::max_element(real.result)}}) {
    std::sort(values->begin(), values->end());
    EXPECT_LT((*values)[kRuns * 25 / 1000], observed);
    EXPECT_GT((*values)[kRuns * 975 / 1000], observed);
  }
}

} // namespace
} // namespace coldframe
