#include "sim/price/usage_document.h"

#include "sim/json/reader.h"
#include "sim/price/price_usage.h"
#include "sim/units/format.h"
#include "sim/usage/usage_names.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr std::string_view kSchema = "coldframe.usage/1";
constexpr double kMostCount = 1e15;
constexpr double kMostNs = 3.2e17; // ten years
constexpr std::int64_t kIncludedTmpMb = 512;
constexpr std::int64_t kProvisionedStepMs = 300'000;

constexpr std::array<std::string_view, 4> kFrontDoors{"api-gateway-rest", "api-gateway-http", "function-url",
                                                      "load-balancer"};

FieldOptions countOf(std::string_view help, bool required = false) {
  FieldOptions options;
  options.help = help;
  options.required = required;
  options.min = 0;
  options.max = kMostCount;
  return options;
}

FieldOptions timeOf(std::string_view help, bool required = false) {
  FieldOptions options = countOf(help, required);
  options.max = kMostNs;
  return options;
}

std::int64_t coldOf(const StatedCalls& calls) {
  return calls.init > Duration() ? calls.cold.value_or(calls.count) : 0;
}

// Whether everything that is summed up stays far from the end of 64 bits.
bool fits(double count, double each) {
  constexpr double kMost = 4e18;
  return count * each < kMost;
}

// The time of environments that run `concurrency` calls at once.
std::int64_t shared(std::int64_t callMs, double concurrency) {
  return concurrency == 1 ? callMs : static_cast<std::int64_t>(std::ceil(static_cast<double>(callMs) / concurrency));
}

double mbOf(Memory memory) {
  return memory.inMb();
}

} // namespace

const FieldTable<StatedCalls>& Fields<StatedCalls>::table() {
  using C = StatedCalls;
  static const FieldTable<C> fields =
      FieldTable<C>("stated_calls", "calls of the same length")
          .field("provider", &C::provider, {.help = "whose rounding rules hold"})
          .field("count", &C::count, countOf("how many", true))
          .field("duration", &C::duration, timeOf("of each, without INIT", true))
          .field("init", &C::init, timeOf("INIT of each cold one"))
          .field("cold", &C::cold, countOf("how many are cold; all, where there is an \"init\" and nothing is said"))
          .field("memory", &C::memory, {.help = "configured", .required = true, .min = 1048576, .max = 1.1e12})
          .field("architecture", &C::architecture)
          .field("packaging", &C::packaging)
          .field("provisioned", &C::provisioned, {.help = "on provisioned environments"})
          .field("tmp", &C::tmp, {.help = "/tmp; 512 MB are included", .min = 0, .max = 1.1e12})
          .field("cpu", &C::cpu, {.help = "vCPUs, where they are billed apart", .min = 0, .max = 1000})
          .field("concurrency", &C::concurrency,
                 {.help = "calls that share an environment, and its time", .min = 1, .max = 1e6})
          .field("event", &C::event, {.help = "size of each asynchronous event", .min = 0, .max = 1e9})
          .check([](const C& calls, Reader& reader, const JsonNode& node) {
            if (calls.cold && *calls.cold > calls.count)
              reader.wrong(*node.find("cold"), "more calls are cold than there are", "at most \"count\"");
            const double ns = static_cast<double>(calls.duration.ns()) + static_cast<double>(calls.init.ns()) + 1e9;
            if (!fits(static_cast<double>(calls.count), ns))
              reader.wrongAbout(node, "these calls run longer together than can be counted", "less than 120 years");
            if (!fits(static_cast<double>(calls.count) * ns / 1e6, mbOf(calls.tmp)))
              reader.wrongAbout(node, "so much /tmp for so long cannot be counted");
          });
  return fields;
}

const FieldTable<StatedEnvironments>& Fields<StatedEnvironments>::table() {
  using E = StatedEnvironments;
  static const FieldTable<E> fields =
      FieldTable<E>("stated_environments", "environments kept ready")
          .field("count", &E::count, countOf("how many"))
          .field("memory", &E::memory, {.help = "configured", .required = true, .min = 1048576, .max = 1.1e12})
          .field("time", &E::time, timeOf("how long each", true))
          .field("architecture", &E::architecture);
  return fields;
}

const FieldTable<StatedInstances>& Fields<StatedInstances>::table() {
  using I = StatedInstances;
  static const FieldTable<I> fields =
      FieldTable<I>("stated_instances", "machines that ran for the same time")
          .field("type", &I::type, {.help = "\"t3.medium\"", .required = true})
          .field("count", &I::count, countOf("how many"))
          .field("time", &I::time, timeOf("from running to stopped, each", true))
          .field("purchase", &I::purchase, {.help = "how they are bought"})
          .field("fee", &I::fee, {.help = "managed_instance_fee or cluster_fee, of a service on them"})
          .check([](const I& stated, Reader& reader, const JsonNode& node) {
            if (stated.fee && (*stated.fee == PriceItem::Instance || !infoOf(*stated.fee).byType))
              reader.wrong(*node.find("fee"), "this is not a fee on instances", "managed_instance_fee or cluster_fee");
          });
  return fields;
}

const FieldTable<StatedFrontDoor>& Fields<StatedFrontDoor>::table() {
  using D = StatedFrontDoor;
  static const FieldTable<D> fields =
      FieldTable<D>("stated_front_door", "what stands before the functions or machines")
          .field("kind", &D::kind,
                 {.help = "api-gateway-rest, api-gateway-http, function-url or load-balancer", .required = true})
          .field("requests", &D::requests, countOf("how many"))
          .field("cache_gb", &D::cacheGb, {.help = "size of its cache", .min = 0, .max = 1e6})
          .field("cache_time", &D::cacheTime, timeOf("how long the cache is on"))
          .field("balancer_time", &D::balancerTime, timeOf("how long a load balancer is on"))
          .field("capacity_units", &D::capacityUnits, {.help = "of the load balancer, mean", .min = 0, .max = 1e6})
          .check([](const D& door, Reader& reader, const JsonNode& node) {
            if (std::ranges::find(kFrontDoors, door.kind) == kFrontDoors.end())
              reader.wrong(*node.find("kind"), "there is no such front door",
                           "api-gateway-rest, api-gateway-http, function-url or load-balancer");
            if (!fits(door.capacityUnits, static_cast<double>(door.balancerTime.ns())))
              reader.wrongAbout(node, "so many capacity units for so long cannot be counted");
          });
  return fields;
}

const FieldTable<StatedDisk>& Fields<StatedDisk>::table() {
  using D = StatedDisk;
  static const FieldTable<D> fields =
      FieldTable<D>("stated_disk", "block storage kept for a time")
          .field("gb", &D::gb, {.help = "its size", .required = true, .min = 0, .max = 1e7})
          .field("time", &D::time, timeOf("how long it is kept", true));
  return fields;
}

const FieldTable<StatedQuantity>& Fields<StatedQuantity>::table() {
  using Q = StatedQuantity;
  static const FieldTable<Q> fields =
      FieldTable<Q>("stated_quantity", "a metered quantity as it stands")
          .field("item", &Q::item, {.help = "what was metered", .required = true})
          .field("arch", &Q::arch, {.help = "x86_64 unless said, where the item is told apart by it"})
          .field("type", &Q::type, {.help = "instance type"})
          .field("purchase", &Q::purchase, {.help = "how the instance is bought"})
          .field("size", &Q::size, {.help = "size of a cache in GB", .min = 0})
          .field("quantity", &Q::quantity, {.help = "with its unit", .required = true})
          .check([](const Q& quantity, Reader& reader, const JsonNode& node) {
            const PriceItemInfo& info = infoOf(quantity.item);
            if (quantity.quantity.unit.dimension != info.dimension)
              reader.wrong(*node.find("quantity"), "this unit does not measure " + std::string(info.name));
            if (info.byType != !quantity.type.empty())
              reader.wrongAbout(node, "an instance, and nothing else, has a \"type\"");
            if (quantity.purchase != PurchaseOption::OnDemand && !canBeCommittedTo(quantity.item))
              reader.wrong(*node.find("purchase"), "this item is bought on demand only");
            if (quantity.arch && !info.byArchitecture)
              reader.wrong(*node.find("arch"), "this item is not told apart by architecture");
          });
  return fields;
}

const FieldTable<UsageDocument>& Fields<UsageDocument>::table() {
  using U = UsageDocument;
  static const FieldTable<U> fields =
      FieldTable<U>("usage", "what was used")
          .field("schema", &U::schema, {.required = true})
          .field("name", &U::name)
          .field("description", &U::description)
          .field("sources", &U::sources, {.help = "who published it"})
          .field("month", &U::month, {.help = "its length", .min = 3.6e12, .max = 3.6e15})
          .field("calls", &U::calls)
          .field("provisioned", &U::provisioned)
          .field("instances", &U::instances)
          .field("front_door", &U::frontDoor)
          .field("disks", &U::disks)
          .field("metered", &U::metered)
          .check([](const U& usage, Reader& reader, const JsonNode& node) {
            if (usage.schema != kSchema)
              reader.wrong(*node.find("schema"), "not a usage document of this version",
                           "\"" + std::string(kSchema) + "\"");
            // Each entry fits by itself; a few hundred of the largest ones must not wrap around together.
            double ns = 0;
            for (const StatedCalls& calls : usage.calls)
              ns += static_cast<double>(calls.count) *
                    (static_cast<double>(calls.duration.ns()) + static_cast<double>(calls.init.ns()) + 1e9);
            double tmp = 0;
            for (const StatedCalls& calls : usage.calls)
              tmp += static_cast<double>(calls.count) * (calls.duration.inSeconds() * 1e3 + 1) * mbOf(calls.tmp);
            double disk = 0;
            for (const StatedDisk& kept : usage.disks)
              disk += kept.gb * kept.time.inSeconds() * 1e3;
            if (!fits(1, ns) || !fits(1, tmp) || !fits(1, disk))
              reader.wrongAbout(node, "more is used together than can be counted");
          });
  return fields;
}

Result<UsageDocument> readUsageDocument(const JsonDocument& document) {
  return readJson<UsageDocument>(document.root());
}

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
    function.runningNs += calls.count * calls.duration.ns();
    function.initNs += cold * calls.init.ns();
    function.initCount += cold;
    const auto tmpMb = static_cast<std::int64_t>(mbOf(calls.tmp)) - kIncludedTmpMb;
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

namespace {

// CPU that is billed apart, by the same clock as memory.
void addCpu(const StatedCalls& calls, const PriceBook& book, MeteredSum& sum) {
  UsageDocument alone;
  alone.calls = {calls};
  const Usage usage = usageOf(alone);
  const FunctionUsage& function = usage.functions.front();
  const FunctionRule* rule = findFunctionRule(book, function.key);
  MeteredQuantity cpu;
  cpu.item = PriceItem::FunctionCpu;
  const std::int64_t ms = rule != nullptr ? function.billedMs[clockOf(*rule)] : function.runningNs / 1'000'000;
  // CPUs in thousandths × ms in thousands of ns: exact.
  cpu.quantity = static_cast<Money::Atto>(std::llround(calls.cpu * 1000)) * ms * 1000;
  cpu.rule = "billed time × CPUs";
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
  more.quantity = static_cast<Money::Atto>(calls.count) * ((beyond + rule.step.inBytes() - 1) / rule.step.inBytes());
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

} // namespace

Result<Bill> price(const UsageDocument& document, const PriceBook& book, const BillOptions& options) {
  const Duration month = document.month.value_or(options.month);
  MeteredSum sum;
  meterInto(usageOf(document), book, sum);
  for (const StatedCalls& calls : document.calls) {
    if (calls.cpu > 0)
      addCpu(calls, book, sum);
    addLargeEvents(calls, book, sum);
  }
  for (const StatedInstances& instances : document.instances)
    if (instances.fee)
      addFee(instances, book, sum);
  for (const StatedEnvironments& environments : document.provisioned) {
    MeteredQuantity ready;
    ready.item = PriceItem::ProvisionedConcurrency;
    ready.arch = environments.architecture;
    const std::int64_t ms = (environments.time.ns() + 999'999) / 1'000'000;
    const std::int64_t steps = (ms + kProvisionedStepMs - 1) / kProvisionedStepMs;
    ready.quantity =
        static_cast<Money::Atto>(environments.memory.inBytes()) * environments.count * (steps * kProvisionedStepMs);
    ready.rule = "configured memory × time kept ready, in steps of 5 min";
    sum.add(std::move(ready));
  }
  for (const StatedQuantity& stated : document.metered) {
    MeteredQuantity metered;
    metered.item = stated.item;
    if (infoOf(stated.item).byArchitecture)
      metered.arch = stated.arch.value_or(Architecture::X86);
    metered.type = stated.type;
    metered.purchase = stated.purchase;
    metered.size = stated.size;
    metered.quantity = stated.quantity.inBase(month);
    metered.rule = "stated in the usage document";
    sum.add(std::move(metered));
  }
  const auto metered = sum.take();
  if (!metered)
    return failure(metered.error());
  BillOptions used = options;
  used.month = month;
  return priceMetered(*metered, book, used);
}

} // namespace coldframe
