// The field tables of usage documents and of what they state of functions; machines are in stated_machine_fields.cpp.
#include "sim/json/reader.h"
#include "sim/price/price_checks.h"
#include "sim/price/stated_fields.h"
#include "sim/price/usage_document.h"
#include "sim/usage/usage_names.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr std::string_view kSchema = "coldframe.usage/1";

// Under the coarsest clock, which rounds up to whole seconds.
double mostBilledMs(const StatedCalls& calls) {
  return (calls.duration.inSeconds() + calls.init.inSeconds() + 1) * 1e3;
}

// What comes with every environment is not counted.
double billedTmpMb(const StatedCalls& calls) {
  return std::max(0.0, calls.tmp.inMb() - static_cast<double>(kIncludedTmpMb));
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
            else if (calls.cold.value_or(0) > 0 && calls.init == Duration())
              reader.wrong(*node.find("cold"), "cold calls need to say how long their INIT is",
                           "an \"init\" beside it");
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
            checkUnit(quantity.item, quantity.quantity.unit, "quantity", reader, node);
            if (info.byType != !quantity.type.empty())
              reader.wrongAbout(node, info.byType ? std::string(info.name) + " needs a \"type\""
                                                  : std::string(info.name) + " has no \"type\"");
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
  static const FieldTable<G> fields = FieldTable<G>("stated_grant_use", "what is used of a free grant already")
                                          .field("item", &G::item, {.help = "whose grant", .required = true})
                                          .field("quantity", &G::quantity, {.help = "how much; all of it unless said"})
                                          .check([](const G& use, Reader& reader, const JsonNode& node) {
                                            if (use.quantity)
                                              checkUnit(use.item, use.quantity->unit, "quantity", reader, node);
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
          .field("month", &U::month,
                 {.help = "its length",
                  .min = static_cast<double>(kLeastMonth.ns()),
                  .max = static_cast<double>(kMostMonth.ns())})
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
              disk += static_cast<double>(kept.count) * (kept.gb + kept.iops) * kept.time.inSeconds() * 1e3;
            if (!fits(1, ms) || !fits(1, tmp) || !fits(1, disk))
              reader.wrongAbout(node, "more is used together than can be counted");
          });
  return fields;
}

Result<UsageDocument> readUsageDocument(const JsonDocument& document) {
  return readJson<UsageDocument>(document.root());
}

} // namespace coldframe
