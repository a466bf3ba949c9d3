#include "sim/price/metered.h"

#include "sim/price/book_rules.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

using Atto = Money::Atto;

constexpr std::int64_t kMbBytes = 1'048'576;

// "3,000,000 calls × 120 ms"; where calls differ, their time together.
std::string callsText(const FunctionUsage& function, std::int64_t billedMs) {
  const std::string calls = showCounted(function.requests, "call");
  if (function.requests > 0 && billedMs % function.requests == 0)
    return calls + " × " + writeDuration(Duration::milliseconds(billedMs / function.requests));
  return calls + ", together " + significant(static_cast<double>(billedMs) / 1e3) + " s";
}

// What the billed time of calls is of, where rounding or INIT make it another.
std::string ranText(const FunctionUsage& function, std::int64_t billedMs) {
  const Atto ran = static_cast<Atto>(function.runningNs);
  if (function.requests == 0 || ran == static_cast<Atto>(billedMs) * 1'000'000)
    return {};
  const bool alike = ran % function.requests == 0;
  std::string text = alike ? "each ran " + writeDuration(Duration::nanoseconds(function.runningNs / function.requests))
                           : "they ran " + significant(static_cast<double>(function.runningNs) / 1e9) + " s";
  if (function.initCount > 0)
    text += ", INIT " +
            significant(static_cast<double>(function.initNs) / 1e9 / static_cast<double>(function.initCount)) +
            " s for " + showCount(function.initCount);
  return text;
}

// "1,536 MB", and what it is of where steps or a most make it another.
std::string memoryText(Memory configured, Atto bytes) {
  const Memory billed = Memory::bytes(static_cast<std::int64_t>(bytes));
  return showMemory(billed) + (billed == configured ? "" : " (for " + showMemory(configured) + ")");
}

std::string clockText(const FunctionRule& rule, const BillingClock& clock) {
  std::string text = "each call rounded up to " + writeDuration(clock.quantum);
  if (clock.minimum > Duration())
    text += ", at least " + writeDuration(clock.minimum);
  text += clock.includesInit ? ", INIT billed" : ", INIT not billed";
  if (rule.memoryStep > Memory::mb(1))
    text += ", memory in steps of " + writeMemory(rule.memoryStep);
  if (rule.memoryMost)
    text += ", at most " + writeMemory(*rule.memoryMost);
  return text;
}

class UsageMeter {
public:
  UsageMeter(const PriceBook& book, MeteredSum& sum) : m_book(book), m_sum(sum) {}

  void run(const Usage& usage) {
    functions(usage);
    instances(usage);
    frontDoor(usage.frontDoor);
    plain(PriceItem::FunctionTmp, static_cast<Atto>(usage.tmpMbMs) * kMbBytes);
    plain(PriceItem::StorePut, usage.objectStore.puts);
    plain(PriceItem::StoreGet, usage.objectStore.gets);
    plain(PriceItem::StoreList, usage.objectStore.lists);
    plain(PriceItem::DataOut, usage.bytesToInternet);
    plain(PriceItem::LogIngest, usage.logBytes);
    plain(PriceItem::QueueRequest, usage.queueRequests);
    plain(PriceItem::ScheduleEvent, usage.scheduleEvents);
    plain(PriceItem::SurplusCredit, usage.surplusCreditNs);
    plain(PriceItem::Disk, usage.diskGbMs);
    plain(PriceItem::PublicAddress, usage.addressNs);
  }

private:
  void add(MeteredQuantity quantity) { m_sum.add(std::move(quantity)); }

  void plain(PriceItem item, Atto quantity) {
    MeteredQuantity metered;
    metered.item = item;
    metered.quantity = quantity;
    add(std::move(metered));
  }

  void functions(const Usage& usage) {
    bool allArm = !usage.functions.empty();
    for (const FunctionUsage& function : usage.functions) {
      allArm = allArm && function.key.architecture == Architecture::Arm;
      oneFunction(function);
    }
    MeteredQuantity ready;
    ready.item = PriceItem::ProvisionedConcurrency;
    ready.arch = allArm ? Architecture::Arm : Architecture::X86;
    ready.quantity = static_cast<Atto>(usage.provisionedMbMs) * kMbBytes;
    ready.rule = "configured memory × time kept ready, in steps of 5 min";
    add(std::move(ready));
  }

  // Adds the CPU that is billed apart; returns the memory that is billed beside it.
  Atto cpuOf(const FunctionRule& rule, const FunctionUsage& function, std::size_t clock) {
    const auto fits = [&](const CpuStep& step) { return step.memory >= function.key.memory; };
    const auto step = std::ranges::find_if(rule.cpu, fits);
    const CpuStep& billed = step != rule.cpu.end() ? *step : rule.cpu.back();
    MeteredQuantity cpu;
    cpu.item = PriceItem::FunctionCpu;
    // GHz in thousandths × ms in thousands of ns: exact.
    cpu.quantity = static_cast<Atto>(std::llround(billed.ghz * 1000)) * function.billedMs[clock] * 1000;
    cpu.rule = writeMemory(billed.memory) + " come with " + significant(billed.ghz) + " GHz";
    cpu.verified = rule.tag != PriceTag::Recalled;
    add(std::move(cpu));
    return billed.memory.inBytes();
  }

  void oneFunction(const FunctionUsage& function) {
    MeteredQuantity requests;
    requests.item = PriceItem::FunctionRequest;
    requests.quantity = function.requests;
    requests.parts = {
        {writeMemory(function.key.memory), showCount(function.requests) + " calls", {}, requests.quantity}};
    // Grants are for what is billed on demand (AWS: none for functions with provisioned concurrency; Azure Flex: none
    // for always-ready instances).
    requests.granted = !function.key.provisioned;
    MeteredQuantity time;
    time.item = function.key.provisioned ? PriceItem::FunctionDurationProvisioned : PriceItem::FunctionDuration;
    if (const FunctionRule* rule = findFunctionRule(m_book, function.key)) {
      requests.item = rule->requestsAs;
      if (!function.key.provisioned)
        time.item = rule->timeAs;
      const std::size_t index = clockOf(*rule);
      const std::int64_t step = rule->memoryStep.inBytes();
      Atto bytes = (static_cast<Atto>(function.key.memory.inBytes()) + step - 1) / step * step;
      if (rule->memoryMost)
        bytes = std::min<Atto>(bytes, rule->memoryMost->inBytes());
      if (!rule->cpu.empty())
        bytes = cpuOf(*rule, function, index);
      time.quantity = bytes * function.billedMs[index];
      time.parts = {{"calls",
                     callsText(function, function.billedMs[index]) + " × " + memoryText(function.key.memory, bytes),
                     ranText(function, function.billedMs[index]), time.quantity}};
      time.rule = clockText(*rule, kBillingClocks[index]);
      time.verified = rule->tag != PriceTag::Recalled;
    } else {
      time.quantity = static_cast<Atto>(function.key.memory.inBytes()) * (function.runningNs / 1'000'000);
      time.missing = "it has no rounding rule for functions of \"" + function.key.provider + "\"";
      requests.missing = time.missing;
    }
    if (infoOf(time.item).byArchitecture)
      time.arch = function.key.architecture;
    add(std::move(requests));
    add(std::move(time));
  }

  void instances(const Usage& usage) {
    const InstanceRule rule = m_book.instanceRule.value_or(InstanceRule());
    for (const InstanceInterval& interval : usage.instances) {
      MeteredQuantity time;
      time.item = PriceItem::Instance;
      time.type = interval.type;
      time.purchase = interval.purchase;
      const Atto each = billedInstanceNs(rule, interval.length);
      time.quantity = each * interval.count;
      time.parts = {
          {interval.type,
           showCount(interval.count) + " × " + writeDuration(Duration::nanoseconds(static_cast<std::int64_t>(each))),
           each == interval.length.ns() ? std::string() : "ran " + writeDuration(interval.length), time.quantity}};
      time.rule = "each start rounded up to " + writeDuration(rule.quantum) +
                  (rule.minimum > rule.quantum ? ", at least " + writeDuration(rule.minimum) : "");
      time.verified = rule.tag != PriceTag::Recalled;
      if (!m_book.instanceRule)
        time.missing = "it has no rule for the time of instances";
      add(std::move(time));
    }
  }

  void frontDoor(const FrontDoorUsage& door) {
    if (const auto item = frontDoorRequests(door.kind))
      plain(*item, door.requests);
    MeteredQuantity cache;
    cache.item = PriceItem::ApiGatewayCache;
    cache.size = door.cacheGb;
    cache.quantity = door.cacheNs;
    add(std::move(cache));
    const bool network = door.kind == "network-load-balancer";
    MeteredQuantity balancer;
    balancer.item = network ? PriceItem::NetworkBalancer : PriceItem::BalancerTime;
    BilledTime on = billedTime(m_book, balancer.item, Duration::nanoseconds(door.balancerNs));
    balancer.quantity = on.ns;
    balancer.rule = std::move(on.rule);
    balancer.verified = on.verified;
    if (door.balancerNs > 0)
      add(std::move(balancer));
    plain(network ? PriceItem::NetworkBalancerUnit : PriceItem::BalancerUnit, door.balancerUnitNs);
  }

  const PriceBook& m_book;
  MeteredSum& m_sum;
};

} // namespace

void meterInto(const Usage& usage, const PriceBook& book, MeteredSum& sum) {
  UsageMeter(book, sum).run(usage);
}

Result<std::vector<MeteredQuantity>> meter(const Usage& usage, const PriceBook& book) {
  MeteredSum sum;
  meterInto(usage, book, sum);
  return sum.take();
}

} // namespace coldframe
