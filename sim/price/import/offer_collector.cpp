#include "sim/price/import/offer_collector.h"

#include "sim/price/import/aws_regions.h"
#include "sim/price/import/imported_price.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace coldframe {

namespace {

constexpr std::size_t kMostWanted = 200'000; // an offer of all regions has some 30,000

struct Commitment {
  std::string_view lease;
  std::string_view offering;
  std::string_view purchase;
  PurchaseOption option;
};

constexpr std::array<Commitment, 12> kCommitments{{
    {"1yr", "standard", "No Upfront", PurchaseOption::Reserved},
    {"1yr", "standard", "Partial Upfront", PurchaseOption::ReservedPartial},
    {"1yr", "standard", "All Upfront", PurchaseOption::ReservedUpfront},
    {"3yr", "standard", "No Upfront", PurchaseOption::Reserved3},
    {"3yr", "standard", "Partial Upfront", PurchaseOption::Reserved3Partial},
    {"3yr", "standard", "All Upfront", PurchaseOption::Reserved3Upfront},
    {"1yr", "convertible", "No Upfront", PurchaseOption::Convertible},
    {"1yr", "convertible", "Partial Upfront", PurchaseOption::ConvertiblePartial},
    {"1yr", "convertible", "All Upfront", PurchaseOption::ConvertibleUpfront},
    {"3yr", "convertible", "No Upfront", PurchaseOption::Convertible3},
    {"3yr", "convertible", "Partial Upfront", PurchaseOption::Convertible3Partial},
    {"3yr", "convertible", "All Upfront", PurchaseOption::Convertible3Upfront},
}};

// "2026-09-01T00:00:00Z" → "2026-09-01".
std::string dayOf(const std::string& instant) {
  return instant.substr(0, std::min<std::size_t>(10, instant.size()));
}

} // namespace

Problem OfferCollector::problem(std::string what, const std::string& place, const std::string& value) const {
  Problem p;
  p.what = std::move(what);
  p.file = m_fileName;
  p.pointer = place;
  p.value = value.empty() ? std::string() : "\"" + value + "\"";
  return p;
}

Result<void> OfferCollector::product(const OfferProduct& p) {
  const std::string& group = p.group.empty() ? p.family : p.group;
  std::string_view reason;
  const auto wanted = matchProduct(p, reason);
  if (!wanted) {
    m_import.leftovers.add(group, reason);
    return {};
  }
  const std::string region = awsRegionCode(p.region);
  if (!wanted->grant) { // what is free is free in all regions together
    if (region.empty()) {
      m_import.leftovers.add(group, p.region.empty() ? "no region" : "not a region: " + p.region);
      return {};
    }
    if (m_region.empty())
      m_region = region;
    if (region != m_region) {
      if (!m_regionAsked)
        return failure(Error{ErrorKind::Input,
                             {problem("prices of " + m_region + " and of " + region + " (say which with --region)",
                                      "/products/" + p.sku)}});
      m_import.leftovers.add(group, "another region");
      return {};
    }
  }
  if (m_wanted.size() >= kMostWanted)
    return failure(Error{ErrorKind::Input, {problem("more products than any offer has", "/products/" + p.sku)}});
  m_wanted.emplace(p.sku, *wanted);
  return {};
}

Result<void> OfferCollector::put(PriceRow row, const WantedProduct& wanted, const std::string& place) {
  row.item = wanted.item;
  row.arch = wanted.arch;
  row.type = wanted.type;
  // Two products of one kind: only a difference matters. Of machines take() decides.
  if (row.type.empty())
    for (const PriceRow& other : m_import.rows) {
      if (other.priced() != row.priced() || other.begin() != row.begin())
        continue;
      if (other.price == row.price)
        return {};
      return failure(Error{ErrorKind::Input,
                           {problem("another price of " + std::string(infoOf(row.item).name) + " than the one before",
                                    place, writeUnitPrice(row.price))}});
    }
  m_import.rows.push_back(std::move(row));
  return {};
}

Result<void> OfferCollector::onDemand(const WantedProduct& wanted, const OfferTerm& term) {
  for (const OfferDimension& dimension : term.dimensions) {
    const auto wrong = [&](const std::string& what, const std::string& value) {
      return failure(Error{ErrorKind::Input, {problem(what, term.place, value)}});
    };
    if (!isFileUnitOf(wanted.item, dimension.unit))
      return wrong("this unit does not measure " + std::string(infoOf(wanted.item).name), dimension.unit);
    PriceRow row;
    if (!dimension.begin.empty() && dimension.begin != "0") {
      const auto from = importedQuantity(wanted.item, dimension.begin);
      if (!from)
        return wrong("the begin of a tier is not a number", dimension.begin);
      row.from = *from;
    }
    if (!dimension.end.empty() && dimension.end != "Inf") {
      const auto to = importedQuantity(wanted.item, dimension.end);
      if (!to)
        return wrong("the end of a tier is not a number", dimension.end);
      row.to = *to;
    }
    if (wanted.grant) {
      if (!row.from && row.to)
        m_import.freeGrants.push_back({wanted.item, *row.to, std::nullopt, {}, PriceTag::Verified});
      continue;
    }
    if (dimension.currency != "USD")
      return wrong("amounts are in USD", dimension.currency);
    const auto price = importedPrice(wanted.item, dimension.price);
    if (!price)
      return wrong(price.error().problems.front().what, dimension.price);
    if (wanted.item == PriceItem::Instance && price->price == Money()) {
      m_import.leftovers.add(wanted.group, "a price of nothing");
      continue;
    }
    row.price = *price;
    row.effective = dayOf(term.effective);
    if (auto taken = put(std::move(row), wanted, term.place); !taken)
      return taken;
  }
  return {};
}

// Hourly price and what is paid upfront, spread over the years of 8,760 hours.
Result<void> OfferCollector::reserved(const WantedProduct& wanted, const OfferTerm& term) {
  const auto found = std::ranges::find_if(kCommitments, [&term](const Commitment& c) {
    return c.lease == term.lease && c.offering == term.offering && c.purchase == term.purchase;
  });
  if (wanted.item != PriceItem::Instance || found == kCommitments.end()) {
    m_import.leftovers.add(wanted.group, "a commitment of other terms");
    return {};
  }
  const std::int64_t hours = (term.lease == "3yr" ? 3 : 1) * 8760;
  PriceRow row;
  row.purchase = found->option;
  row.effective = dayOf(term.effective);
  row.price.unit = bookUnitOf(wanted.item);
  for (const OfferDimension& dimension : term.dimensions) {
    const auto price = importedPrice(wanted.item, dimension.price);
    if (!price || dimension.currency != "USD")
      return failure(Error{ErrorKind::Input,
                           {problem(price ? "amounts are in USD" : price.error().problems.front().what, term.place,
                                    price ? dimension.currency : dimension.price)}});
    if (dimension.unit == "Quantity") {
      row.price.price += price->price.times(1, hours);
      row.tag = PriceTag::Derived;
    } else if (isFileUnitOf(wanted.item, dimension.unit)) {
      row.price.price += price->price;
    } else {
      return failure(
          Error{ErrorKind::Input, {problem("this unit does not measure instance", term.place, dimension.unit)}});
    }
  }
  if (row.price.price == Money()) {
    m_import.leftovers.add(wanted.group, "a price of nothing");
    return {};
  }
  return put(std::move(row), wanted, term.place);
}

Result<void> OfferCollector::term(const OfferTerm& term) {
  const auto found = m_wanted.find(term.sku);
  if (found == m_wanted.end())
    return {};
  if (term.kind == "OnDemand")
    return onDemand(found->second, term);
  if (term.kind == "Reserved")
    return reserved(found->second, term);
  m_import.leftovers.add(found->second.group, "terms of another kind");
  return {};
}

Result<PriceImport> OfferCollector::take() {
  if (m_import.rows.empty())
    return failure(Error{ErrorKind::Input, {problem("nothing here that a bill can use", {})}});
  // Of several prices of one machine the highest is the one without a hidden discount.
  std::ranges::stable_sort(m_import.rows, [](const PriceRow& a, const PriceRow& b) {
    if (a.priced() != b.priced())
      return a.priced() < b.priced();
    return a.begin() != b.begin() ? a.begin() < b.begin() : a.price.price > b.price.price;
  });
  const auto same = [](const PriceRow& a, const PriceRow& b) {
    return !a.type.empty() && a.priced() == b.priced() && a.begin() == b.begin();
  };
  const auto repeated = std::ranges::unique(m_import.rows, same);
  m_import.rows.erase(repeated.begin(), repeated.end());
  std::ranges::sort(m_import.freeGrants, {}, &FreeGrant::item);
  m_import.region = m_region;
  return std::move(m_import);
}

} // namespace coldframe
