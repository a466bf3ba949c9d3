#include "sim/price/price_usage.h"

#include "sim/price/price_tiers.h"
#include "sim/units/format.h"
#include "sim/usage/usage_names.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

namespace coldframe {

namespace {

using Atto = Money::Atto;

constexpr double kMostUsd = 1e19;

class Pricing {
public:
  Pricing(const PriceBook& book, const BillOptions& options, bool freeGrant, const std::map<PriceItem, Atto>& used)
      : m_book(book), m_options(options) {
    if (!freeGrant)
      return;
    for (const FreeGrant& grant : book.freeGrants) {
      const auto gone = used.find(grant.item);
      const Atto whole = grant.quantity.inBase(options.month);
      m_granted[grant.item] = gone == used.end() ? whole : std::max<Atto>(whole - gone->second, 0);
    }
  }

  // False: an amount is beyond any range.
  bool add(const MeteredQuantity& metered) {
    const std::size_t first = m_lines.size();
    const bool done = addLines(metered);
    if (m_lines.size() > first)
      explain(metered, m_lines[first]);
    return done;
  }

  std::vector<BillLine> takeLines() { return std::move(m_lines); }

private:
  bool addLines(const MeteredQuantity& metered) {
    const std::vector<PriceTier> tiers =
        metered.missing.empty() ? priceTiers(metered, m_book, m_options.month) : std::vector<PriceTier>();
    if (tiers.empty()) {
      addUnpriced(metered);
      return true;
    }
    const Atto free = takeGrant(metered, tiers.front());
    const Atto billed = metered.quantity - free;
    for (std::size_t i = 0; i < tiers.size(); ++i) {
      const PriceTier& tier = tiers[i];
      const Atto upTo = tier.to ? std::min(billed, *tier.to) : billed;
      if (upTo <= tier.from)
        continue;
      BillLine line = lineOf(metered, tier.price.unit, upTo - tier.from);
      if (tooMuch(line, tier.price.price))
        return false;
      line.unitPrice = tier.price.price;
      line.amount = tier.price.price.times(line.baseQuantity, line.unitInBase);
      line.tier = static_cast<int>(i) + 1;
      line.source = tier.source;
      line.verified = metered.verified && tier.verified;
      append(line.rule, tier.note);
      if (tiers.size() > 1)
        append(line.rule, tierText(tier, i, tiers.size()));
      m_lines.push_back(std::move(line));
    }
    return true;
  }

  // What the lines of an item share stands on the first of them.
  void explain(const MeteredQuantity& metered, BillLine& line) const {
    const auto shown = [&line](Atto quantity) { return showQuantity(quantity, line.unitInBase) + " " + line.unit; };
    line.metered = shown(metered.quantity);
    for (const MeteredPart& part : metered.parts)
      line.parts.push_back({part.name, shown(part.quantity), part.operation, part.why});
  }

  static void append(std::string& text, const std::string& more) {
    if (!more.empty())
      text += (text.empty() ? "" : "; ") + more;
  }

  static bool tooMuch(const BillLine& line, Money price) {
    return static_cast<double>(line.baseQuantity) / static_cast<double>(line.unitInBase) * price.inUsd() > kMostUsd;
  }

  // "10,240", but "6,000 M".
  static std::string showBound(Atto bound, Atto unit) {
    constexpr Atto kMillion = 1'000'000;
    if (bound < kMillion * unit || bound % (kMillion * unit) != 0)
      return groupedDigits(showQuantity(bound, unit));
    return showCount(static_cast<double>(bound / (kMillion * unit))) + " M";
  }

  std::string tierText(const PriceTier& tier, std::size_t index, std::size_t count) const {
    const Atto unit = tier.price.unit.inBase(m_options.month);
    const std::string name(tier.price.unit.name);
    const auto shown = [&](Atto bound) { return showBound(bound, unit); };
    return "tier " + std::to_string(index + 1) + " of " + std::to_string(count) + " (" +
           (tier.to ? (tier.from == 0 ? "up to " : shown(tier.from) + " to ") + shown(*tier.to) + " " + name
                    : "above " + shown(tier.from) + " " + name) +
           ")";
  }

  Atto takeGrant(const MeteredQuantity& metered, const PriceTier& first) {
    const auto left = m_granted.find(metered.item);
    if (left == m_granted.end() || left->second == 0 || !metered.granted)
      return 0;
    const auto grant = std::ranges::find(m_book.freeGrants, metered.item, &FreeGrant::item);
    if (grant->worth) {
      takeDiscount(metered, first, *grant, left->second);
      return 0;
    }
    const Atto free = std::min(left->second, metered.quantity);
    left->second -= free;
    BillLine line = lineOf(metered, first.price.unit, free);
    line.source = m_book.sourceText(grant->source);
    line.verified = metered.verified && grant->tag != PriceTag::Recalled;
    const std::string unit(grant->quantity.unit.name);
    append(line.rule,
           "free grant: the first " +
               showBound(grant->quantity.inBase(m_options.month), grant->quantity.unit.inBase(m_options.month)) + " " +
               unit + (unit == "request" ? "s" : "") + " a month");
    m_lines.push_back(std::move(line));
    return free;
  }

  // A grant that is worth another price than the book's: all is billed, and the discount stands on a line of its own.
  void takeDiscount(const MeteredQuantity& metered, const PriceTier& first, const FreeGrant& grant, Atto& left) {
    const PriceUnit& unit = grant.worth->unit;
    BillLine line = lineOf(metered, unit, std::exchange(left, 0));
    const Money whole = grant.worth->price.times(line.baseQuantity, line.unitInBase);
    const Money asked = first.price.price.times(metered.quantity, first.price.unit.inBase(m_options.month));
    line.unitPrice = Money() - grant.worth->price;
    line.amount = Money() - std::min(whole, asked);
    line.source = m_book.sourceText(grant.source);
    line.verified = metered.verified && grant.tag != PriceTag::Recalled;
    append(line.rule, "free grant: a discount of " +
                          showCount(static_cast<double>(line.baseQuantity / line.unitInBase)) + " " +
                          std::string(unit.name) + " at the price of the cheapest regions" +
                          (asked < whole ? ", at most what it costs" : ""));
    m_lines.push_back(std::move(line));
  }

  BillLine lineOf(const MeteredQuantity& metered, const PriceUnit& unit, Atto quantity) const {
    const PriceItemInfo& info = infoOf(metered.item);
    const auto label = m_book.labels.find(std::string(info.name));
    BillLine line;
    line.item = label == m_book.labels.end() ? std::string(info.label) : label->second;
    if (!metered.type.empty())
      line.item += " " + metered.type;
    if (metered.purchase != PurchaseOption::OnDemand)
      line.item += ", " + std::string(nameOf(metered.purchase));
    if (metered.arch)
      line.item += ", " + std::string(nameOf(*metered.arch));
    line.key = metered.item;
    line.arch = metered.arch;
    line.type = metered.type;
    line.baseQuantity = quantity;
    line.unitInBase = unit.inBase(m_options.month);
    line.quantity = showQuantity(quantity, line.unitInBase);
    line.unit = unit.name;
    line.rule = metered.rule;
    if (unit.monthly)
      append(line.rule, "month of " + writeNumber(m_options.month.inHours()) + " h");
    return line;
  }

  void addUnpriced(const MeteredQuantity& metered) {
    const Dimension dimension = infoOf(metered.item).dimension;
    const PriceUnit& unit = *findUnit(dimension == Dimension::Time ? "h" : unitNames(dimension).front());
    BillLine line = lineOf(metered, unit, metered.quantity);
    line.priced = false;
    line.verified = false;
    line.rule = "not priced: " + m_book.exactName() + " has no price for it" +
                (metered.missing.empty() ? "" : ", " + metered.missing);
    m_lines.push_back(std::move(line));
  }

  const PriceBook& m_book;
  const BillOptions& m_options;
  std::map<PriceItem, Atto> m_granted; // what is left of each grant
  std::vector<BillLine> m_lines;
};

// Nothing when an amount is beyond any range.
std::optional<std::vector<BillLine>> linesOf(const std::vector<MeteredQuantity>& metered, const PriceBook& book,
                                             const BillOptions& options, bool freeGrant,
                                             const std::map<PriceItem, Atto>& used) {
  Pricing pricing(book, options, freeGrant, used);
  for (const MeteredQuantity& quantity : metered)
    if (!pricing.add(quantity))
      return std::nullopt;
  return pricing.takeLines();
}

} // namespace

Result<Bill> priceMetered(const std::vector<MeteredQuantity>& metered, const PriceBook& book,
                          const BillOptions& options, const std::map<PriceItem, Atto>& used) {
  assert(options.month >= Duration::milliseconds(1));
  Bill bill;
  bill.book = book.exactName();
  bill.options = options;
  for (const bool freeGrant : {false, true}) {
    auto lines = linesOf(metered, book, options, freeGrant, used);
    if (!lines)
      return failure(ErrorKind::Input, "an amount of this bill is beyond any range");
    Money total;
    for (const BillLine& line : *lines)
      total += line.amount;
    (freeGrant ? bill.withFreeGrant : bill.withoutFreeGrant) = total;
    if (freeGrant == options.freeGrant)
      bill.lines = std::move(*lines);
  }
  return bill;
}

Result<Bill> priceUsage(const Usage& usage, const PriceBook& book, const BillOptions& options) {
  const auto metered = meter(usage, book);
  if (!metered)
    return failure(metered.error());
  return priceMetered(*metered, book, options);
}

} // namespace coldframe
