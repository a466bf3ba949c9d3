// A site or database that everybody calls, under the function's time cap.
#include "tests/platform/faas_case.h"

#include <gtest/gtest.h>

#include <cmath>

namespace coldframe {
namespace {

using test::FaasCase;
using test::seconds;

TEST(FaasExternal, AnOverloadedSiteStaysBusy) {
  // Two calls a second at a site that takes one: the line is as long as the cap lets calls wait, and what is cut off
  // in it takes no turn of the rate, so that the next in it has half a second left.
  FaasCase test;
  test.stream.arrivals = ConstantArrivals{Rate::perSecond(2), {}};
  test.window(3600);
  test.stream.request.work.io = seconds(0.1);
  test.inputs.external.maxRate = Rate::perSecond(1);
  test.model.timeout = Duration::seconds(30);
  const Counts counts = test.run().metrics.counts;
  EXPECT_NEAR(static_cast<double>(counts.completed), 3600, 5);
  EXPECT_NEAR(static_cast<double>(counts.timedOut), 3600, 60);
  EXPECT_TRUE(counts.conserved());
}

TEST(FaasExternal, WhoWaitsInVainIsCutOffAtTheCap) {
  FaasCase test;
  test.at(std::vector<double>(10, 0.0)).window(1000);
  test.stream.request.work.io = seconds(10);
  test.inputs.external.maxConcurrency = 1;
  test.model.timeout = Duration::seconds(15);
  const RunOutput run = test.run();
  const Counts& counts = run.metrics.counts;
  EXPECT_EQ(counts.completed, 1U);
  EXPECT_EQ(counts.timedOut, 9U);
  EXPECT_EQ(counts.running, 0U);
  // The first for 10 s, the others to the cap.
  EXPECT_EQ(run.usage.functions.at(0).billedMs[0], 10'000 + 9 * 15'000);
  EXPECT_DOUBLE_EQ(run.metrics.runningNs, 145e9);
}

TEST(FaasExternal, WhoIsCutOffAtTheSiteLetsTheNextIn) {
  FaasCase test;
  test.at({0, 6}).window(1000);
  test.stream.request.work.io = seconds(12);
  test.inputs.external.maxConcurrency = 1;
  test.model.timeout = Duration::seconds(10); // the first holds the site to 10 s, the second from there to 16 s
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.timedOut, 2U);
  EXPECT_EQ(run.usage.functions.at(0).billedMs[0], 20'000);
  test.at({0, 6, 16}).window(1000);
  test.stream.request.work.io = seconds(9); // free at 9 s, taken to 16 s and then by the third
  const Counts counts = test.run().metrics.counts;
  EXPECT_EQ(counts.completed, 2U);
  EXPECT_EQ(counts.timedOut, 1U);
}

TEST(FaasExternal, WhoStillWaitsWhenTheWindowEndsIsRunning) {
  FaasCase test;
  test.at(std::vector<double>(4, 0.0)).window(100);
  test.stream.request.work.io = seconds(1000);
  test.inputs.external.maxConcurrency = 1;
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.running, 4U);
  EXPECT_DOUBLE_EQ(run.metrics.runningNs, 400e9);
}

TEST(FaasExternal, BothLimitsTogetherAreTheSlowerOfTheTwo) {
  // Three at a time for 2 s each are 1.5 a second; the rate allows 2, then 1.
  FaasCase test;
  test.at(std::vector<double>(300, 0.0)).window(1000);
  test.stream.request.work.io = seconds(2);
  test.inputs.external = {Rate::perSecond(2), 3};
  EXPECT_NEAR(static_cast<double>(test.run().metrics.response.max()) / 1e9, 200, 2);
  test.inputs.external = {Rate::perSecond(1), 3};
  EXPECT_NEAR(static_cast<double>(test.run().metrics.response.max()) / 1e9, 301, 2);
}

} // namespace
} // namespace coldframe
