// How prices, tiers and rules of a book are said, wherever they are shown.
#pragma once

#include "sim/price/price_book.h"

#include <string>
#include <vector>

namespace coldframe {

std::string priceLabel(const PriceBook& book, PriceItem item);
// What tells prices of one item apart: "arm64", "c4.large, reserved", "0.5 GB".
std::string priceKind(const PriceRow& row);
// "up to 333 M requests", "10,240 GB to 51,200 GB", "over 6,000 M GB-s"; empty: there is one tier.
std::string priceTier(const PriceRow& row);
// "since 2022-08", "until 2025-09", "2017-05 to 2020-12"; empty: the book does not say.
std::string priceDates(const PriceRow& row);
// "$0.0000166667 / GB-s"; at least cents.
std::string showUnitPrice(const UnitPrice& price);
// "6,000 M GB-s": thousands apart, whole millions as such.
std::string showUnitQuantity(const UnitQuantity& quantity);
// "$30,000.00", "$0.0000166667": thousands apart, full cents at least, and of what is below them as much as there is.
std::string exactMoney(Money amount);
// Whether the item's or type's name has the filter in it.
bool isPriceShown(const PriceRow& row, const std::string& filter);

struct PriceRule {
  std::string name;
  std::string value;
  PriceTag tag = PriceTag::Verified;
  std::string source;
};
std::vector<PriceRule> priceRules(const PriceBook& book);

} // namespace coldframe
