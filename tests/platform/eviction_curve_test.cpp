// The share of environments still warm after an idle gap on AWS Lambda in January 2020 (SeBS, Middleware 2021; five
// series of about 900 environments), against the simulated policy "aws-2020-01": half die at each 380 s of idleness.
#include "tests/platform/faas_case.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

using namespace coldframe;
using namespace coldframe::test;

namespace {

constexpr std::size_t kEnvironments = 5'000;
constexpr double kRunS = 1;

// So many calls at once, and once more so many when those environments have been idle for `gapS`.
double simulatedWarmShare(double gapS) {
  std::vector<double> arrivals(kEnvironments, 0.0);
  arrivals.resize(2 * kEnvironments, kRunS + gapS);
  FaasCase test;
  test.at(std::move(arrivals)).service(seconds(kRunS)).window(2 * kRunS + gapS + 1);
  test.model.keepAlive = StepDecayKeepAlive{};
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.completed, 2 * kEnvironments);
  return 1.0 - share(run.metrics.counts.cold - kEnvironments, kEnvironments);
}

struct Point {
  double gapS;
  double environments;
  double warm;
};

std::vector<Point> readPoints(const std::filesystem::path& file) {
  std::vector<Point> points;
  std::ifstream in(file);
  std::string line;
  std::getline(in, line); // experiment,delta_t_s,containers_started,warm_fraction
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string experiment, gap, started, warm;
    for (std::string* cell : {&experiment, &gap, &started, &warm})
      std::getline(cells, *cell, ',');
    points.push_back({std::stod(gap), std::stod(started), std::stod(warm)});
  }
  return points;
}

} // namespace

TEST(EvictionCurve2020, EachSeriesIsWithinItsSamplingError) {
  const char* const file = "traces/sebs-derived/sebs-aws-eviction-2020.csv";
  if (const std::string why = whyDataIsMissing(file); !why.empty())
    GTEST_SKIP() << why;
  const std::vector<Point> points = readPoints(dataDir() / file);
  ASSERT_EQ(points.size(), 140U);
  std::map<double, double> simulated;
  double earlyWarm = 0;
  double earlyAll = 0;
  double worst = 0;
  for (const Point& point : points) {
    const auto [entry, isNew] = simulated.try_emplace(point.gapS);
    if (isNew)
      entry->second = simulatedWarmShare(point.gapS);
    const double rule = entry->second;
    if (point.gapS < 380) {
      EXPECT_EQ(rule, 1.0) << point.gapS;
      earlyWarm += point.warm * point.environments;
      earlyAll += point.environments;
      continue;
    }
    const double error =
        std::sqrt(rule * (1 - rule) * (1 / point.environments + 1 / static_cast<double>(kEnvironments)));
    worst = std::max(worst, std::fabs(point.warm - rule) / error);
    EXPECT_NEAR(point.warm, rule, 3 * error) << "after " << point.gapS << " s";
  }
  // The rule keeps all until 380 s. Some of the real ones are gone whatever the gap: not by keep-alive.
  EXPECT_GE(earlyWarm / earlyAll, 0.97);
  std::printf("worst of the points beyond 380 s: %.2f standard errors\n", worst);
}
