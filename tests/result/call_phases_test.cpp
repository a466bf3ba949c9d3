#include "sim/result/call_phases.h"
#include "sim/trace/trace_builder.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

// Seconds; below zero: missing.
Trace oneCall(std::array<double, kStampCount> seconds, Cold cold = Cold::No, CallOutcome outcome = CallOutcome::Ok,
              std::int64_t skewNs = 0) {
  TraceRow row;
  for (std::size_t i = 0; i < kStampCount; ++i)
    if (seconds[i] >= 0)
      row.set(static_cast<Stamp>(i), SimTime::at(Duration::fromSeconds(seconds[i])));
  row.cold = cold;
  row.outcome = outcome;
  TraceBuilder builder;
  builder.setWorkerSkew(skewNs);
  builder.append(row);
  return builder.build();
}

std::array<double, 6> boundsInSeconds(const CallBounds& bounds) {
  std::array<double, 6> out{static_cast<double>(bounds.from) / 1e9};
  for (std::size_t i = 0; i < 5; ++i)
    out[i + 1] = static_cast<double>(bounds.end[i]) / 1e9;
  return out;
}

using Seconds = std::array<double, 6>;

TEST(CallPhases, LieBetweenTheStampsOfAWarmCall) {
  const auto bounds = boundsOf(oneCall({1, 2, 3, 4, 5, 9, 10, 12, 14}), 0);
  EXPECT_EQ(boundsInSeconds(*bounds), (Seconds{1, 3, 3, 5, 9, 14}));
  EXPECT_EQ(bounds->phase(3), CallPhase::Running);
  EXPECT_FALSE(bounds->clocksDisagree);
}

TEST(CallPhases, SetTheColdStartApartFromTheWaitBeforeTheInvocation) {
  const auto bounds = boundsOf(oneCall({1, 2, 3, 4, 5, 9, 10, 12, 14}, Cold::Yes), 0);
  EXPECT_EQ(boundsInSeconds(*bounds), (Seconds{1, 2, 3, 5, 9, 14}));
}

TEST(CallPhases, RunIntoEachOtherWhereStampsAreMissing) {
  EXPECT_EQ(boundsInSeconds(*boundsOf(oneCall({-1, -1, 3, -1, -1, -1, 10, -1, -1}), 0)), (Seconds{3, 3, 3, 3, 10, 10}));
  EXPECT_EQ(boundsInSeconds(*boundsOf(oneCall({1, 2, -1, -1, -1, -1, -1, -1, -1}), 0)), (Seconds{1, 2, 2, 2, 2, 2}));
  EXPECT_FALSE(boundsOf(oneCall({-1, -1, -1, -1, -1, -1, -1, -1, -1}), 0).has_value());
}

TEST(CallPhases, CallWhatEndedBadlyFailed) {
  const auto bounds = boundsOf(oneCall({1, 2, 3, -1, -1, -1, 10, -1, -1}, Cold::No, CallOutcome::Timeout), 0);
  EXPECT_EQ(boundsInSeconds(*bounds), (Seconds{1, 3, 3, 3, 10, 10}));
  EXPECT_EQ(bounds->phase(3), CallPhase::Failed);
}

TEST(CallPhases, AreNeverNegativeAndSayWhenTheClocksDisagree) {
  const auto bounds = boundsOf(oneCall({5, 6, 4, 7, 8, 9, 10, 9.5, 11}), 0);
  EXPECT_EQ(boundsInSeconds(*bounds), (Seconds{5, 5, 5, 8, 9, 11}));
  EXPECT_TRUE(bounds->clocksDisagree);
}

TEST(CallPhases, AreReadOnTheClientsClock) {
  const auto bounds = boundsOf(oneCall({1, 2, 3, 4, 5, 9, 10, 14, 15}, Cold::No, CallOutcome::Ok, 2'000'000'000), 0);
  EXPECT_EQ(boundsInSeconds(*bounds), (Seconds{1, 5, 5, 7, 11, 15}));
}

TEST(CallPhases, HoldAnEnvironmentFromTheColdStartToTheEnd) {
  const Trace cold = oneCall({1, 2, 3, 4, 5, 9, 10, 12, 14}, Cold::Yes);
  EXPECT_EQ(boundsInSeconds(insideEnvironment(cold, 0, *boundsOf(cold, 0))), (Seconds{2, 2, 3, 5, 9, 10}));
  const Trace warm = oneCall({1, 2, 3, 4, 5, 9, 10, 12, 14});
  EXPECT_EQ(boundsInSeconds(insideEnvironment(warm, 0, *boundsOf(warm, 0))), (Seconds{3, 3, 3, 5, 9, 10}));
}

} // namespace
} // namespace coldframe
