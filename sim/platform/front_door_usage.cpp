#include "sim/platform/front_door_usage.h"

#include "sim/random/distribution.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr double kConnectionsPerUnit = 25;
constexpr double kGbPerUnitHour = 1;
constexpr double kFunctionGbPerUnitHour = 0.4;

} // namespace

void closeFrontDoor(Usage& usage, const FrontDoor& door, Duration window, const StreamDemand& stream,
                    BehindTheDoor behind) {
  if (door.kind == FrontDoorKind::None)
    return;
  usage.frontDoor.kind = EnumNames<FrontDoorKind>::names[static_cast<std::size_t>(door.kind)].second;
  if (door.cacheGb > 0) {
    usage.frontDoor.cacheGb = door.cacheGb;
    usage.frontDoor.cacheNs = window.ns();
  }
  if (door.kind != FrontDoorKind::LoadBalancer || window == Duration())
    return;
  const double seconds = window.inSeconds();
  const auto requests = static_cast<double>(usage.frontDoor.requests);
  const double bytes =
      requests * static_cast<double>(stream.request.input.count()) + static_cast<double>(usage.bytesToInternet);
  const double gbPerHour = behind == BehindTheDoor::Functions ? kFunctionGbPerUnitHour : kGbPerUnitHour;
  const double units = std::max(requests / seconds / kConnectionsPerUnit, bytes / 1e9 / (seconds / 3600) / gbPerHour);
  usage.frontDoor.balancerNs = window.ns();
  usage.frontDoor.balancerUnitNs = Distribution::toWhole(units * static_cast<double>(window.ns()));
}

} // namespace coldframe
