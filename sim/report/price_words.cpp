#include "sim/report/price_words.h"

#include "sim/units/format.h"
#include "sim/usage/usage_names.h"

#include <algorithm>

namespace coldframe {

namespace {

std::string percentText(double percent) {
  return writeNumber(percent) + " % of the on-demand price";
}

std::string clockText(const FunctionRule& rule) {
  const auto clock = std::ranges::find(kBillingClocks, rule.clock, &BillingClock::name);
  std::string text = "up to " + writeDuration(clock->quantum);
  if (clock->minimum > Duration())
    text += ", at least " + writeDuration(clock->minimum);
  text += (clock->includesInit ? ", INIT billed" : ", INIT free") + (", by " + writeMemory(rule.memoryStep));
  if (rule.timeAs != PriceItem::FunctionDuration)
    text += ", as " + std::string(infoOf(rule.timeAs).name);
  return text;
}

// "from 128 MB to 10,240 MB, 900 s, INIT 10 s, /tmp 10,240 MB"
std::string limitsText(const FunctionLimits& limits) {
  std::string text;
  const auto add = [&text](const std::string& more) { text += (text.empty() ? "" : ", ") + more; };
  if (limits.memoryLeast || limits.memoryMost)
    add((limits.memoryLeast ? "from " + showMemory(*limits.memoryLeast) : std::string()) +
        (limits.memoryLeast && limits.memoryMost ? " " : "") +
        (limits.memoryMost ? "to " + showMemory(*limits.memoryMost) : std::string()));
  if (limits.duration)
    add(writeDuration(*limits.duration));
  if (limits.init)
    add("INIT " + writeDuration(*limits.init));
  if (limits.tmp)
    add("/tmp " + showMemory(*limits.tmp));
  return text;
}

// "25 new/s, 3,000 open, 1 GB/h"
std::string capacityText(const CapacityUnit& unit) {
  std::string text;
  const auto add = [&text](double carried, const char* of) {
    if (carried > 0)
      text += (text.empty() ? "" : ", ") + (carried < 1000 ? writeNumber(carried) : showCount(carried)) + of;
  };
  add(unit.newConnections, " new/s");
  add(unit.activeConnections, " open");
  add(unit.gbPerHour, " GB/h");
  add(unit.gbToFunctionsPerHour, " to functions");
  add(unit.rulesPerSecond, " rules/s");
  return text;
}

std::string functionsText(const FunctionRule& rule) {
  std::string text = rule.provider;
  if (rule.packaging)
    text += ", " + std::string(nameOf(*rule.packaging));
  if (rule.provisioned)
    text += *rule.provisioned ? ", provisioned" : ", not provisioned";
  return text;
}

// What functions may have, and how long they may run. Rules of one provider mostly share them: told once.
void addLimits(const PriceBook& book, std::vector<PriceRule>& rules) {
  for (const FunctionRule& rule : book.functionRules) {
    if (!rule.limits)
      continue;
    const std::string text = limitsText(*rule.limits);
    const auto alike = [&](const FunctionRule& other) {
      return other.provider == rule.provider && other.limits && limitsText(*other.limits) == text;
    };
    const bool shared = std::ranges::all_of(
        book.functionRules, [&](const FunctionRule& other) { return other.provider != rule.provider || alike(other); });
    if (shared && &*std::ranges::find_if(book.functionRules, alike) != &rule)
      continue;
    rules.push_back(
        {"limits of " + (shared ? rule.provider : functionsText(rule)), text, PriceTag::Verified, rule.limits->source});
  }
}

} // namespace

std::string exactMoney(Money amount) {
  if (amount < Money())
    return "−" + exactMoney(Money() - amount);
  const std::string exact = amount.decimal();
  const std::size_t point = exact.find('.');
  const bool wholeCents = point == std::string::npos || exact.size() - point <= 3;
  return "$" + groupedDigits(wholeCents ? amount.decimal(2) : exact);
}

std::string priceLabel(const PriceBook& book, PriceItem item) {
  const PriceItemInfo& info = infoOf(item);
  const auto own = book.labels.find(std::string(info.name));
  return own != book.labels.end() ? own->second : std::string(info.label);
}

std::string priceKind(const PriceRow& row) {
  std::string text = row.type;
  const auto add = [&](const std::string& more) { text += (text.empty() || more.empty() ? "" : ", ") + more; };
  if (row.arch)
    add(std::string(nameOf(*row.arch)));
  if (row.purchase != PurchaseOption::OnDemand)
    add(std::string(nameOf(row.purchase)));
  if (row.size > 0)
    add(writeNumber(row.size) + " GB");
  return text;
}

std::string showUnitQuantity(const UnitQuantity& quantity) {
  const std::string written = writeUnitQuantity(quantity);
  const std::size_t space = written.find(' ');
  std::string number = written.substr(0, space);
  std::string unit = written.substr(space + 1);
  constexpr std::size_t kMillionDigits = 6;
  const bool whole = number.find('.') == std::string::npos && number.size() > kMillionDigits &&
                     number.find_last_not_of('0') < number.size() - kMillionDigits;
  if (whole)
    number.resize(number.size() - kMillionDigits);
  if ((unit == "request" || unit == "event") && (whole || number != "1"))
    unit += "s";
  return groupedDigits(number) + (whole ? " M " : " ") + unit;
}

std::string priceTier(const PriceRow& row) {
  if (!row.from && !row.to)
    return {};
  if (!row.to)
    return "over " + showUnitQuantity(*row.from);
  const bool first = !row.from || row.from->base == 0;
  return first ? "up to " + showUnitQuantity(*row.to)
               : showUnitQuantity(*row.from) + " to " + showUnitQuantity(*row.to);
}

std::string priceDates(const PriceRow& row) {
  if (!row.effective.empty() && !row.effectiveTo.empty())
    return row.effective + " to " + row.effectiveTo;
  if (!row.effectiveTo.empty())
    return "until " + row.effectiveTo;
  return row.effective.empty() ? std::string() : "since " + row.effective;
}

std::string showUnitPrice(const UnitPrice& price) {
  std::string exact = price.price.decimal();
  const std::size_t point = exact.find('.');
  if (point == std::string::npos || exact.size() - point <= 3)
    exact = price.price.decimal(2);
  if (price.price == Money())
    exact = "0";
  return "$" + exact + " / " + std::string(price.unit.name);
}

bool isPriceShown(const PriceRow& row, const std::string& filter) {
  return filter.empty() || infoOf(row.item).name.find(filter) != std::string_view::npos ||
         row.type.find(filter) != std::string::npos;
}

std::vector<PriceRule> priceRules(const PriceBook& book) {
  std::vector<PriceRule> rules;
  for (const FunctionRule& rule : book.functionRules)
    rules.push_back({"a call of " + functionsText(rule), clockText(rule), rule.tag, rule.source});
  addLimits(book, rules);
  if (book.instanceRule)
    rules.push_back({"a start of a machine",
                     "up to " + writeDuration(book.instanceRule->quantum) + ", at least " +
                         writeDuration(book.instanceRule->minimum),
                     book.instanceRule->tag, book.instanceRule->source});
  for (const Discount& discount : book.discounts)
    rules.push_back({(discount.item == PriceItem::Instance ? std::string() : priceLabel(book, discount.item) + ", ") +
                         std::string(nameOf(discount.purchase)),
                     percentText(discount.payPercent), discount.tag, discount.source});
  for (const InstanceFee& fee : book.instanceFees)
    rules.push_back({priceLabel(book, fee.item), percentText(fee.percent), fee.tag, fee.source});
  if (book.eventRule)
    rules.push_back({"an event beyond " + writeMemory(book.eventRule->included),
                     "a request more for each " + writeMemory(book.eventRule->step), book.eventRule->tag,
                     book.eventRule->source});
  for (const RequestUnit& unit : book.requestUnits)
    rules.push_back({priceLabel(book, unit.item), "one for each " + writeMemory(unit.size), unit.tag, unit.source});
  for (const TimeRule& rule : book.timeRules)
    rules.push_back({priceLabel(book, rule.item),
                     "up to " + writeDuration(rule.quantum) + ", at least " + writeDuration(rule.minimum), rule.tag,
                     rule.source});
  for (const CapacityUnit& unit : book.capacityUnits)
    rules.push_back({priceLabel(book, unit.item), capacityText(unit), unit.tag, unit.source});
  if (book.diskIncluded)
    rules.push_back({"with every disk",
                     showCount(book.diskIncluded->iops) + " IOPS and " + showCount(book.diskIncluded->mbps) + " MB/s",
                     book.diskIncluded->tag, book.diskIncluded->source});
  for (const FreeGrant& grant : book.freeGrants)
    rules.push_back({"free each month: " + priceLabel(book, grant.item), showUnitQuantity(grant.quantity), grant.tag,
                     grant.source});
  return rules;
}

} // namespace coldframe
