#include "sim/usage/stretch.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

TEST(Stretch, WhatWasOnAllTheTimeStaysOnAndTheRestGrowsInProportion) {
  Usage hour;
  FunctionKey key;
  key.memory = Memory::mb(128);
  hour.function(key).requests = 7;
  hour.function(key).billedMs[0] = 700;
  hour.objectStore.gets = 3;
  hour.addInstance({"m4.large", PurchaseOption::OnDemand, Duration::hours(1), 5});
  hour.addInstance({"m4.large", PurchaseOption::OnDemand, Duration::minutes(10), 2});

  const Usage day = stretched(hour, Duration::hours(1), Duration::hours(24));

  EXPECT_EQ(day.functions[0].requests, 168);
  EXPECT_EQ(day.functions[0].billedMs[0], 16'800);
  EXPECT_EQ(day.objectStore.gets, 72);
  ASSERT_EQ(day.instances.size(), 2u);
  EXPECT_EQ(day.instances[0], (InstanceInterval{"m4.large", PurchaseOption::OnDemand, Duration::minutes(10), 48}));
  EXPECT_EQ(day.instances[1], (InstanceInterval{"m4.large", PurchaseOption::OnDemand, Duration::hours(24), 5}));
}

TEST(Stretch, ByNothingIsTheSame) {
  Usage usage;
  usage.logBytes = 12'345;
  EXPECT_EQ(stretched(usage, Duration::hours(3), Duration::hours(3)), usage);
}

TEST(Stretch, BeyondWhatFitsStaysAtTheMost) {
  Usage usage;
  usage.provisionedMbMs = std::numeric_limits<std::int64_t>::max() / 2;
  EXPECT_EQ(stretched(usage, Duration::hours(1), Duration::hours(720)).provisionedMbMs,
            std::numeric_limits<std::int64_t>::max());
}

} // namespace
} // namespace coldframe
