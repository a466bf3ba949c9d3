#include "sim/price/usage_document.h"

#include "sim/price/book_rules.h"
#include "sim/price/price_usage.h"
#include "sim/price/stated_meter.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

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

// Calls that are all alike, so that what they come to can be told as count × time × memory.
std::vector<StatedCalls> alike(const StatedCalls& calls) {
  const std::int64_t cold = coldOf(calls);
  if (cold == 0 || cold == calls.count || calls.concurrency != 1)
    return {calls};
  StatedCalls first = calls;
  first.count = cold;
  StatedCalls others = calls;
  others.count -= cold;
  others.cold = 0;
  return {first, others};
}

Result<void> meterCalls(const StatedCalls& calls, const PriceBook& book, MeteredSum& sum) {
  for (const StatedCalls& some : alike(calls)) {
    UsageDocument alone;
    alone.calls = {some};
    MeteredSum own;
    meterInto(usageOf(alone), book, own);
    auto metered = own.take();
    if (!metered)
      return failure(std::move(metered.error()));
    for (MeteredQuantity& quantity : *metered) {
      if (canBeCommittedTo(quantity.item))
        quantity.purchase = calls.purchase;
      sum.add(std::move(quantity));
    }
  }
  return {};
}

std::map<PriceItem, Money::Atto> usedGrants(const UsageDocument& document, const PriceBook& book, Duration month) {
  std::map<PriceItem, Money::Atto> used;
  for (const StatedGrantUse& use : document.grantsUsed) {
    if (use.quantity)
      used[use.item] += use.quantity->inBase(month);
    else
      for (const FreeGrant& grant : book.freeGrants)
        if (grant.item == use.item)
          used[use.item] += grant.quantity.inBase(month);
  }
  return used;
}

// What the platform would not have taken at the book's date.
void warnOfCalls(const StatedCalls& calls, std::size_t index, const PriceBook& book,
                 std::vector<std::string>& warnings) {
  const FunctionRule* rule =
      findFunctionRule(book, {calls.provider, calls.memory, calls.architecture, calls.packaging, calls.provisioned});
  if (rule == nullptr)
    return;
  const FunctionLimits limits = rule->limits.value_or(FunctionLimits());
  const auto warn = [&](const std::string& what) {
    warnings.push_back("calls " + std::to_string(index + 1) + ": " + what + " (" + book.exactName() + ")");
  };
  if (limits.memoryLeast && calls.memory < *limits.memoryLeast)
    warn(showMemory(calls.memory) + " are less than the " + showMemory(*limits.memoryLeast) +
         " a function has at least");
  if (limits.memoryMost && calls.memory > *limits.memoryMost)
    warn(showMemory(calls.memory) + " are more than the " + showMemory(*limits.memoryMost) + " a function can have");
  if (limits.duration && calls.duration > *limits.duration)
    warn(writeDuration(calls.duration) + " are longer than the " + writeDuration(*limits.duration) +
         " after which a call is stopped");
  if (limits.init && !calls.provisioned && coldOf(calls) > 0 && calls.init > *limits.init)
    warn("an INIT of " + writeDuration(calls.init) + " is longer than the " + writeDuration(*limits.init) +
         " after which it is stopped");
  if (limits.tmp && calls.tmp > *limits.tmp)
    warn(showMemory(calls.tmp) + " of /tmp are more than the " + showMemory(*limits.tmp) + " there can be");
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
  return usage;
}

Result<Bill> price(const UsageDocument& document, const PriceBook& book, const BillOptions& options) {
  BillOptions used = options;
  used.month = document.month.value_or(options.month);
  MeteredSum sum;
  UsageDocument rest = document;
  rest.calls.clear();
  meterInto(usageOf(rest), book, sum);
  for (const StatedCalls& calls : document.calls)
    if (auto done = meterCalls(calls, book, sum); !done)
      return failure(std::move(done.error()));
  meterStated(document, book, used.month, sum);
  const auto metered = sum.take();
  if (!metered)
    return failure(metered.error());
  auto bill = priceMetered(*metered, book, used, usedGrants(document, book, used.month));
  if (bill)
    for (std::size_t i = 0; i < document.calls.size(); ++i)
      warnOfCalls(document.calls[i], i, book, bill->warnings);
  return bill;
}

} // namespace coldframe
