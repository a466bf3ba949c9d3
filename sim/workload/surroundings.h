// What surrounds a platform and is the same whichever platform does the work: the user's own line, the site or database
// that everybody calls, the front door before a service, the object store, and the people who run things.
#pragma once

#include "sim/json/field_table.h"
#include "sim/random/distribution.h"
#include "sim/units/data_size.h"
#include "sim/units/rate.h"
#include "sim/units/time.h"

#include <cstdint>
#include <string>

namespace coldframe {

// The line between the user's machine and everything else. Unlimited and instant unless said.
struct ClientLink {
  Bandwidth uplink = Bandwidth::unlimited();
  Bandwidth downlink = Bandwidth::unlimited();
  Duration roundTrip;
};

// The site or database that every item's I/O part calls: at most this many calls a second and at a time, whoever makes
// them.
struct ExternalLimits {
  Rate maxRate = Rate::unlimited();
  std::int64_t maxConcurrency = 0; // 0: no limit
  bool any() const { return maxRate < Rate::unlimited() || maxConcurrency > 0; }
};

enum class FrontDoorKind { None, ApiGatewayRest, ApiGatewayHttp, FunctionUrl, LoadBalancer };

// What requests pass before they reach a function or a fleet.
struct FrontDoor {
  FrontDoorKind kind = FrontDoorKind::None;
  double cacheHitRatio = 0; // share of requests answered by its cache: they never reach the platform
  double cacheGb = 0;       // size of the cache that is paid for by the hour; 0: none
  Distribution latency;     // ns, added to every request that passes
  Bytes requestOverhead;    // bytes out a request beyond the function's own output

  // What leaves for a reply of `output`, be it computed or answered by the cache.
  Bytes reply(Bytes output) const { return output + requestOverhead; }
};

// An S3-like object store. Sources and dates in docs/models.md, "Object store".
struct ObjectStoreProfile {
  Distribution getLatency; // ns, first byte
  Distribution putLatency;
  Distribution listLatency;
  Rate putRate = Rate::unlimited(); // per prefix and second
  Rate getRate = Rate::unlimited();
  std::int64_t prefixes = 1;
  Bandwidth perWorker = Bandwidth::unlimited(); // sustained, each direction
  Bytes burst;                                  // a fresh worker's first bytes go at `burstBandwidth`
  Bandwidth burstBandwidth = Bandwidth::unlimited();
  Bandwidth aggregate = Bandwidth::unlimited(); // all workers together

  // Transfer time of `size` on a worker whose token bucket is full.
  Duration transferTime(Bytes size) const;
};

// Environments that are warm when the window begins.
struct InitialState {
  std::int64_t warm = 0;
};

// People's time, shown apart from what providers bill.
struct Operations {
  double hoursPerMonth = 0;
  double usdPerHour = 0;
};

template <>
struct EnumNames<FrontDoorKind> {
  static constexpr std::array<std::pair<FrontDoorKind, std::string_view>, 5> names{{
      {FrontDoorKind::None, "none"},
      {FrontDoorKind::ApiGatewayRest, "api-gateway-rest"},
      {FrontDoorKind::ApiGatewayHttp, "api-gateway-http"},
      {FrontDoorKind::FunctionUrl, "function-url"},
      {FrontDoorKind::LoadBalancer, "load-balancer"},
  }};
};
template <>
struct Fields<ClientLink> {
  static const FieldTable<ClientLink>& table();
};
template <>
struct Fields<ExternalLimits> {
  static const FieldTable<ExternalLimits>& table();
};
template <>
struct Fields<FrontDoor> {
  static const FieldTable<FrontDoor>& table();
};
template <>
struct Fields<ObjectStoreProfile> {
  static const FieldTable<ObjectStoreProfile>& table();
};
template <>
struct Fields<InitialState> {
  static const FieldTable<InitialState>& table();
};
template <>
struct Fields<Operations> {
  static const FieldTable<Operations>& table();
};

} // namespace coldframe
