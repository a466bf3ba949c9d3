#include "sim/usage/usage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace coldframe {
namespace {

FunctionKey keyOf(std::uint64_t number) {
  FunctionKey key;
  key.memory = Memory::mb(128 + 64 * static_cast<std::int64_t>(number % 3));
  key.architecture = number % 2 == 0 ? Architecture::X86 : Architecture::Arm;
  key.provisioned = number % 5 == 0;
  return key;
}

Usage anyUsage(unsigned seed) {
  std::mt19937_64 bits(seed);
  const auto some = [&bits] { return static_cast<std::int64_t>(bits() % 1'000'000'000); };
  Usage usage;
  for (int i = 0; i < 4; ++i) {
    FunctionUsage& function = usage.function(keyOf(bits()));
    function.requests += some();
    for (std::int64_t& billed : function.billedMs)
      billed += some();
    function.runningNs += some();
    function.initNs += some();
    function.initCount += some();
  }
  for (int i = 0; i < 5; ++i)
    usage.addInstance({bits() % 2 == 0 ? "c4.large" : "m4.large",
                       bits() % 2 == 0 ? PurchaseOption::OnDemand : PurchaseOption::Spot,
                       Duration::seconds(static_cast<std::int64_t>(bits() % 3)), some()});
  usage.provisionedMbMs = some();
  usage.tmpMbMs = some();
  usage.objectStore = {some(), some(), some(), some(), some()};
  usage.frontDoor = {"api-gateway-rest", some(), some(), 0.5, some(), some()};
  usage.bytesToInternet = some();
  usage.logBytes = some();
  usage.queueRequests = some();
  usage.scheduleEvents = some();
  usage.surplusCreditNs = some();
  usage.diskGbMs = some();
  usage.addressNs = some();
  return usage;
}

Usage operator+(Usage a, const Usage& b) {
  a += b;
  return a;
}

TEST(Usage, AddsInAnyOrderAndGrouping) {
  for (unsigned seed = 1; seed < 50; ++seed) {
    const Usage a = anyUsage(seed);
    const Usage b = anyUsage(seed + 1000);
    const Usage c = anyUsage(seed + 2000);
    EXPECT_EQ(a + b, b + a);
    EXPECT_EQ((a + b) + c, a + (b + c));
    EXPECT_EQ(a + Usage{}, a);
    EXPECT_EQ(Usage{} + a, a);
  }
}

TEST(Usage, AddedToItselfIsTwiceItself) {
  Usage usage = anyUsage(7);
  const Usage twice = usage + usage;
  usage += usage;
  EXPECT_EQ(usage, twice);
  EXPECT_EQ(usage.logBytes, 2 * anyUsage(7).logBytes);
}

TEST(Usage, KeepsFunctionsSortedAndOnce) {
  Usage usage;
  for (const std::uint64_t number : {5u, 0u, 3u, 5u, 1u, 0u})
    usage.function(keyOf(number)).requests += 1;
  EXPECT_TRUE(std::ranges::is_sorted(usage.functions, [](const auto& a, const auto& b) { return a.key < b.key; }));
  std::int64_t requests = 0;
  for (const FunctionUsage& function : usage.functions)
    requests += function.requests;
  EXPECT_EQ(requests, 6);
  EXPECT_EQ(usage.functions.size(), 4u); // 5, 0, 3 and 1: each of its own kind
}

TEST(Usage, MergesInstancesOfTheSameTypePurchaseAndLength) {
  Usage usage;
  usage.addInstance({"c4.large", PurchaseOption::OnDemand, Duration::hours(1), 2});
  usage.addInstance({"c4.large", PurchaseOption::Spot, Duration::hours(1), 1});
  usage.addInstance({"c4.large", PurchaseOption::OnDemand, Duration::hours(1), 3});
  usage.addInstance({"c4.large", PurchaseOption::OnDemand, Duration::hours(2), 1});
  ASSERT_EQ(usage.instances.size(), 3u);
  EXPECT_EQ(usage.instances[0].count, 5);
}

} // namespace
} // namespace coldframe
