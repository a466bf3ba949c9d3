// What a book asks for a quantity, volume tier by volume tier: a price of its own, or a share of the on-demand price.
#pragma once

#include "sim/price/metered.h"
#include "sim/price/price_book.h"

#include <optional>
#include <string>
#include <vector>

namespace coldframe {

// In base units of the item's dimension.
struct PriceTier {
  Money::Atto from = 0;
  std::optional<Money::Atto> to;
  UnitPrice price;
  std::string source; // its text
  bool verified = true;
  std::string note; // "63 % of the on-demand price: one year, standard, nothing upfront"
};

// In rising order; empty: the book has no price for it.
std::vector<PriceTier> priceTiers(const MeteredQuantity& metered, const PriceBook& book, Duration month);

} // namespace coldframe
