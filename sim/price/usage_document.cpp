#include "sim/price/usage_document.h"

#include "sim/price/price_usage.h"
#include "sim/price/stated_meter.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace coldframe {

namespace {

std::int64_t coldOf(const StatedCalls& calls) {
  return calls.init > Duration() ? calls.cold.value_or(calls.count) : 0;
}

// Unrounded sums stay where 64 bits end; nothing is billed by them where a book has a rounding rule.
void addUpTo292Years(std::int64_t& sum, std::int64_t count, Duration each) {
  constexpr Money::Atto kMost = std::numeric_limits<std::int64_t>::max();
  sum = static_cast<std::int64_t>(std::min(kMost, sum + static_cast<Money::Atto>(count) * each.ns()));
}

// The time of environments that run `concurrency` calls at once.
std::int64_t shared(std::int64_t callMs, double concurrency) {
  return concurrency == 1 ? callMs : static_cast<std::int64_t>(std::ceil(static_cast<double>(callMs) / concurrency));
}

} // namespace

Usage usageOf(const UsageDocument& document) {
  Usage usage;
  for (const StatedCalls& calls : document.calls) {
    FunctionUsage& function =
        usage.function({calls.provider, calls.memory, calls.architecture, calls.packaging, calls.provisioned});
    const std::int64_t cold = coldOf(calls);
    function.requests += calls.count;
    for (std::size_t i = 0; i < kBillingClockCount; ++i)
      function.billedMs[i] += shared((calls.count - cold) * kBillingClocks[i].billedMs(calls.duration, Duration()) +
                                         cold * kBillingClocks[i].billedMs(calls.duration, calls.init),
                                     calls.concurrency);
    addUpTo292Years(function.runningNs, calls.count, calls.duration);
    addUpTo292Years(function.initNs, cold, calls.init);
    function.initCount += cold;
    const auto tmpMb = static_cast<std::int64_t>(calls.tmp.inMb()) - kIncludedTmpMb;
    if (tmpMb > 0)
      usage.tmpMbMs +=
          calls.count * BillingClock{Duration::milliseconds(1), {}, false, {}}.billedMs(calls.duration, {}) * tmpMb;
  }
  for (const StatedInstances& instances : document.instances)
    if (instances.count > 0)
      usage.addInstance({instances.type, instances.purchase, instances.time, instances.count});
  if (document.frontDoor) {
    const StatedFrontDoor& door = *document.frontDoor;
    usage.frontDoor = {door.kind,
                       door.requests,
                       door.cacheTime.ns(),
                       door.cacheGb,
                       door.balancerTime.ns(),
                       Duration::fromSeconds(door.balancerTime.inSeconds() * door.capacityUnits).ns()};
  }
  for (const StatedDisk& disk : document.disks)
    usage.diskGbMs += static_cast<std::int64_t>(disk.gb * disk.time.inSeconds() * 1e3 + 0.5);
  return usage;
}

Result<Bill> price(const UsageDocument& document, const PriceBook& book, const BillOptions& options) {
  BillOptions used = options;
  used.month = document.month.value_or(options.month);
  MeteredSum sum;
  meterInto(usageOf(document), book, sum);
  meterStated(document, book, used.month, sum);
  const auto metered = sum.take();
  if (!metered)
    return failure(metered.error());
  return priceMetered(*metered, book, used);
}

} // namespace coldframe
