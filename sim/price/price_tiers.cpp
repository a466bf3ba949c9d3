#include "sim/price/price_tiers.h"

#include "sim/units/format.h"

#include <algorithm>
#include <utility>

namespace coldframe {

namespace {

PriceTier tierOf(const PriceRow& row, const PriceBook& book, Duration month) {
  PriceTier tier;
  tier.from = row.from ? row.from->inBase(month) : 0;
  if (row.to)
    tier.to = row.to->inBase(month);
  tier.price = row.price;
  tier.source = book.sourceText(row.source);
  tier.verified = row.tag != PriceTag::Recalled;
  return tier;
}

class TierFinder {
public:
  TierFinder(const PriceBook& book, Duration month) : m_book(book), m_month(month) {}

  // In rising order; empty: the book has no price for it.
  std::vector<PriceTier> all(const MeteredQuantity& metered) const {
    double size = 0;
    if (metered.item == PriceItem::ApiGatewayCache) {
      // The smallest size on offer that holds it.
      for (const PriceRow& row : m_book.rowsOf(metered.item))
        if (row.size >= metered.size && (size == 0 || row.size < size))
          size = row.size;
      if (size == 0)
        return {};
    }
    std::vector<PriceTier> tiers = rows(metered, metered.purchase, size);
    if (tiers.empty() && metered.purchase != PurchaseOption::OnDemand)
      tiers = discounted(metered);
    if (tiers.empty())
      tiers = fee(metered);
    std::ranges::sort(tiers, {}, &PriceTier::from);
    if (!tiers.empty() && size > metered.size)
      tiers.front().note = "the next size on offer is " + writeNumber(size) + " GB";
    return tiers;
  }

private:
  // A row for the very architecture comes before rows for any.
  std::vector<PriceTier> rows(const MeteredQuantity& metered, PurchaseOption purchase, double size) const {
    std::vector<PriceTier> exact;
    std::vector<PriceTier> any;
    for (const PriceRow& row : m_book.rowsOf(metered.item))
      if (row.type == metered.type && row.purchase == purchase && row.size == size) {
        if (!row.arch)
          any.push_back(tierOf(row, m_book, m_month));
        else if (row.arch == metered.arch)
          exact.push_back(tierOf(row, m_book, m_month));
      }
    return exact.empty() ? any : exact;
  }

  std::vector<PriceTier> discounted(const MeteredQuantity& metered) const {
    const auto discount = std::ranges::find_if(m_book.discounts, [&metered](const Discount& stated) {
      return stated.item == metered.item && stated.purchase == metered.purchase;
    });
    if (discount == m_book.discounts.end())
      return {};
    return shareOfOnDemand(metered, discount->payPercent, discount->terms, discount->tag, discount->source);
  }

  // A share of the on-demand price of the instance type, however the instance itself is bought.
  std::vector<PriceTier> fee(MeteredQuantity metered) const {
    const auto share = std::ranges::find(m_book.instanceFees, metered.item, &InstanceFee::item);
    if (share == m_book.instanceFees.end())
      return {};
    metered.item = PriceItem::Instance;
    return shareOfOnDemand(metered, share->percent, {}, share->tag, share->source);
  }

  std::vector<PriceTier> shareOfOnDemand(const MeteredQuantity& metered, double percent, const std::string& terms,
                                         PriceTag tag, const std::string& source) const {
    std::vector<PriceTier> tiers = rows(metered, PurchaseOption::OnDemand, 0);
    // Percentages are read to a millionth of one.
    const auto millionths = static_cast<std::int64_t>(percent * 1e6 + 0.5);
    for (PriceTier& tier : tiers) {
      tier.price.price = tier.price.price.times(millionths, 100'000'000);
      tier.verified = tier.verified && tag != PriceTag::Recalled;
      tier.note = writeNumber(percent) + " % of the on-demand price" + (terms.empty() ? "" : ": " + terms);
      tier.source = m_book.sourceText(source);
    }
    return tiers;
  }

  const PriceBook& m_book;
  Duration m_month;
};

} // namespace

std::vector<PriceTier> priceTiers(const MeteredQuantity& metered, const PriceBook& book, Duration month) {
  return TierFinder(book, month).all(metered);
}

} // namespace coldframe
