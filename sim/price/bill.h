// What was used, in money: lines quantity × unit price = amount, each with the tier it fell in, the rule that made the
// quantity and the source of the price. Amounts are exact (one rounding a line, at 1e-18 USD); the invoice view rounds
// each line to cents, half up, and adds those, as providers print it.
#pragma once

#include "sim/price/price_item.h"
#include "sim/units/money.h"
#include "sim/units/time.h"
#include "sim/usage/usage.h"

#include <optional>
#include <string>
#include <vector>

namespace coldframe {

// What a month can be, wherever its length is stated.
inline constexpr Duration kLeastMonth = Duration::hours(1);
inline constexpr Duration kMostMonth = Duration::hours(1000);

struct BillOptions {
  bool freeGrant = false;                // whether what is free each month is taken off
  Duration month = Duration::hours(730); // what GB-month means
};

// How a part of what was metered came about: "calls", "540,000 GB-s", "3,000,000 calls × 120 ms × 1,536 MB".
struct BillPart {
  std::string name;
  std::string quantity; // with its unit
  std::string operation;
  std::string why; // may be empty
};

struct BillLine {
  std::string item; // for people: "Lambda compute, x86_64"
  PriceItem key = PriceItem::FunctionRequest;
  std::optional<Architecture> arch; // where the item is told apart by it
  std::string type;                 // of instances
  Money::Atto baseQuantity = 0;     // in base units of the item's dimension
  Money::Atto unitInBase = 1;       // base units in one `unit`
  std::string quantity;             // in `unit`, decimal: "11.08"; rounded to six digits after the point
  std::string unit;                 // "GB-s"
  Money unitPrice;
  Money amount;
  int tier = 0;         // from 1; 0: the free grant, or not priced
  std::string rule;     // how the quantity came about, and the tier
  std::string source;   // of the price
  bool verified = true; // false: it rests on a figure nobody looked up, or has no price
  bool priced = true;   // false: it was used, but the book has no price for it
  std::string metered;  // all that was metered, before grants and tiers, with its unit; on the first line of an item
  std::vector<BillPart> parts; // what that is the sum of

  Money invoiceAmount() const { return amount.roundedToCents(); }
};

struct Bill {
  std::string book; // exact name
  BillOptions options;
  std::vector<BillLine> lines;
  std::vector<std::string> warnings; // of what was stated and cannot be
  Money withoutFreeGrant;            // both totals, whichever the lines show
  Money withFreeGrant;

  Money total() const;                       // of the lines
  Money invoiceTotal() const;                // each line rounded to cents
  std::vector<std::string> unpriced() const; // what was used and has no price
};

} // namespace coldframe
