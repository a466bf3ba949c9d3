#include "sim/platform/front_door_usage.h"
#include "tests/platform/faas_case.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

FrontDoorUsage behindBalancer(std::int64_t requests, double windowSeconds, Bytes input, std::int64_t bytesOut,
                              BehindTheDoor behind) {
  FrontDoor door;
  door.kind = FrontDoorKind::LoadBalancer;
  StreamDemand stream;
  stream.request.input = input;
  Usage usage;
  usage.frontDoor.requests = requests;
  usage.bytesToInternet = bytesOut;
  closeFrontDoor(usage, door, Duration::fromSeconds(windowSeconds), stream, behind);
  return usage.frontDoor;
}

TEST(FrontDoorUsage, AUnitIsTwentyFiveConnectionsASecond) {
  const FrontDoorUsage usage = behindBalancer(50 * 3600, 3600, Bytes::of(0), 0, BehindTheDoor::Functions);
  EXPECT_EQ(usage.kind, "load-balancer");
  EXPECT_EQ(usage.balancerNs, Duration::hours(1).ns());
  EXPECT_EQ(usage.balancerUnitNs, 2 * Duration::hours(1).ns());
}

TEST(FrontDoorUsage, OrAGigabyteAnHourToMachinesAndLessToFunctions) {
  const auto units = [](BehindTheDoor behind) {
    const FrontDoorUsage usage = behindBalancer(1000, 3600, Bytes::of(1'000'000), 1'000'000'000, behind);
    return static_cast<double>(usage.balancerUnitNs) / 3.6e12;
  };
  EXPECT_NEAR(units(BehindTheDoor::Machines), 2, 1e-9);
  EXPECT_NEAR(units(BehindTheDoor::Functions), 5, 1e-9);
}

TEST(FrontDoorUsage, OfFunctionsIsMeteredInARun) {
  FaasCase test;
  test.poisson(100).service(seconds(0.1)).window(3600);
  test.inputs.frontDoor.kind = FrontDoorKind::LoadBalancer;
  const FrontDoorUsage usage = test.run().usage.frontDoor;
  EXPECT_EQ(usage.kind, "load-balancer");
  EXPECT_EQ(usage.balancerNs, Duration::hours(1).ns());
  // 25 requests a second are a unit: exactly so of the requests that came.
  EXPECT_NEAR(static_cast<double>(usage.balancerUnitNs), static_cast<double>(usage.requests) / 25 * 1e9, 1);
}

TEST(FrontDoorUsage, AGatewayHasNoCapacityUnits) {
  FaasCase test;
  test.poisson(100).service(seconds(0.1)).window(60);
  test.inputs.frontDoor.kind = FrontDoorKind::ApiGatewayRest;
  const FrontDoorUsage usage = test.run().usage.frontDoor;
  EXPECT_EQ(usage.kind, "api-gateway-rest");
  EXPECT_EQ(usage.balancerNs, 0);
  EXPECT_EQ(usage.balancerUnitNs, 0);
}

} // namespace
} // namespace coldframe::test
