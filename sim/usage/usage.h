// What was used, in whole numbers; never money. One run (or one month) of one platform yields one Usage, a
// PriceBook turns it into a Bill. Usages add: `a += b` is exact, in any order.
#pragma once

#include "sim/units/data_size.h"
#include "sim/units/time.h"
#include "sim/usage/billing_clock.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace coldframe {

enum class Architecture : std::uint8_t { X86, Arm };
enum class Packaging : std::uint8_t { Zip, Image, CustomRuntime }; // the last: a zip that brings its own runtime

// What a provider tells functions apart by when it bills them.
struct FunctionKey {
  std::string provider = "aws-lambda"; // "aws-lambda", "gcf", "azure-functions", …
  Memory memory;                       // configured
  Architecture architecture = Architecture::X86;
  Packaging packaging = Packaging::Zip;
  bool provisioned = false; // ran on provisioned concurrency
  auto operator<=>(const FunctionKey&) const = default;
};

struct FunctionUsage {
  FunctionKey key;
  std::int64_t requests = 0;                               // billed requests: every attempt that was not throttled
  std::array<std::int64_t, kBillingClockCount> billedMs{}; // Σ over attempts, under each clock
  std::int64_t runningNs = 0; // Σ unrounded duration (INIT not included); stays at 292 years
  std::int64_t initNs = 0;    // Σ unrounded INIT; stays at 292 years
  std::int64_t initCount = 0; // INITs
  bool operator==(const FunctionUsage&) const = default;
};

// Commitments are for one year with nothing paid upfront unless the name says otherwise.
enum class PurchaseOption : std::uint8_t {
  OnDemand,
  Reserved,
  SavingsPlan,
  Spot,
  ReservedPartial,
  ReservedUpfront,
  Reserved3,
  Reserved3Partial,
  Reserved3Upfront,
  Convertible,
  ConvertiblePartial,
  ConvertibleUpfront,
  Convertible3,
  Convertible3Partial,
  Convertible3Upfront,
  SavingsPlanPartial,
  SavingsPlanUpfront,
  SavingsPlan3,
  SavingsPlan3Partial,
  SavingsPlan3Upfront,
};

// One machine from running to stopped; the price book decides about minimum and rounding.
struct InstanceInterval {
  std::string type; // "c4.4xlarge"
  PurchaseOption purchase = PurchaseOption::OnDemand;
  Duration length;
  std::int64_t count = 1; // how many machines had exactly this interval
  bool operator==(const InstanceInterval&) const = default;
};

struct ObjectStoreUsage {
  std::int64_t puts = 0; // PUT, COPY, POST
  std::int64_t gets = 0;
  std::int64_t lists = 0;
  std::int64_t bytesIn = 0;  // into the store
  std::int64_t bytesOut = 0; // out of the store, wherever to
  bool operator==(const ObjectStoreUsage&) const = default;
};

struct FrontDoorUsage {
  std::string kind; // "api-gateway-rest", "api-gateway-http", "function-url", "load-balancer"; empty: none
  std::int64_t requests = 0;
  std::int64_t cacheNs = 0;        // time a response cache was switched on
  double cacheGb = 0;              // its size
  std::int64_t balancerNs = 0;     // load balancer time
  std::int64_t balancerUnitNs = 0; // Σ capacity units × time
  bool operator==(const FrontDoorUsage&) const = default;
};

struct Usage {
  std::vector<FunctionUsage> functions; // sorted by key
  std::int64_t provisionedMbMs = 0; // Σ configured MB × time of provisioned concurrency (already in 5-minute steps)
  std::int64_t tmpMbMs = 0;         // Σ /tmp above 512 MB × billed time (1 ms clock)
  std::vector<InstanceInterval> instances; // sorted by (type, purchase, length); equal ones merged
  ObjectStoreUsage objectStore;
  FrontDoorUsage frontDoor;
  std::int64_t bytesToInternet = 0; // data out of the region
  std::int64_t logBytes = 0;
  std::int64_t queueRequests = 0;   // SQS-like requests
  std::int64_t scheduleEvents = 0;  // EventBridge-like rule firings
  std::int64_t surplusCreditNs = 0; // burstable vCPU-time beyond the bank
  std::int64_t diskGbMs = 0;        // block storage, GB × time
  std::int64_t addressNs = 0;       // public IPv4 addresses × time

  Usage& operator+=(const Usage& other); // of one platform: two front doors of different kinds assert
  bool operator==(const Usage&) const = default;
  FunctionUsage& function(const FunctionKey& key); // finds or inserts, keeping the order
  void addInstance(InstanceInterval interval);     // merges with an equal one
};

} // namespace coldframe
