#include "sim/workload/surroundings.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

// A function on AWS as measured: 300 MB at 1.25 GB/s, then 78 MB/s.
ObjectStoreProfile lambdaNetwork() {
  ObjectStoreProfile store;
  store.burst = Bytes::mb(300);
  store.burstBandwidth = Bandwidth::bytesPerSecond(1.25e9);
  store.perWorker = Bandwidth::bytesPerSecond(78e6);
  return store;
}

TEST(TransferTime, IsThatOfATokenBucket) {
  const ObjectStoreProfile store = lambdaNetwork();
  EXPECT_EQ(store.transferTime(Bytes()), Duration());
  EXPECT_EQ(store.transferTime(Bytes::mb(125)), Duration::milliseconds(100));
  EXPECT_EQ(store.transferTime(Bytes::mb(300)), Duration::milliseconds(240));
  EXPECT_EQ(store.transferTime(Bytes::mb(300 + 780)), Duration::milliseconds(10'240));
}

TEST(TransferTime, IsNothingWithoutLimits) {
  EXPECT_EQ(ObjectStoreProfile{}.transferTime(Bytes::mb(5000)), Duration());
}

} // namespace
} // namespace coldframe::test
