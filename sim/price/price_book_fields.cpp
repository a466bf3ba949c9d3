// The field tables of a price book, and what each part of it must satisfy by itself.
#include "sim/json/reader.h"
#include "sim/price/price_book.h"
#include "sim/price/price_checks.h"
#include "sim/usage/usage_names.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr FieldOptions kSource{.help = "who says so: a key of \"sources\", or the text itself", .required = true};
constexpr FieldOptions kTag{.help = "how the figure is known: looked up, worked out from such figures, or recalled"};

const BillingClock* findClock(std::string_view name) {
  const auto found = std::ranges::find(kBillingClocks, name, &BillingClock::name);
  return found == kBillingClocks.end() ? nullptr : &*found;
}

} // namespace

const FieldTable<PriceRow>& Fields<PriceRow>::table() {
  using R = PriceRow;
  static const FieldTable<R> fields =
      FieldTable<R>("price_row", "one price")
          .field("item", &R::item, {.help = "what is billed", .required = true})
          .field("arch", &R::arch, {.help = "processor architecture; none: any"})
          .field("type", &R::type, {.help = "instance type"})
          .field("purchase", &R::purchase, {.help = "how the instance is bought"})
          .field("size", &R::size, {.help = "size of a cache in GB", .min = 0})
          .field("from", &R::from, {.help = "the volume tier begins above this monthly quantity"})
          .field("to", &R::to, {.help = "and ends with this one"})
          .field("price", &R::price, {.help = "amount, USD and unit", .required = true})
          .field("effective", &R::effective, {.help = "since when"})
          .field("effective_to", &R::effectiveTo, {.help = "the last day or month of it"})
          .field("source", &R::source, kSource)
          .field("tag", &R::tag, kTag)
          .check([](const R& row, Reader& reader, const JsonNode& node) {
            if (row.source.empty())
              reader.wrong(*node.find("source"), "nobody says so", "a key of \"sources\", or the text itself");
            checkUnit(row.item, row.price.unit, "price", reader, node);
            if (row.from)
              checkUnit(row.item, row.from->unit, "from", reader, node);
            if (row.to)
              checkUnit(row.item, row.to->unit, "to", reader, node);
            if (row.to && row.to->base <= (row.from ? row.from->base : 0))
              reader.wrong(*node.find("to"), "the tier ends before it begins", "more than \"from\"");
            if (infoOf(row.item).byType != !row.type.empty())
              reader.wrongAbout(node, "an instance, and nothing else, has a \"type\"");
            if (row.purchase != PurchaseOption::OnDemand && !canBeCommittedTo(row.item))
              reader.wrongAbout(node, "only an instance or function time has a \"purchase\"");
            if ((row.item == PriceItem::ApiGatewayCache) != (row.size > 0))
              reader.wrongAbout(node, "a cache, and nothing else, has a \"size\"");
            if (row.arch && !infoOf(row.item).byArchitecture)
              reader.wrong(*node.find("arch"), "this item is not told apart by architecture");
          });
  return fields;
}

const FieldTable<CpuStep>& Fields<CpuStep>::table() {
  static const FieldTable<CpuStep> fields =
      FieldTable<CpuStep>("cpu_step", "the CPU that comes with a size of memory")
          .field("memory", &CpuStep::memory, {.help = "functions of up to so much", .required = true, .min = 1})
          .field("ghz", &CpuStep::ghz, {.help = "billed beside it", .required = true, .min = 0, .max = 1000});
  return fields;
}

const FieldTable<FunctionLimits>& Fields<FunctionLimits>::table() {
  using L = FunctionLimits;
  static const FieldTable<L> fields =
      FieldTable<L>("function_limits", "what the platform takes; calls beyond it are warned of")
          .field("memory_least", &L::memoryLeast, {.help = "configured", .min = 1})
          .field("memory_most", &L::memoryMost, {.help = "configured", .min = 1})
          .field("duration", &L::duration, {.help = "the longest call", .min = 1})
          .field("init", &L::init, {.help = "the longest INIT on demand", .min = 1})
          .field("tmp", &L::tmp, {.help = "the largest /tmp", .min = 1})
          .field("source", &L::source, kSource)
          .check([](const L& limits, Reader& reader, const JsonNode& node) {
            if (limits.memoryLeast && limits.memoryMost && *limits.memoryMost < *limits.memoryLeast)
              reader.wrong(*node.find("memory_most"), "less than \"memory_least\"");
          });
  return fields;
}

const FieldTable<FunctionRule>& Fields<FunctionRule>::table() {
  using R = FunctionRule;
  static const FieldTable<R> fields =
      FieldTable<R>("function_rule", "how a call's time becomes billed time")
          .field("provider", &R::provider, {.help = "of the functions it is about", .required = true})
          .field("packaging", &R::packaging, {.help = "none: any"})
          .field("provisioned", &R::provisioned, {.help = "none: either"})
          .field("clock", &R::clock, {.help = "quantum, minimum, and whether INIT is billed", .required = true})
          .field("memory_step", &R::memoryStep, {.help = "memory is billed in whole steps", .min = 1})
          .field("memory_most", &R::memoryMost, {.help = "a call is billed for no more", .min = 1})
          .field("cpu", &R::cpu, {.help = "rising steps, where CPU is billed apart"})
          .field("requests_as", &R::requestsAs, {.help = "what calls are billed as"})
          .field("time_as", &R::timeAs, {.help = "what their time is billed as"})
          .field("limits", &R::limits, {.help = "calls beyond them are warned of"})
          .field("source", &R::source, kSource)
          .field("tag", &R::tag, kTag)
          .check([](const R& rule, Reader& reader, const JsonNode& node) {
            for (std::size_t i = 1; i < rule.cpu.size(); ++i)
              if (rule.cpu[i].memory <= rule.cpu[i - 1].memory)
                reader.wrong(*node.find("cpu"), "not more memory than the step before", "steps of rising memory");
            if (infoOf(rule.requestsAs).dimension != Dimension::Count)
              reader.wrong(*node.find("requests_as"), "this item is not counted in requests");
            if (infoOf(rule.timeAs).dimension != Dimension::MemoryTime)
              reader.wrong(*node.find("time_as"), "this item is not memory × time");
            if (findClock(rule.clock) != nullptr)
              return;
            std::string names;
            for (const BillingClock& clock : kBillingClocks)
              names += (names.empty() ? "" : ", ") + std::string(clock.name);
            reader.wrong(*node.find("clock"), "there is no such billing clock", "one of " + names);
          });
  return fields;
}

const FieldTable<InstanceRule>& Fields<InstanceRule>::table() {
  using R = InstanceRule;
  static const FieldTable<R> fields =
      FieldTable<R>("instance_rule", "how an instance's time is billed")
          .field("quantum", &R::quantum, {.help = "time is rounded up to whole quanta", .min = 1, .max = 3.6e15})
          .field("minimum", &R::minimum, {.help = "billed at least, each start", .min = 0, .max = 3.6e15})
          .field("source", &R::source, kSource)
          .field("tag", &R::tag, kTag);
  return fields;
}

const FieldTable<Discount>& Fields<Discount>::table() {
  using D = Discount;
  static const FieldTable<D> fields =
      FieldTable<D>("discount", "what a purchase option pays of the on-demand price")
          .field("item", &D::item, {.help = "what is bought"})
          .field("purchase", &D::purchase, {.help = "how it is bought", .required = true})
          .field("terms", &D::terms, {.help = "what is committed to"})
          .field("pay_percent", &D::payPercent,
                 {.help = "of the on-demand price", .required = true, .min = 0, .max = 100})
          .field("source", &D::source, kSource)
          .field("tag", &D::tag, kTag)
          .check([](const D& discount, Reader& reader, const JsonNode& node) {
            if (!canBeCommittedTo(discount.item))
              reader.wrong(*node.find("item"), "this item is bought on demand only");
          });
  return fields;
}

const FieldTable<InstanceFee>& Fields<InstanceFee>::table() {
  using F = InstanceFee;
  static const FieldTable<F> fields =
      FieldTable<F>("instance_fee", "what a service takes on top of an instance")
          .field("item", &F::item, {.help = "managed_instance_fee or cluster_fee", .required = true})
          .field("percent", &F::percent, {.help = "of the on-demand price", .required = true, .min = 0, .max = 100})
          .field("source", &F::source, kSource)
          .field("tag", &F::tag, kTag)
          .check([](const F& fee, Reader& reader, const JsonNode& node) {
            if (fee.item == PriceItem::Instance || !infoOf(fee.item).byType)
              reader.wrong(*node.find("item"), "this is not a fee on instances", "managed_instance_fee or cluster_fee");
          });
  return fields;
}

const FieldTable<EventRule>& Fields<EventRule>::table() {
  using R = EventRule;
  static const FieldTable<R> fields =
      FieldTable<R>("event_rule", "asynchronous events that count as several requests")
          .field("included", &R::included, {.help = "of one request", .required = true, .min = 0, .max = 1e9})
          .field("step", &R::step, {.help = "one request more for each begun", .required = true, .min = 1, .max = 1e9})
          .field("source", &R::source, kSource)
          .field("tag", &R::tag, kTag);
  return fields;
}

const FieldTable<RequestUnit>& Fields<RequestUnit>::table() {
  using R = RequestUnit;
  static const FieldTable<R> fields =
      FieldTable<R>("request_unit", "requests that count as several")
          .field("item", &R::item, {.help = "what is counted", .required = true})
          .field("size", &R::size, {.help = "one request for each begun", .required = true, .min = 1, .max = 1e9})
          .field("source", &R::source, kSource)
          .field("tag", &R::tag, kTag)
          .check([](const R& unit, Reader& reader, const JsonNode& node) {
            if (infoOf(unit.item).dimension != Dimension::Count)
              reader.wrong(*node.find("item"), "this item is not counted in requests");
          });
  return fields;
}

const FieldTable<TimeRule>& Fields<TimeRule>::table() {
  using R = TimeRule;
  static const FieldTable<R> fields =
      FieldTable<R>("time_rule", "how the time of each task, snapshot or poller is billed")
          .field("item", &R::item, {.help = "whose time", .required = true})
          .field("quantum", &R::quantum, {.help = "time is rounded up to whole quanta", .min = 1e6, .max = 3.6e15})
          .field("minimum", &R::minimum, {.help = "billed at least, each", .min = 0, .max = 3.6e15})
          .field("source", &R::source, kSource)
          .field("tag", &R::tag, kTag)
          .check([](const R& rule, Reader& reader, const JsonNode& node) {
            const Dimension dimension = infoOf(rule.item).dimension;
            if (dimension == Dimension::Count || dimension == Dimension::Data)
              reader.wrong(*node.find("item"), "this item is not billed by time");
          });
  return fields;
}

const FieldTable<CapacityUnit>& Fields<CapacityUnit>::table() {
  using U = CapacityUnit;
  constexpr double kMost = 1e9;
  static const FieldTable<U> fields =
      FieldTable<U>("capacity_unit", "what a balancer's capacity unit carries")
          .field("item", &U::item, {.help = "balancer_unit or network_balancer_unit", .required = true})
          .field("new_connections", &U::newConnections, {.help = "a second", .min = 0, .max = kMost})
          .field("active_connections", &U::activeConnections, {.help = "open at once", .min = 0, .max = kMost})
          .field("gb_per_h", &U::gbPerHour, {.help = "data to machines, GB an hour", .min = 0, .max = kMost})
          .field("gb_to_functions_per_h", &U::gbToFunctionsPerHour,
                 {.help = "data to functions, GB an hour", .min = 0, .max = kMost})
          .field("rules_per_s", &U::rulesPerSecond, {.help = "rules evaluated a second", .min = 0, .max = kMost})
          .field("source", &U::source, kSource)
          .field("tag", &U::tag, kTag)
          .check([](const U& unit, Reader& reader, const JsonNode& node) {
            if (unit.item != PriceItem::BalancerUnit && unit.item != PriceItem::NetworkBalancerUnit)
              reader.wrong(*node.find("item"), "this is not a capacity unit", "balancer_unit or network_balancer_unit");
          });
  return fields;
}

const FieldTable<DiskIncluded>& Fields<DiskIncluded>::table() {
  using D = DiskIncluded;
  static const FieldTable<D> fields =
      FieldTable<D>("disk_included", "what comes with every disk, beyond which it is billed")
          .field("iops", &D::iops, {.help = "operations a second", .min = 0, .max = 1e9})
          .field("mbps", &D::mbps, {.help = "MB/s", .min = 0, .max = 1e9})
          .field("source", &D::source, kSource)
          .field("tag", &D::tag, kTag);
  return fields;
}

const FieldTable<FreeGrant>& Fields<FreeGrant>::table() {
  using G = FreeGrant;
  static const FieldTable<G> fields =
      FieldTable<G>("free_grant", "what is free each month")
          .field("item", &G::item, {.help = "what is free", .required = true})
          .field("quantity", &G::quantity, {.help = "a month, all architectures together", .required = true})
          .field("worth", &G::worth, {.help = "a discount of quantity × this price, not the quantity for nothing"})
          .field("source", &G::source, kSource)
          .field("tag", &G::tag, kTag)
          .check([](const G& grant, Reader& reader, const JsonNode& node) {
            checkUnit(grant.item, grant.quantity.unit, "quantity", reader, node);
            if (grant.worth && grant.worth->unit != grant.quantity.unit)
              reader.wrong(*node.find("worth"), "the price is for another unit than the quantity",
                           "USD/" + std::string(grant.quantity.unit.name));
          });
  return fields;
}

} // namespace coldframe
