#include "sim/fit/speedup_part.h"
#include "sim/trace/trace_builder.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

// n calls of 10 s, one started each 0.2 s: S = 10 n ÷ (10 + 0.2 (n − 1)) = 1 ÷ (s + (1 − s) ÷ n) with s = 0.02.
Trace staggered(int n, double apart = 0.2) {
  TraceBuilder builder;
  for (int call = 0; call < n; ++call) {
    TraceRow row;
    row.set(Stamp::Submit, SimTime::at(Duration::fromSeconds(apart * call)));
    row.set(Stamp::Start, SimTime::at(Duration::fromSeconds(apart * call)));
    row.set(Stamp::End, SimTime::at(Duration::fromSeconds(apart * call + 10)));
    builder.append(row);
  }
  return builder.build();
}

FitPart fitOf(const std::vector<Trace>& runs) {
  std::vector<const Trace*> traces;
  for (const Trace& run : runs)
    traces.push_back(&run);
  return fitSpeedup(traces);
}

} // namespace

TEST(SpeedupPart, FindsTheSerialShareOfRunsStartedOneAfterTheOther) {
  const FitPart part = fitOf({staggered(2), staggered(4), staggered(8), staggered(16), staggered(32)});
  ASSERT_TRUE(part.identified()) << part.why;
  EXPECT_EQ(part.n, 5u);
  ASSERT_FALSE(part.figures.empty());
  EXPECT_NEAR(part.figures.front().value, 0.02, 1e-6) << part.method;
}

TEST(SpeedupPart, NeedsThreeDifferentNumbersOfWorkers) {
  const FitPart part = fitOf({staggered(4), staggered(8), staggered(8)});
  EXPECT_FALSE(part.identified());
  EXPECT_NE(part.why.find("2 different numbers"), std::string::npos) << part.why;
  EXPECT_TRUE(part.figures.empty());
}

TEST(SpeedupPart, KnowsAJobWhoseWorkersHaveAnotherClock) {
  // Worker clocks an hour behind: without the known skew every call would end before it was submitted.
  const auto skewed = [](int n) {
    TraceBuilder builder;
    for (int call = 0; call < n; ++call) {
      TraceRow row;
      row.set(Stamp::Submit, SimTime::at(Duration::fromSeconds(3600 + 0.2 * call)));
      row.set(Stamp::Start, SimTime::at(Duration::fromSeconds(0.2 * call)));
      row.set(Stamp::End, SimTime::at(Duration::fromSeconds(0.2 * call + 10)));
      builder.append(row);
    }
    builder.setWorkerSkew(3'600'000'000'000);
    return builder.build();
  };
  const FitPart part = fitOf({skewed(4), skewed(8), skewed(16), skewed(32)});
  ASSERT_TRUE(part.identified()) << part.why;
  EXPECT_NEAR(part.figures.front().value, 0.02, 1e-6);
}

TEST(SpeedupPart, TakesNoStreamForAJob) {
  // Calls that come once every 5 s for as long as the run goes on tell of arrivals, not of speedup.
  const FitPart part = fitOf({staggered(20, 5), staggered(30, 5), staggered(40, 4)});
  EXPECT_FALSE(part.identified());
  EXPECT_EQ(part.n, 0u);
}

} // namespace coldframe::test
