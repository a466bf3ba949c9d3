#include "sim/workload/surroundings.h"

#include "sim/json/reader.h"
#include "sim/workload/distribution_codec.h"

namespace coldframe {

Duration ObjectStoreProfile::transferTime(Bytes size) const {
  if (size <= burst)
    return burstBandwidth.timeFor(size);
  return burstBandwidth.timeFor(burst) + perWorker.timeFor(Bytes::of(size.count() - burst.count()));
}

const FieldTable<ClientLink>& Fields<ClientLink>::table() {
  static const FieldTable<ClientLink> fields =
      FieldTable<ClientLink>("client", "the line between the user's machine and everything else")
          .field("uplink", &ClientLink::uplink, {.help = "data out", .min = 0, .aboveMin = true})
          .field("downlink", &ClientLink::downlink, {.help = "data in", .min = 0, .aboveMin = true})
          .field("round_trip", &ClientLink::roundTrip, {.help = "there and back, of every call the client makes"});
  return fields;
}

const FieldTable<ExternalLimits>& Fields<ExternalLimits>::table() {
  static const FieldTable<ExternalLimits> fields =
      FieldTable<ExternalLimits>("external", "the site or database that every item's I/O part calls")
          .field("max_rate", &ExternalLimits::maxRate,
                 {.help = "calls it takes in a second, whoever makes them", .min = 0, .aboveMin = true})
          .field("max_concurrency", &ExternalLimits::maxConcurrency,
                 {.help = "calls it serves at a time; 0: no limit", .min = 0});
  return fields;
}

const FieldTable<FrontDoor>& Fields<FrontDoor>::table() {
  static const FieldTable<FrontDoor> fields =
      FieldTable<FrontDoor>("front_door", "what requests pass before they reach a function or a fleet")
          .field("kind", &FrontDoor::kind, {.help = "the service, which decides what it costs"})
          .field("cache_hit_ratio", &FrontDoor::cacheHitRatio,
                 {.help = "share of requests its cache answers: they never reach the platform", .min = 0, .max = 1})
          .field("cache_gb", &FrontDoor::cacheGb,
                 {.help = "size of the cache paid for by the hour; 0: none", .min = 0, .max = 10'000})
          .field("latency", &FrontDoor::latency,
                 {.help = "added to every request that passes", .of = ValueKind::Duration})
          .field("request_overhead", &FrontDoor::requestOverhead,
                 {.help = "data out for a request beyond the function's own output", .max = 1e15})
          .check([](const FrontDoor& door, Reader& reader, const JsonNode& node) {
            if (door.kind == FrontDoorKind::None && (door.cacheHitRatio > 0 || door.cacheGb > 0))
              reader.wrongAbout(node, "a cache needs a front door", "a \"kind\" other than \"none\"");
          });
  return fields;
}

const FieldTable<ObjectStoreProfile>& Fields<ObjectStoreProfile>::table() {
  constexpr FieldOptions kLatency{.of = ValueKind::Duration};
  const auto latency = [&](std::string_view help) {
    FieldOptions options = kLatency;
    options.help = help;
    return options;
  };
  static const FieldTable<ObjectStoreProfile> fields =
      FieldTable<ObjectStoreProfile>("object_store", "an S3-like object store and the workers' way to it")
          .field("get_latency", &ObjectStoreProfile::getLatency, latency("a small GET, until its first byte"))
          .field("put_latency", &ObjectStoreProfile::putLatency, latency("a small PUT"))
          .field("list_latency", &ObjectStoreProfile::listLatency, latency("one page of a LIST"))
          .field("put_rate", &ObjectStoreProfile::putRate,
                 {.help = "PUTs a second a prefix takes", .min = 0, .aboveMin = true})
          .field("get_rate", &ObjectStoreProfile::getRate,
                 {.help = "GETs a second a prefix takes", .min = 0, .aboveMin = true})
          .field("prefixes", &ObjectStoreProfile::prefixes,
                 {.help = "prefixes the load is spread over", .min = 1, .max = 1e6})
          .field("per_worker", &ObjectStoreProfile::perWorker,
                 {.help = "what a worker keeps up, each direction", .min = 0, .aboveMin = true})
          .field("burst", &ObjectStoreProfile::burst,
                 {.help = "data a fresh worker moves at burst_bandwidth first", .max = 1e15})
          .field("burst_bandwidth", &ObjectStoreProfile::burstBandwidth,
                 {.help = "what a worker moves while its burst lasts", .min = 0, .aboveMin = true})
          .field("aggregate", &ObjectStoreProfile::aggregate,
                 {.help = "all workers together", .min = 0, .aboveMin = true});
  return fields;
}

const FieldTable<InitialState>& Fields<InitialState>::table() {
  static const FieldTable<InitialState> fields =
      FieldTable<InitialState>("initial", "what is there when the window begins")
          .field("warm", &InitialState::warm, {.help = "warm environments", .min = 0, .max = 1e6});
  return fields;
}

const FieldTable<Operations>& Fields<Operations>::table() {
  static const FieldTable<Operations> fields =
      FieldTable<Operations>("ops", "people's time, shown apart from what providers bill")
          .field("hours_per_month", &Operations::hoursPerMonth, {.help = "hours of work a month", .min = 0, .max = 1e5})
          .field("usd_per_hour", &Operations::usdPerHour, {.help = "what an hour costs, in USD", .min = 0, .max = 1e5});
  return fields;
}

} // namespace coldframe
