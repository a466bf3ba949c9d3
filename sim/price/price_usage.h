// Usage × book → bill. What the book has no price for stands on the bill as a line of its own, "not priced", so nothing
// is silently free. The free grant comes off before the volume tiers, the x86 part of a pooled grant first.
// Errors: Input, quantities or amounts beyond any range.
#pragma once

#include "sim/base/result.h"
#include "sim/price/bill.h"
#include "sim/price/metered.h"
#include "sim/price/price_book.h"

#include <map>
#include <vector>

namespace coldframe {

Result<Bill> priceUsage(const Usage& usage, const PriceBook& book, const BillOptions& options);
// `used` is what is used up of free grants already, by item.
Result<Bill> priceMetered(const std::vector<MeteredQuantity>& metered, const PriceBook& book,
                          const BillOptions& options, const std::map<PriceItem, Money::Atto>& used = {});

} // namespace coldframe
