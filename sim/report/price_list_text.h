// A price book for people to read in a terminal of 80 columns: prices grouped by what they are for, tiers under their
// item, machines by family on one line each, then the rules of billing; sources numbered and listed at the end.
#pragma once

#include "sim/price/price_book.h"

#include <string>

namespace coldframe {

// `filter` as in priceTable(): only prices whose item or type has it in its name, and no rules; empty: everything.
std::string renderPriceList(const PriceBook& book, const std::string& filter);

} // namespace coldframe
