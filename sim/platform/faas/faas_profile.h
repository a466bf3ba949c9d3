// A dated function platform as data: scenarios/platforms/aws-lambda@….json is this struct, each figure with its source
// and whether it was measured, documented or assumed. A scenario may override any of it. bind (sim/scenario) turns a
// profile and a scenario's choices (memory, concurrency, runtime, package) into a FaasModel.
#pragma once

#include "sim/json/field_table.h"
#include "sim/platform/faas/keep_alive/keep_alive.h"
#include "sim/random/distribution.h"
#include "sim/units/data_size.h"
#include "sim/units/rate.h"
#include "sim/units/time.h"
#include "sim/usage/usage.h"
#include "sim/usage/usage_names.h"
#include "sim/workload/surroundings.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace coldframe {

// Which idle environment takes a call: by when it was made (newest, oldest), by when it was last used, or any.
enum class ReuseOrder { Newest, Oldest, MostRecentlyUsed, LeastRecentlyUsed, Random };

// Memory sizes on offer.
struct MemoryRange {
  Memory least = Memory::mb(128);
  Memory most = Memory::mb(10240);
  Memory step = Memory::mb(1);
};

// CPU by memory: vCPUs = memory / perVcpu (the share of one vCPU below it). One thread never runs faster than one vCPU.
struct CpuLaw {
  Memory perVcpu = Memory::mb(1769);
  double maxVcpus = 6;
  double speed = 1; // of one whole vCPU, reference vCPU = 1
};

// How fast new environments may be made: a token bucket with one token a new environment.
struct ScalingRule {
  std::int64_t burst = 1000;
  Rate refill = Rate::perSecond(100);
};

// The first handler run on a new environment is slower by this much at a memory size; between sizes linear in memory,
// outside the listed sizes as at the nearest.
struct FirstRunPoint {
  Memory memory;
  Duration extra;
};

struct RuntimeProfile {
  Distribution initZip;   // ns, "Init Duration" of a hello-world zip package
  Distribution initImage; // the same as a container image
  std::vector<FirstRunPoint> firstRun;
  double firstRunFactor = 1;   // on the CPU part of the first run, beside the extra
  double firstRunIoFactor = 1; // on its I/O part: below 1 where a fresh environment has network credit to spend
};

struct PayloadLimits {
  Bytes syncIn = Bytes::of(6'291'456);
  Bytes syncOut = Bytes::of(6'291'456);
  Bytes asyncIn = Bytes::of(262'144);
};

struct AsyncRules {
  std::int64_t errorRetries = 2;
  std::vector<Duration> errorDelays{Duration::minutes(1), Duration::minutes(2)};
  Duration backoffFirst = Duration::seconds(1); // of throttled events, doubling
  Duration backoffMost = Duration::minutes(5);
  Duration eventAge = Duration::hours(6);
  double duplicateShare = 0; // at-least-once delivery: share of events run twice
};

struct SyncRules {
  std::int64_t attempts = 3;                           // the caller's SDK, the first included
  Duration backoffFirst = Duration::milliseconds(100); // doubling, with full jitter
  Duration backoffMost = Duration::seconds(20);
};

struct QueueRules {
  std::int64_t startConcurrency = 5;
  Rate ramp = Rate::perSecond(5); // more concurrency a second of backlog (300 a minute)
  std::int64_t maxConcurrency = 1000;
  Distribution pollDelay;       // ns from arrival to the poller's hand when it is idle
  std::int64_t maxReceives = 3; // then the dead-letter queue
  double visibilityFactor = 6;  // a failed message reappears after factor × timeout
};

struct FaasProfile {
  std::string provider = "aws-lambda"; // the price book's name for it
  std::string date;                    // "2017-05"
  MemoryRange memory;
  CpuLaw cpu;
  Duration maxTimeout = Duration::seconds(900);
  Memory tmpLeast = Memory::mb(512);
  Memory tmpMost = Memory::mb(512);
  PayloadLimits payload;
  // environment life
  Distribution allocation; // ns until code can be loaded
  Duration downloadPerMb;  // code download a zipped MB; zip packages only
  std::map<std::string, RuntimeProfile> runtimes;
  Duration initLimit = Duration::seconds(10);
  KeepAlive keepAlive;
  Duration maxAge = Duration::hours(14);
  ReuseOrder reuse = ReuseOrder::Random;
  bool eagerAssignment = true; // a waiting call takes an environment freed meanwhile
  // running
  Distribution warmStart;         // ns from the platform's acceptance to the handler on a warm environment
  Distribution noise = Scalar{1}; // factor on the CPU part of each attempt
  double stragglerShare = 0;      // share of attempts that are slower by `stragglerFactor`
  Distribution stragglerFactor = Scalar{1};
  // limits
  std::int64_t concurrency = 1000; // account limit
  std::int64_t unreserved = 0;     // of these, what no function may reserve for itself
  ScalingRule scaling;
  double requestsPerConcurrency = 10; // request-rate cap of synchronous calls = this × concurrency, per second
  bool provisionedOffered = false;
  Distribution provisionedDelay; // ns until provisioned environments are ready
  SyncRules sync;
  AsyncRules async;
  QueueRules queue;
  ObjectStoreProfile objectStore;
};

template <>
struct EnumNames<ReuseOrder> {
  static constexpr std::array<std::pair<ReuseOrder, std::string_view>, 5> names{
      {{ReuseOrder::Newest, "newest"},
       {ReuseOrder::Oldest, "oldest"},
       {ReuseOrder::MostRecentlyUsed, "most-recently-used"},
       {ReuseOrder::LeastRecentlyUsed, "least-recently-used"},
       {ReuseOrder::Random, "random"}}};
};
template <>
struct Fields<MemoryRange> {
  static const FieldTable<MemoryRange>& table();
};
template <>
struct Fields<CpuLaw> {
  static const FieldTable<CpuLaw>& table();
};
template <>
struct Fields<ScalingRule> {
  static const FieldTable<ScalingRule>& table();
};
template <>
struct Fields<FirstRunPoint> {
  static const FieldTable<FirstRunPoint>& table();
};
template <>
struct Fields<RuntimeProfile> {
  static const FieldTable<RuntimeProfile>& table();
};
template <>
struct Fields<PayloadLimits> {
  static const FieldTable<PayloadLimits>& table();
};
template <>
struct Fields<SyncRules> {
  static const FieldTable<SyncRules>& table();
};
template <>
struct Fields<AsyncRules> {
  static const FieldTable<AsyncRules>& table();
};
template <>
struct Fields<QueueRules> {
  static const FieldTable<QueueRules>& table();
};
template <>
struct Fields<FaasProfile> {
  static const FieldTable<FaasProfile>& table();
};

} // namespace coldframe
