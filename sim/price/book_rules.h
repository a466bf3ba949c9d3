// Which of a book's rules holds for what was used, and what it makes of a time.
#pragma once

#include "sim/price/price_book.h"

#include <optional>
#include <string>
#include <string_view>

namespace coldframe {

// The rule for functions of this kind: the first that fits; nullptr: the book has none.
const FunctionRule* findFunctionRule(const PriceBook& book, const FunctionKey& key);
// Position of the rule's clock in kBillingClocks.
std::size_t clockOf(const FunctionRule& rule);
// Rounded up to whole quanta, at least the minimum.
Money::Atto billedNs(Duration quantum, Duration minimum, Duration length);
// What a front door of this kind counts its requests as; nothing: it does not count them.
std::optional<PriceItem> frontDoorRequests(std::string_view kind);
// As the book's rule for the item has it; none: as it is.
struct BilledTime {
  Money::Atto ns = 0;
  std::string rule;
  bool verified = true;
};
BilledTime billedTime(const PriceBook& book, PriceItem item, Duration time);
// From running to stopped, as it is billed.
Money::Atto billedInstanceNs(const InstanceRule& rule, Duration length);

} // namespace coldframe
