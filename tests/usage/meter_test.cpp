#include "sim/usage/meter.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <vector>

namespace coldframe {
namespace {

struct SeenCall {
  Duration duration;
  Duration init;
  bool cold = false;
};

// Lengths around every edge that a clock has, and lengths of no particular kind.
std::vector<SeenCall> calls(unsigned seed) {
  std::vector<SeenCall> all;
  const std::vector<std::int64_t> edges{0,           1,           999'999,     1'000'000,     1'000'001,    99'999'999,
                                        100'000'000, 100'000'001, 999'999'999, 1'000'000'000, 1'000'000'001};
  for (const std::int64_t edge : edges) {
    all.push_back({Duration::nanoseconds(edge), {}, false});
    for (const std::int64_t init : edges)
      all.push_back({Duration::nanoseconds(edge), Duration::nanoseconds(init), true});
  }
  std::mt19937_64 bits(seed);
  for (int i = 0; i < 2000; ++i)
    all.push_back({Duration::nanoseconds(static_cast<std::int64_t>(bits() % 900'000'000'000)),
                   Duration::nanoseconds(static_cast<std::int64_t>(bits() % 10'000'000'000)), bits() % 3 == 0});
  return all;
}

Usage metered(const std::vector<SeenCall>& seen, const FunctionKey& key) {
  FunctionMeter meter;
  for (const SeenCall& call : seen)
    if (call.cold)
      meter.addCold(call.duration, call.init);
    else
      meter.addWarm(call.duration);
  Usage usage;
  meter.addTo(usage, key);
  return usage;
}

TEST(FunctionMeter, AgreesWithRoundingEachCallByItselfUnderEveryClock) {
  const std::vector<SeenCall> seen = calls(1);
  const Usage usage = metered(seen, {});
  ASSERT_EQ(usage.functions.size(), 1u);
  const FunctionUsage& function = usage.functions.front();
  for (std::size_t i = 0; i < kBillingClockCount; ++i) {
    std::int64_t sum = 0;
    for (const SeenCall& call : seen)
      sum += kBillingClocks[i].billedMs(call.duration, call.cold ? call.init : Duration());
    EXPECT_EQ(function.billedMs[i], sum) << kBillingClocks[i].name;
  }
}

TEST(FunctionMeter, CountsRequestsInitsAndUnroundedTime) {
  const std::vector<SeenCall> seen = calls(2);
  std::int64_t running = 0;
  std::int64_t init = 0;
  std::int64_t inits = 0;
  for (const SeenCall& call : seen) {
    running += call.duration.ns();
    if (call.cold) {
      init += call.init.ns();
      ++inits;
    }
  }
  const FunctionUsage function = metered(seen, {}).functions.front();
  EXPECT_EQ(function.requests, static_cast<std::int64_t>(seen.size()));
  EXPECT_EQ(function.runningNs, running);
  EXPECT_EQ(function.initNs, init);
  EXPECT_EQ(function.initCount, inits);
}

TEST(FunctionMeter, ThatSawNothingLeavesNoFunctionBehind) {
  Usage usage;
  FunctionMeter().addTo(usage, {});
  EXPECT_TRUE(usage.functions.empty());
}

TEST(FunctionMeter, BillsCenturiesExactlyThoughUnroundedTimeStaysAt292Years) {
  FunctionMeter meter;
  constexpr std::int64_t kCalls = 21'000'000; // of 900 s: 599 years
  for (std::int64_t i = 0; i < kCalls; ++i)
    meter.addWarm(Duration::seconds(900));
  Usage usage;
  meter.addTo(usage, {});
  usage += Usage(usage);
  EXPECT_EQ(usage.functions.front().billedMs[0], 2 * kCalls * 900'000);
  EXPECT_EQ(usage.functions.front().runningNs, std::numeric_limits<std::int64_t>::max());
}

TEST(FunctionMeter, AddsToWhatTheUsageAlreadyHolds) {
  const std::vector<SeenCall> first = calls(3);
  const std::vector<SeenCall> second = calls(4);
  std::vector<SeenCall> both = first;
  both.insert(both.end(), second.begin(), second.end());
  Usage sum = metered(first, {});
  sum += metered(second, {});
  EXPECT_EQ(sum, metered(both, {}));
}

} // namespace
} // namespace coldframe
