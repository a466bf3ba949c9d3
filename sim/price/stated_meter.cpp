#include "sim/price/stated_meter.h"

#include "sim/price/book_rules.h"
#include "sim/price/capacity_units.h"
#include "sim/price/cpu_credits.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

using Atto = Money::Atto;

constexpr std::int64_t kMemoryGbBytes = 1'073'741'824;

// Whole milliseconds of it, rounded up.
std::int64_t msOf(const BilledTime& time) {
  return static_cast<std::int64_t>((time.ns + 999'999) / 1'000'000);
}

// CPU that is billed apart, by the same clock as memory.
void addCpu(const StatedCalls& calls, const PriceBook& book, MeteredSum& sum) {
  UsageDocument alone;
  alone.calls = {calls};
  const Usage usage = usageOf(alone);
  const FunctionUsage& function = usage.functions.front();
  const FunctionRule* rule = findFunctionRule(book, function.key);
  if (rule != nullptr && !rule->cpu.empty())
    return; // comes with the memory, and is billed with it
  MeteredQuantity cpu;
  cpu.item = PriceItem::FunctionCpu;
  const std::int64_t ms = rule != nullptr ? function.billedMs[clockOf(*rule)] : function.runningNs / 1'000'000;
  // CPUs in thousandths × ms in thousands of ns: exact.
  cpu.quantity = static_cast<Atto>(std::llround(calls.cpu * 1000)) * ms * 1000;
  cpu.rule = "billed time × CPUs";
  cpu.parts = {{"calls",
                showCount(function.requests) + " calls, together " + significant(static_cast<double>(ms) / 1e3) +
                    " s × " + significant(calls.cpu) + " vCPU",
                {},
                cpu.quantity}};
  cpu.verified = rule != nullptr && rule->tag != PriceTag::Recalled;
  if (rule == nullptr)
    cpu.missing = "it has no rounding rule for functions of \"" + calls.provider + "\"";
  sum.add(std::move(cpu));
}

void addLargeEvents(const StatedCalls& calls, const PriceBook& book, MeteredSum& sum) {
  if (!book.eventRule || calls.event <= book.eventRule->included)
    return;
  const EventRule& rule = *book.eventRule;
  const std::int64_t beyond = calls.event.inBytes() - rule.included.inBytes();
  MeteredQuantity more;
  more.item = PriceItem::FunctionRequest;
  more.quantity = static_cast<Atto>(calls.count) * ((beyond + rule.step.inBytes() - 1) / rule.step.inBytes());
  more.rule = "an event beyond " + writeMemory(rule.included) + " counts one request more for each " +
              writeMemory(rule.step) + " begun";
  more.verified = rule.tag != PriceTag::Recalled;
  sum.add(std::move(more));
}

void addFee(const StatedInstances& instances, const PriceBook& book, MeteredSum& sum) {
  MeteredQuantity fee;
  fee.item = *instances.fee;
  fee.type = instances.type;
  fee.quantity = billedInstanceNs(book.instanceRule.value_or(InstanceRule()), instances.time) * instances.count;
  fee.rule = "for the billed time of the instances";
  sum.add(std::move(fee));
}

void addReady(const StatedEnvironments& environments, const PriceBook& book, MeteredSum& sum) {
  MeteredQuantity ready;
  ready.item = PriceItem::ProvisionedConcurrency;
  ready.arch = environments.architecture;
  const BilledTime time = billedTime(book, ready.item, environments.time);
  ready.quantity = static_cast<Atto>(environments.memory.inBytes()) * environments.count * msOf(time);
  ready.rule = "configured memory × time kept ready" + (time.rule.empty() ? "" : ", " + time.rule);
  ready.verified = time.verified;
  ready.parts = {{"kept ready",
                  showCount(environments.count) + " environments × " +
                      writeDuration(Duration::milliseconds(msOf(time))) + " × " + showMemory(environments.memory),
                  {},
                  ready.quantity}};
  sum.add(std::move(ready));
}

void addCredits(const StatedInstances& instances, MeteredSum& sum) {
  const auto rate = creditRateOf(instances.type);
  if (!rate || !instances.unlimited.value_or(isUnlimitedByDefault(instances.type)))
    return;
  CreditAccount account(*rate);
  for (const CpuPhase& phase : instances.load)
    account.run(phase.time, phase.use);
  if (!instances.running)
    account.stop();
  MeteredQuantity surplus;
  surplus.item = PriceItem::SurplusCredit;
  if (instances.type.starts_with("t4g"))
    surplus.arch = Architecture::Arm; // the one family of them with a price of its own
  surplus.quantity = static_cast<Atto>(account.chargedTime().ns()) * instances.count;
  surplus.rule = "CPU beyond what " + instances.type + " earns, " + writeNumber(rate->perHour) + " credits an hour";
  sum.add(std::move(surplus));
}

std::string tasksText(const StatedTasks& tasks, const BilledTime& time) {
  return showCount(tasks.count) + " tasks × " + writeDuration(Duration::milliseconds(msOf(time)));
}

void addTasks(const StatedTasks& tasks, const PriceBook& book, MeteredSum& sum) {
  const bool windows = tasks.system == TaskSystem::Windows;
  // CPUs in thousandths × ms in thousands of ns: exact.
  const auto cpu = [&](PriceItem item) {
    const BilledTime time = billedTime(book, item, tasks.time);
    MeteredQuantity metered;
    metered.item = item;
    if (infoOf(item).byArchitecture)
      metered.arch = tasks.architecture;
    if (canBeCommittedTo(item))
      metered.purchase = tasks.purchase;
    metered.quantity = static_cast<Atto>(std::llround(tasks.cpu * 1000)) * tasks.count * msOf(time) * 1000;
    metered.rule = time.rule;
    metered.verified = time.verified;
    metered.parts = {
        {"tasks", tasksText(tasks, time) + " × " + significant(tasks.cpu) + " vCPU", {}, metered.quantity}};
    sum.add(std::move(metered));
  };
  cpu(windows ? PriceItem::TaskCpuWindows : PriceItem::TaskCpu);
  if (windows)
    cpu(PriceItem::TaskLicenceWindows);
  const PriceItem item = windows ? PriceItem::TaskMemoryWindows : PriceItem::TaskMemory;
  const BilledTime time = billedTime(book, item, tasks.time);
  MeteredQuantity memory;
  memory.item = item;
  if (infoOf(item).byArchitecture)
    memory.arch = tasks.architecture;
  if (canBeCommittedTo(item))
    memory.purchase = tasks.purchase;
  memory.quantity = static_cast<Atto>(tasks.memory.inBytes()) * tasks.count * msOf(time);
  memory.rule = time.rule;
  memory.verified = time.verified;
  memory.parts = {{"tasks", tasksText(tasks, time) + " × " + showMemory(tasks.memory), {}, memory.quantity}};
  sum.add(std::move(memory));
  MeteredQuantity storage;
  storage.item = PriceItem::TaskStorage;
  storage.quantity = static_cast<Atto>(std::llround(tasks.storageGb * 1000)) * tasks.count * msOf(time) / 1000;
  storage.rule = time.rule;
  sum.add(std::move(storage));
}

void addSnapshots(const StatedSnapshots& snapshots, const PriceBook& book, MeteredSum& sum) {
  const BilledTime time = billedTime(book, PriceItem::SnapshotCache, snapshots.time);
  MeteredQuantity kept;
  kept.item = PriceItem::SnapshotCache;
  kept.quantity = static_cast<Atto>(snapshots.memory.inBytes()) * snapshots.count * msOf(time);
  kept.rule = time.rule;
  kept.verified = time.verified;
  sum.add(std::move(kept));
  MeteredQuantity restored;
  restored.item = PriceItem::SnapshotRestore;
  // Data is counted in decimal bytes, memory in binary ones: a GB of memory restored is a GB on the bill.
  restored.quantity =
      static_cast<Atto>(snapshots.memory.inBytes()) * snapshots.restores * 1'000'000'000 / kMemoryGbBytes;
  restored.rule = "configured memory × restores";
  sum.add(std::move(restored));
}

// Size, and what is bought beyond what comes with it.
void addDisk(const StatedDisk& disk, const PriceBook& book, MeteredSum& sum) {
  const BilledTime time = billedTime(book, disk.kind, disk.time);
  const auto add = [&](PriceItem item, double each, const std::string& unit) {
    MeteredQuantity metered;
    metered.item = item;
    // In thousandths of a GB, an operation, a MB/s: exact.
    metered.quantity = static_cast<Atto>(std::llround(each * 1000)) * disk.count * msOf(time) / 1000;
    metered.rule = time.rule;
    metered.verified = time.verified;
    metered.parts = {{"disks",
                      showCount(disk.count) + " × " + significant(each) + " " + unit + " × " +
                          writeDuration(Duration::milliseconds(msOf(time))),
                      {},
                      metered.quantity}};
    sum.add(std::move(metered));
  };
  add(disk.kind, disk.gb, "GB");
  const DiskIncluded included = book.diskIncluded.value_or(DiskIncluded());
  if (disk.kind == PriceItem::DiskIo)
    add(PriceItem::DiskIoOperations, disk.iops, "IOPS");
  if (disk.iops > included.iops && disk.kind == PriceItem::Disk)
    add(PriceItem::DiskOperations, disk.iops - included.iops, "IOPS beyond " + showCount(included.iops));
  if (disk.mbps > included.mbps)
    add(PriceItem::DiskThroughput, disk.mbps - included.mbps, "MB/s beyond " + showCount(included.mbps));
}

// What requests count beyond one each.
void addLargeRequests(PriceItem item, Atto count, Memory each, const PriceBook& book, MeteredSum& sum) {
  const auto unit = std::ranges::find(book.requestUnits, item, &RequestUnit::item);
  if (unit == book.requestUnits.end() || each <= unit->size)
    return;
  const std::int64_t units = (each.inBytes() + unit->size.inBytes() - 1) / unit->size.inBytes();
  MeteredQuantity more;
  more.item = item;
  more.quantity = count * (units - 1);
  more.rule = "a request counts one for each " + writeMemory(unit->size) + " begun";
  more.verified = unit->tag != PriceTag::Recalled;
  sum.add(std::move(more));
}

void addQuantity(const StatedQuantity& stated, const PriceBook& book, Duration month, MeteredSum& sum) {
  MeteredQuantity metered;
  metered.item = stated.item;
  if (infoOf(stated.item).byArchitecture)
    metered.arch = stated.arch.value_or(Architecture::X86);
  metered.type = stated.type;
  metered.purchase = stated.purchase;
  metered.size = stated.size;
  metered.quantity = stated.quantity.inBase(month);
  metered.rule = "stated in the usage document";
  if (stated.count) {
    const BilledTime time =
        billedTime(book, stated.item, Duration::nanoseconds(static_cast<std::int64_t>(metered.quantity)));
    metered.quantity = time.ns * *stated.count;
    metered.verified = time.verified;
    metered.rule += time.rule.empty() ? "" : ", " + time.rule;
    metered.parts = {
        {std::string(infoOf(stated.item).label),
         showCount(*stated.count) + " × " + writeDuration(Duration::nanoseconds(static_cast<std::int64_t>(time.ns))),
         {},
         metered.quantity}};
  }
  addLargeRequests(stated.item, metered.quantity, stated.each, book, sum);
  sum.add(std::move(metered));
}

} // namespace

void meterStated(const UsageDocument& document, const PriceBook& book, Duration month, MeteredSum& sum) {
  for (const StatedCalls& calls : document.calls) {
    if (calls.cpu > 0)
      addCpu(calls, book, sum);
    addLargeEvents(calls, book, sum);
  }
  for (const StatedInstances& instances : document.instances) {
    if (instances.fee)
      addFee(instances, book, sum);
    addCredits(instances, sum);
  }
  for (const StatedEnvironments& environments : document.provisioned)
    addReady(environments, book, sum);
  for (const StatedTasks& tasks : document.tasks)
    addTasks(tasks, book, sum);
  for (const StatedSnapshots& snapshots : document.snapshots)
    addSnapshots(snapshots, book, sum);
  for (const StatedDisk& disk : document.disks)
    addDisk(disk, book, sum);
  if (document.frontDoor) {
    if (const auto item = frontDoorRequests(document.frontDoor->kind))
      addLargeRequests(*item, document.frontDoor->requests, document.frontDoor->payload, book, sum);
    addCapacityUnits(*document.frontDoor, book, sum);
  }
  for (const StatedQuantity& stated : document.metered)
    addQuantity(stated, book, month, sum);
}

} // namespace coldframe
