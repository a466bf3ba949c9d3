// Usage → what a book would meter of it: whole quantities by item, after the book's rounding rules. The step before
// prices, tiers and grants.
#pragma once

#include "sim/base/result.h"
#include "sim/price/price_book.h"

#include <optional>
#include <string>
#include <vector>

namespace coldframe {

// How a part of a quantity came about, for people.
struct MeteredPart {
  std::string name;      // "calls"
  std::string operation; // "3,000,000 calls × 120 ms × 1,536 MB"
  std::string why;       // "each ran 101 ms"; may be empty
  Money::Atto quantity = 0;
};

struct MeteredQuantity {
  PriceItem item = PriceItem::FunctionRequest;
  std::optional<Architecture> arch; // of items that are told apart by it
  std::string type;
  PurchaseOption purchase = PurchaseOption::OnDemand;
  double size = 0;                // of a cache, GB
  Money::Atto quantity = 0;       // base units, above 0
  std::string rule;               // how it came about
  bool verified = true;           // of that rule
  bool granted = true;            // a free grant may be taken off it
  std::string missing;            // why the book cannot meter it; empty: it can
  std::vector<MeteredPart> parts; // what it is the sum of; none: it is stated as it stands
};

// Adds quantities up: one entry for each item, architecture, type and purchase option, so that tiers and grants see all
// of it.
class MeteredSum {
public:
  void add(MeteredQuantity quantity); // 0 adds nothing
  // Sorted by item, architecture, type and purchase option. Errors: Input, a quantity below 0 or beyond any range.
  Result<std::vector<MeteredQuantity>> take();

private:
  std::vector<MeteredQuantity> m_all;
  bool m_outOfRange = false;
};

// Sorted by item, architecture, type and purchase option; nothing that was not used. Errors: Input, quantities beyond
// any range.
Result<std::vector<MeteredQuantity>> meter(const Usage& usage, const PriceBook& book);
void meterInto(const Usage& usage, const PriceBook& book, MeteredSum& sum);

} // namespace coldframe
