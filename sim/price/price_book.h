// A dated price list as data ("coldframe.prices/1"): scenarios/prices/NAME@DATE.json. Prices are texts with their unit,
// every figure names its source and how it is known; nothing about prices is in code.
//
//   rows             item (price_item.h) × architecture × type × purchase option × size → price, by volume tiers
//   function_rules   how a call's time becomes billed time: clock (billing_clock.h), memory step, and what calls and
//                    time are billed as; the first that fits
//   instance_rule    from running to stopped: rounded up to `quantum`, at least `minimum` a start
//   discounts        what a purchase option pays of the on-demand price where no row says it
//   instance_fees    what a service takes on top of an instance, as a share of its on-demand price
//   event_rule       asynchronous events beyond `included` count one request more for each `step` begun
//   request_units    a request of more than `size` counts as several
//   time_rules       other things than machines: rounded up to `quantum`, at least `minimum` each
//   capacity_units   what a balancer's capacity unit carries
//   disk_included    operations and throughput that come with every disk
//   free_grants      what is free each month for ever (not what is free for a customer's first year)
//   sources          texts that rows name by key
//
// Tiers: rows of the same item, architecture, type, purchase and size follow each other from zero without gap or
// overlap; they count the month's whole quantity, all functions together. Errors of a document: unknown units, a unit
// of another dimension, duplicate or overlapping tiers and gaps, negative prices, a currency other than USD, an
// effective date after the book's, a rule with an unknown clock.
#pragma once

#include "sim/base/result.h"
#include "sim/json/document.h"
#include "sim/json/field_table.h"
#include "sim/price/bill.h"
#include "sim/price/price_item.h"
#include "sim/price/price_unit.h"
#include "sim/usage/usage.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace coldframe {

// How a figure is known. A bill line that rests on a recalled figure is not verified.
enum class PriceTag : std::uint8_t { Verified, Derived, Recalled };

struct PriceRow {
  PriceItem item = PriceItem::FunctionRequest;
  std::optional<Architecture> arch; // none: any
  std::string type;                 // of instances: "c4.large"
  PurchaseOption purchase = PurchaseOption::OnDemand;
  double size = 0; // of a cache, GB
  std::optional<UnitQuantity> from;
  std::optional<UnitQuantity> to; // none: no end
  UnitPrice price;
  std::string effective;   // since when: "2020-12-01"; may be shortened
  std::string effectiveTo; // the last day or month of it, where it is known
  std::string source;      // a key of `sources`, or the text itself
  PriceTag tag = PriceTag::Verified;

  auto priced() const { return std::tie(item, arch, type, purchase, size); } // rows of the same are its steps
  Money::Atto begin() const { return from ? from->base : 0; }
};

// Where CPU is billed apart: functions of up to so much memory have (and are billed for) this memory and this CPU.
struct CpuStep {
  Memory memory;
  double ghz = 0;
};

// What a platform takes at the book's date. Calls beyond it are priced all the same, with a warning.
struct FunctionLimits {
  std::optional<Memory> memoryLeast;
  std::optional<Memory> memoryMost;
  std::optional<Duration> duration; // of a call
  std::optional<Duration> init;     // on demand
  std::optional<Memory> tmp;
  std::string source;
};

struct FunctionRule {
  std::string provider; // FunctionKey::provider
  std::optional<Packaging> packaging;
  std::optional<bool> provisioned;
  std::string clock; // name of a BillingClock
  Memory memoryStep = Memory::mb(1);
  std::optional<Memory> memoryMost;                  // a call cannot use more, nor is billed for more
  std::vector<CpuStep> cpu;                          // rising; none: CPU comes with memory
  PriceItem requestsAs = PriceItem::FunctionRequest; // what its calls and their time are billed as
  PriceItem timeAs = PriceItem::FunctionDuration;
  std::optional<FunctionLimits> limits;
  std::string source;
  PriceTag tag = PriceTag::Verified;
};

struct InstanceRule {
  Duration quantum = Duration::seconds(1);
  Duration minimum = Duration::seconds(60);
  std::string source;
  PriceTag tag = PriceTag::Verified;
};

struct Discount {
  PriceItem item = PriceItem::Instance;
  PurchaseOption purchase = PurchaseOption::Reserved;
  std::string terms;       // "1 year, nothing upfront"
  double payPercent = 100; // of the on-demand price
  std::string source;
  PriceTag tag = PriceTag::Verified;
};

// For managing instances, for running a cluster on them: never reduced by how the instance is bought.
struct InstanceFee {
  PriceItem item = PriceItem::ManagedInstanceFee;
  double percent = 0; // of the on-demand price
  std::string source;
  PriceTag tag = PriceTag::Verified;
};

struct EventRule {
  Memory included;
  Memory step;
  std::string source;
  PriceTag tag = PriceTag::Verified;
};

// A request counts one for each `size` begun.
struct RequestUnit {
  PriceItem item = PriceItem::ApiGatewayHttpRequest;
  Memory size;
  std::string source;
  PriceTag tag = PriceTag::Verified;
};

// How the time of each task, snapshot or poller is billed.
struct TimeRule {
  PriceItem item = PriceItem::TaskCpu;
  Duration quantum = Duration::seconds(1);
  Duration minimum;
  std::string source;
  PriceTag tag = PriceTag::Verified;
};

// What a balancer's capacity unit carries at the same time. Of the four, the one that needs most units is billed.
struct CapacityUnit {
  PriceItem item = PriceItem::BalancerUnit;
  double newConnections = 0; // a second; 0 of any: not counted
  double activeConnections = 0;
  double gbPerHour = 0;
  double gbToFunctionsPerHour = 0;
  double rulesPerSecond = 0; // evaluated
  std::string source;
  PriceTag tag = PriceTag::Verified;
};

// What comes with every disk of the kind `disk`; beyond it, operations and throughput are billed.
struct DiskIncluded {
  double iops = 0;
  double mbps = 0;
  std::string source;
  PriceTag tag = PriceTag::Verified;
};

struct FreeGrant {
  PriceItem item = PriceItem::FunctionRequest;
  UnitQuantity quantity;          // a month
  std::optional<UnitPrice> worth; // a discount of quantity × this, where that is not what the book asks for it
  std::string source;
  PriceTag tag = PriceTag::Verified;
};

struct PriceBook {
  std::string schema = "coldframe.prices/1";
  std::string name;
  std::string date; // "2017-11"
  std::string provider;
  std::string region;
  std::string currency = "USD";
  std::string description;
  std::map<std::string, std::string> sources;
  std::map<std::string, std::string> labels; // item → what a bill calls it: {"instance": "EC2"}
  std::vector<FunctionRule> functionRules;
  std::optional<InstanceRule> instanceRule;
  std::vector<Discount> discounts;
  std::vector<InstanceFee> instanceFees;
  std::optional<EventRule> eventRule;
  std::vector<RequestUnit> requestUnits;
  std::vector<TimeRule> timeRules;
  std::vector<CapacityUnit> capacityUnits;
  std::optional<DiskIncluded> diskIncluded;
  std::vector<FreeGrant> freeGrants;
  std::vector<PriceRow> rows; // those of an item together: readPriceBook() leaves them so

  std::span<const PriceRow> rowsOf(PriceItem item) const;
  std::string exactName() const { return date.empty() ? name : name + "@" + date; }
  const std::string& sourceText(const std::string& source) const; // a key's text, or the text itself

  // The bill of what was used, for comparisons: an Input error names everything that this book has no price for.
  // Where such lines are to be seen on the bill instead, use priceUsage() of price_usage.h.
  Result<Bill> price(const Usage& usage, const BillOptions& options) const;
};

Result<PriceBook> readPriceBook(const JsonDocument& document);

template <>
struct EnumNames<PriceItem> {
  static constexpr auto names = [] {
    std::array<std::pair<PriceItem, std::string_view>, kPriceItemCount> all{};
    for (std::size_t i = 0; i < kPriceItemCount; ++i)
      all[i] = {kPriceItems[i].item, kPriceItems[i].name};
    return all;
  }();
};
template <>
struct EnumNames<PriceTag> {
  static constexpr std::array<std::pair<PriceTag, std::string_view>, 3> names{
      {{PriceTag::Verified, "verified"}, {PriceTag::Derived, "derived"}, {PriceTag::Recalled, "recalled"}}};
};

template <>
struct Fields<PriceRow> {
  static const FieldTable<PriceRow>& table();
};
template <>
struct Fields<CpuStep> {
  static const FieldTable<CpuStep>& table();
};
template <>
struct Fields<FunctionLimits> {
  static const FieldTable<FunctionLimits>& table();
};
template <>
struct Fields<FunctionRule> {
  static const FieldTable<FunctionRule>& table();
};
template <>
struct Fields<InstanceRule> {
  static const FieldTable<InstanceRule>& table();
};
template <>
struct Fields<Discount> {
  static const FieldTable<Discount>& table();
};
template <>
struct Fields<InstanceFee> {
  static const FieldTable<InstanceFee>& table();
};
template <>
struct Fields<EventRule> {
  static const FieldTable<EventRule>& table();
};
template <>
struct Fields<RequestUnit> {
  static const FieldTable<RequestUnit>& table();
};
template <>
struct Fields<TimeRule> {
  static const FieldTable<TimeRule>& table();
};
template <>
struct Fields<CapacityUnit> {
  static const FieldTable<CapacityUnit>& table();
};
template <>
struct Fields<DiskIncluded> {
  static const FieldTable<DiskIncluded>& table();
};
template <>
struct Fields<FreeGrant> {
  static const FieldTable<FreeGrant>& table();
};
template <>
struct Fields<PriceBook> {
  static const FieldTable<PriceBook>& table();
};

} // namespace coldframe
