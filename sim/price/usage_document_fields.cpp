// The field tables of usage documents, and what each part must satisfy by itself.
#include "sim/json/reader.h"
#include "sim/price/cpu_credits.h"
#include "sim/price/usage_document.h"
#include "sim/usage/usage_names.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr std::string_view kSchema = "coldframe.usage/1";
constexpr double kMostCount = 1e15;
constexpr double kMostNs = 3.2e17; // ten years

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

// Whether everything that is summed up stays far from the end of 64 bits.
bool fits(double count, double each) {
  constexpr double kMost = 4e18;
  return count * each < kMost;
}

// Under the coarsest clock, which rounds up to whole seconds.
double mostBilledMs(const StatedCalls& calls) {
  return (calls.duration.inSeconds() + calls.init.inSeconds() + 1) * 1e3;
}

// What comes with every environment is not counted.
double billedTmpMb(const StatedCalls& calls) {
  return std::max(0.0, calls.tmp.inMb() - static_cast<double>(kIncludedTmpMb));
}

// The load of a burstable machine: one that has credits, and not for longer than it runs.
void checkLoad(const StatedInstances& stated, Reader& reader, const JsonNode& node) {
  if (stated.load.empty())
    return;
  const JsonNode& place = *node.find("load");
  if (!creditRateOf(stated.type))
    reader.wrongAbout(place, stated.type + " has no CPU credits", "a t2, t3, t3a or t4g");
  Duration together;
  for (const CpuPhase& phase : stated.load) {
    if (together > stated.time)
      break;
    together += phase.time;
  }
  if (together > stated.time)
    reader.wrongAbout(place, "a load for longer than the machine runs", "at most \"time\"");
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
          .field("purchase", &C::purchase, {.help = "on-demand, or a savings plan that covers their time"})
          .check([](const C& calls, Reader& reader, const JsonNode& node) {
            if (calls.cold && *calls.cold > calls.count)
              reader.wrong(*node.find("cold"), "more calls are cold than there are", "at most \"count\"");
            if (calls.purchase != PurchaseOption::OnDemand && !nameOf(calls.purchase).starts_with("savings-plan"))
              reader.wrong(*node.find("purchase"), "calls cannot be bought so", "on-demand, or a savings plan");
            const double ms = mostBilledMs(calls);
            if (!fits(static_cast<double>(calls.count), ms))
              reader.wrongAbout(node, "these calls run longer together than can be counted",
                                "less than 100 million years");
            if (!fits(static_cast<double>(calls.count) * ms, billedTmpMb(calls)))
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
          .field("load", &I::load, {.help = "of a burstable type, phase after phase: CPU beyond its credits is billed"})
          .field("unlimited", &I::unlimited, {.help = "whether it goes on without credits; as the type comes"})
          .field("running", &I::running, {.help = "at the end: what it owes in credits is not charged yet"})
          .check([](const I& stated, Reader& reader, const JsonNode& node) {
            if (stated.fee && (*stated.fee == PriceItem::Instance || !infoOf(*stated.fee).byType))
              reader.wrong(*node.find("fee"), "this is not a fee on instances", "managed_instance_fee or cluster_fee");
            checkLoad(stated, reader, node);
          });
  return fields;
}

const FieldTable<CpuPhase>& Fields<CpuPhase>::table() {
  static const FieldTable<CpuPhase> fields =
      FieldTable<CpuPhase>("cpu_phase", "how busy a burstable machine is for a time")
          .field("time", &CpuPhase::time, timeOf("how long", true))
          .field("cpu", &CpuPhase::use, {.help = "share of all its CPUs", .required = true, .min = 0, .max = 1});
  return fields;
}

const FieldTable<StatedTasks>& Fields<StatedTasks>::table() {
  using T = StatedTasks;
  static const FieldTable<T> fields =
      FieldTable<T>("stated_tasks", "tasks on the provider's machines, all alike")
          .field("count", &T::count, countOf("how many"))
          .field("cpu", &T::cpu, {.help = "vCPUs of each", .min = 0, .max = 1000})
          .field("memory", &T::memory, {.help = "of each", .required = true, .min = 1048576, .max = 1.1e13})
          .field("time", &T::time, timeOf("how long each runs", true))
          .field("architecture", &T::architecture)
          .field("system", &T::system)
          .field("storage_gb", &T::storageGb, {.help = "beyond what is included", .min = 0, .max = 1e6});
  return fields;
}

const FieldTable<StatedSnapshots>& Fields<StatedSnapshots>::table() {
  using S = StatedSnapshots;
  static const FieldTable<S> fields =
      FieldTable<S>("stated_snapshots", "snapshots of initialised functions")
          .field("count", &S::count, countOf("versions published"))
          .field("memory", &S::memory, {.help = "of each", .required = true, .min = 1048576, .max = 1.1e12})
          .field("time", &S::time, timeOf("how long each is kept", true))
          .field("restores", &S::restores, countOf("how often one is restored"));
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
          .field("payload", &D::payload, {.help = "size of each request", .min = 0, .max = 1e9})
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
          .field("each", &Q::each, {.help = "size of each request", .min = 0, .max = 1e12})
          .field("count", &Q::count, countOf("of times: so many of this length, each rounded as the book says"))
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
            if (quantity.each > Memory() && info.dimension != Dimension::Count)
              reader.wrong(*node.find("each"), "this item is not counted in requests");
            if (quantity.count && info.dimension != Dimension::Time)
              reader.wrong(*node.find("count"), "this item is not counted by time");
            else if (quantity.count && (quantity.quantity.base > static_cast<Money::Atto>(kMostNs)))
              reader.wrong(*node.find("quantity"), "so long a time cannot be counted", "at most ten years");
          });
  return fields;
}

const FieldTable<StatedGrantUse>& Fields<StatedGrantUse>::table() {
  using G = StatedGrantUse;
  static const FieldTable<G> fields =
      FieldTable<G>("stated_grant_use", "what is used of a free grant already")
          .field("item", &G::item, {.help = "whose grant", .required = true})
          .field("quantity", &G::quantity, {.help = "how much; all of it unless said"})
          .check([](const G& use, Reader& reader, const JsonNode& node) {
            if (use.quantity && use.quantity->unit.dimension != infoOf(use.item).dimension)
              reader.wrong(*node.find("quantity"), "this unit does not measure " + std::string(infoOf(use.item).name));
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
          .field("tasks", &U::tasks)
          .field("snapshots", &U::snapshots)
          .field("front_door", &U::frontDoor)
          .field("disks", &U::disks)
          .field("metered", &U::metered)
          .field("grants_used", &U::grantsUsed, {.help = "free grants that something else has used already"})
          .check([](const U& usage, Reader& reader, const JsonNode& node) {
            if (usage.schema != kSchema)
              reader.wrong(*node.find("schema"), "not a usage document of this version",
                           "\"" + std::string(kSchema) + "\"");
            // Each entry fits by itself; a few hundred of the largest ones must not wrap around together.
            double ms = 0, tmp = 0;
            for (const StatedCalls& calls : usage.calls) {
              ms += static_cast<double>(calls.count) * mostBilledMs(calls);
              tmp += static_cast<double>(calls.count) * mostBilledMs(calls) * billedTmpMb(calls);
            }
            double disk = 0;
            for (const StatedDisk& kept : usage.disks)
              disk += kept.gb * kept.time.inSeconds() * 1e3;
            if (!fits(1, ms) || !fits(1, tmp) || !fits(1, disk))
              reader.wrongAbout(node, "more is used together than can be counted");
          });
  return fields;
}

Result<UsageDocument> readUsageDocument(const JsonDocument& document) {
  return readJson<UsageDocument>(document.root());
}

} // namespace coldframe
