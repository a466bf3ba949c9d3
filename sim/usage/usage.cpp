#include "sim/usage/usage.h"

#include "sim/usage/meter.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <tuple>

namespace coldframe {

namespace {

// For the unrounded sums, which nobody is billed by: a month of 10,000 calls at once is 833 years, beyond what ns in 64
// bits can hold.
void addUpTo292Years(std::int64_t& sum, std::int64_t more) {
  if (__builtin_add_overflow(sum, more, &sum))
    sum = std::numeric_limits<std::int64_t>::max();
}

} // namespace

FunctionUsage& Usage::function(const FunctionKey& key) {
  auto place = std::lower_bound(functions.begin(), functions.end(), key,
                                [](const FunctionUsage& usage, const FunctionKey& k) { return usage.key < k; });
  if (place == functions.end() || place->key != key) {
    place = functions.insert(place, FunctionUsage{});
    place->key = key;
  }
  return *place;
}

void Usage::addInstance(InstanceInterval interval) {
  const auto order = [](const InstanceInterval& i) { return std::tie(i.type, i.purchase, i.length); };
  const auto place =
      std::lower_bound(instances.begin(), instances.end(), interval,
                       [&](const InstanceInterval& a, const InstanceInterval& b) { return order(a) < order(b); });
  if (place != instances.end() && order(*place) == order(interval))
    place->count += interval.count;
  else
    instances.insert(place, std::move(interval));
}

Usage& Usage::operator+=(const Usage& other) {
  for (const FunctionUsage& from : other.functions) {
    FunctionUsage& to = function(from.key);
    to.requests += from.requests;
    for (std::size_t i = 0; i < kBillingClockCount; ++i)
      to.billedMs[i] += from.billedMs[i];
    addUpTo292Years(to.runningNs, from.runningNs);
    addUpTo292Years(to.initNs, from.initNs);
    to.initCount += from.initCount;
  }
  for (const InstanceInterval& interval : other.instances)
    addInstance(interval);
  provisionedMbMs += other.provisionedMbMs;
  tmpMbMs += other.tmpMbMs;
  objectStore.puts += other.objectStore.puts;
  objectStore.gets += other.objectStore.gets;
  objectStore.lists += other.objectStore.lists;
  objectStore.bytesIn += other.objectStore.bytesIn;
  objectStore.bytesOut += other.objectStore.bytesOut;
  assert(frontDoor.kind.empty() || other.frontDoor.kind.empty() || frontDoor.kind == other.frontDoor.kind);
  if (frontDoor.kind.empty())
    frontDoor.kind = other.frontDoor.kind;
  frontDoor.requests += other.frontDoor.requests;
  frontDoor.cacheNs += other.frontDoor.cacheNs;
  frontDoor.cacheGb = std::max(frontDoor.cacheGb, other.frontDoor.cacheGb);
  frontDoor.balancerNs += other.frontDoor.balancerNs;
  frontDoor.balancerUnitNs += other.frontDoor.balancerUnitNs;
  bytesToInternet += other.bytesToInternet;
  logBytes += other.logBytes;
  queueRequests += other.queueRequests;
  scheduleEvents += other.scheduleEvents;
  surplusCreditNs += other.surplusCreditNs;
  diskGbMs += other.diskGbMs;
  addressNs += other.addressNs;
  return *this;
}

void FunctionMeter::addTo(Usage& usage, const FunctionKey& key) const {
  if (m_requests == 0 && m_initCount == 0)
    return;
  FunctionUsage& to = usage.function(key);
  const auto whole = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  to.requests += whole(m_requests);
  // In the order of kBillingClocks.
  const std::array<std::uint64_t, kBillingClockCount> warm{m_ms,       m_ms,        m_hundredMs, m_hundredMs,
                                                           m_msMin100, m_msMin1000, m_seconds,   m_seconds};
  for (std::size_t i = 0; i < kBillingClockCount; ++i)
    to.billedMs[i] +=
        whole(warm[i]) * std::max<std::int64_t>(1, kBillingClocks[i].quantum.ns() / 1'000'000) + m_initExtraMs[i];
  __extension__ constexpr unsigned __int128 kMost = std::numeric_limits<std::int64_t>::max();
  addUpTo292Years(to.runningNs, static_cast<std::int64_t>(std::min(m_runningNs, kMost)));
  addUpTo292Years(to.initNs, m_initNs);
  to.initCount += m_initCount;
}

} // namespace coldframe
