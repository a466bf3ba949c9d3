// Usage written down by hand ("coldframe.usage/1"), for `bill`: calls, provisioned environments, instances, or metered
// quantities as they stand, so that every published example can be stated. Documented in docs/formats.md.
//
//   { "schema": "coldframe.usage/1", "name": "A mobile backend", "month": "744 h",
//     "calls": [{"count": 3000000, "duration": "120 ms", "memory": "1536 MB"}],
//     "metered": [{"item": "data_out", "quantity": "467 GB"}] }
//
// Errors of a document: what field tables find, counts × durations beyond any range, a unit of another dimension.
#pragma once

#include "sim/base/result.h"
#include "sim/json/document.h"
#include "sim/json/field_table.h"
#include "sim/price/bill.h"
#include "sim/price/metered.h"
#include "sim/price/price_book.h"

#include <optional>
#include <string>
#include <vector>

namespace coldframe {

inline constexpr std::int64_t kIncludedTmpMb = 512; // of /tmp, with every environment

// `count` calls, each of the same length.
struct StatedCalls {
  std::string provider = "aws-lambda";
  std::int64_t count = 0;
  Duration duration;                // of each, INIT not included
  Duration init;                    // of each cold one
  std::optional<std::int64_t> cold; // how many of them; none said: all, where there is an INIT
  Memory memory;
  Architecture architecture = Architecture::X86;
  Packaging packaging = Packaging::Zip;
  bool provisioned = false;
  Memory tmp = Memory::mb(kIncludedTmpMb);
  double cpu = 0;         // vCPUs, where they are billed apart and not by memory
  double concurrency = 1; // calls that share an environment while it runs: they share its time
  Memory event;           // of asynchronous calls: size of each event, where large ones count several requests
  PurchaseOption purchase = PurchaseOption::OnDemand; // a savings plan covers their time, not their requests
};

// Environments kept ready; time is billed in whole steps of five minutes.
struct StatedEnvironments {
  std::int64_t count = 1;
  Memory memory;
  Duration time;
  Architecture architecture = Architecture::X86;
};

// A stretch of a burstable machine's life: how much of all its CPUs is used.
struct CpuPhase {
  Duration time;
  double use = 0; // 0 to 1
};

struct StatedInstances {
  std::string type;
  std::int64_t count = 1;
  Duration time; // of each, from running to stopped
  PurchaseOption purchase = PurchaseOption::OnDemand;
  std::optional<PriceItem> fee;  // of the service that runs on them
  std::vector<CpuPhase> load;    // of burstable types, one after the other: CPU beyond the credits is billed
  std::optional<bool> unlimited; // none: as the type comes, all but t2
  bool running = false;          // at the end of it: what is owed in credits is not charged yet
};

enum class TaskSystem : std::uint8_t { Linux, Windows };

// Tasks on machines of the provider's own (Fargate).
struct StatedTasks {
  std::int64_t count = 1;
  double cpu = 1; // vCPUs
  Memory memory;
  Duration time; // of each
  Architecture architecture = Architecture::X86;
  TaskSystem system = TaskSystem::Linux;
  double storageGb = 0; // beyond what is included
  PurchaseOption purchase = PurchaseOption::OnDemand;
};

// Snapshots of initialised functions: kept for a time, restored now and then.
struct StatedSnapshots {
  std::int64_t count = 1; // versions published
  Memory memory;
  Duration time; // how long each is kept
  std::int64_t restores = 0;
};

// What a load balancer carries for a time, in the mean; where that changes within hours, phase by phase.
struct BalancerPhase {
  Duration time;
  double newConnections = 0; // a second
  double activeConnections = 0;
  double gbPerHour = 0;
  double gbToFunctionsPerHour = 0;
  double rulesPerSecond = 0; // evaluated
};

struct StatedFrontDoor {
  std::string kind; // as FrontDoorUsage::kind
  std::int64_t requests = 0;
  double cacheGb = 0;
  Duration cacheTime;
  Duration balancerTime;
  double capacityUnits = 0;        // while the balancer is on, in the mean
  std::vector<BalancerPhase> load; // or what they come from
  Memory payload;                  // of each request, where large ones count as several
};

// Disks that are alike, each kept for a time.
struct StatedDisk {
  std::int64_t count = 1;
  PriceItem kind = PriceItem::Disk;
  double gb = 0;
  Duration time;
  double iops = 0; // what is bought, with what is included
  double mbps = 0;
};

struct StatedQuantity {
  PriceItem item = PriceItem::FunctionRequest;
  std::optional<Architecture> arch; // of items told apart by it: x86_64 unless said
  std::string type;
  PurchaseOption purchase = PurchaseOption::OnDemand;
  double size = 0; // of a cache, GB
  UnitQuantity quantity;
  Memory each;                       // size of each request, where large ones count as several
  std::optional<std::int64_t> count; // of times: so many of this length, each rounded as the book says
};

// What another part of the account has used of a free grant.
struct StatedGrantUse {
  PriceItem item = PriceItem::FunctionRequest;
  std::optional<UnitQuantity> quantity; // none: all of it
};

struct UsageDocument {
  std::string schema = "coldframe.usage/1";
  std::string name;
  std::string description;
  std::vector<std::string> sources;
  std::optional<Duration> month; // its length; none: the caller's
  std::vector<StatedCalls> calls;
  std::vector<StatedEnvironments> provisioned;
  std::vector<StatedInstances> instances;
  std::vector<StatedTasks> tasks;
  std::vector<StatedSnapshots> snapshots;
  std::optional<StatedFrontDoor> frontDoor;
  std::vector<StatedDisk> disks;
  std::vector<StatedQuantity> metered;
  std::vector<StatedGrantUse> grantsUsed;
};

Result<UsageDocument> readUsageDocument(const JsonDocument& document);

// What can be said as a Usage of it: calls, instances and the front door; the rest comes with price().
Usage usageOf(const UsageDocument& document);
Result<Bill> price(const UsageDocument& document, const PriceBook& book, const BillOptions& options);

template <>
struct EnumNames<TaskSystem> {
  static constexpr std::array<std::pair<TaskSystem, std::string_view>, 2> names{
      {{TaskSystem::Linux, "linux"}, {TaskSystem::Windows, "windows"}}};
};

template <>
struct Fields<StatedCalls> {
  static const FieldTable<StatedCalls>& table();
};
template <>
struct Fields<StatedEnvironments> {
  static const FieldTable<StatedEnvironments>& table();
};
template <>
struct Fields<StatedInstances> {
  static const FieldTable<StatedInstances>& table();
};
template <>
struct Fields<StatedTasks> {
  static const FieldTable<StatedTasks>& table();
};
template <>
struct Fields<StatedSnapshots> {
  static const FieldTable<StatedSnapshots>& table();
};
template <>
struct Fields<CpuPhase> {
  static const FieldTable<CpuPhase>& table();
};
template <>
struct Fields<BalancerPhase> {
  static const FieldTable<BalancerPhase>& table();
};
template <>
struct Fields<StatedFrontDoor> {
  static const FieldTable<StatedFrontDoor>& table();
};
template <>
struct Fields<StatedDisk> {
  static const FieldTable<StatedDisk>& table();
};
template <>
struct Fields<StatedQuantity> {
  static const FieldTable<StatedQuantity>& table();
};
template <>
struct Fields<StatedGrantUse> {
  static const FieldTable<StatedGrantUse>& table();
};
template <>
struct Fields<UsageDocument> {
  static const FieldTable<UsageDocument>& table();
};

} // namespace coldframe
