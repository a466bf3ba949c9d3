// Price books as tables: what `coldframe prices show` and `prices diff` print.
#pragma once

#include "sim/price/price_book.h"
#include "sim/report/table.h"

#include <string>

namespace coldframe {

// One row a price, as the book writes it, with its tier, since when it holds, and its source. `filter`: only rows whose
// item or type has this in its name; empty: all.
Table priceTable(const PriceBook& book, const std::string& filter);

// How the book turns time into billed time, what is free, what purchase options pay.
Table priceRuleTable(const PriceBook& book);

// Prices that differ: one row for each that only one book has, or that both have at different prices.
Table priceDifference(const PriceBook& a, const PriceBook& b);

} // namespace coldframe
