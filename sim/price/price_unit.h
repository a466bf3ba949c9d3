// The units of prices and billed quantities: "0.0000166667 USD/GB-s", "6000000000 GB-s". A unit is a whole number of
// base units of its dimension (see price_item.h); only those of a month depend on its length. Units: request, k
// requests, M requests, event, k events, M events · GB-s, GB-h (memory × time) · GB, TB (data) · s, h, vCPU-h, LCU-h
// (time of one thing), M min · GB-month, disk GB-h (storage) · IOPS-month, MBps-month (of a disk).
#pragma once

#include "sim/base/result.h"
#include "sim/json/value_type.h"
#include "sim/price/price_item.h"
#include "sim/units/money.h"
#include "sim/units/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

struct PriceUnit {
  std::string_view name = "request";
  Dimension dimension = Dimension::Count;
  std::int64_t factor = 1; // base units in one; of a monthly unit: of what is kept for a month
  bool monthly = false;    // × the month's milliseconds

  // Base units in one of this unit, in a month of this length (at least 1 ms).
  Money::Atto inBase(Duration month) const;
  bool operator==(const PriceUnit&) const = default;
};

const PriceUnit* findUnit(std::string_view name); // nullptr: there is no such unit
std::vector<std::string> unitNames(Dimension dimension);

// "0.20 USD/M requests": exact, not negative, USD.
struct UnitPrice {
  Money price;
  PriceUnit unit;
  bool operator==(const UnitPrice&) const = default;
};
Result<UnitPrice> parseUnitPrice(std::string_view text);
std::string writeUnitPrice(const UnitPrice& price);

// "6000000000 GB-s": not negative.
struct UnitQuantity {
  Money::Atto base = 0; // in base units; of a monthly unit: in millionths of it, until the month is known
  PriceUnit unit;

  // Base units, in a month of this length (at least 1 ms).
  Money::Atto inBase(Duration month) const;
  bool operator==(const UnitQuantity&) const = default;
};
Result<UnitQuantity> parseUnitQuantity(std::string_view text);
std::string writeUnitQuantity(const UnitQuantity& quantity);

// quantity ÷ unit in decimal: exact when six digits after the point are enough, else rounded to six.
std::string showQuantity(Money::Atto quantity, Money::Atto unitInBase);

template <>
struct JsonCodec<UnitPrice> {
  static bool read(Reader& reader, const JsonNode& node, UnitPrice& out, const FieldOptions& options);
  static JsonNode write(const UnitPrice& value, const FieldOptions& options);
  static JsonNode schema(SchemaDefinitions& definitions, const FieldOptions& options);
};
template <>
struct JsonCodec<UnitQuantity> {
  static bool read(Reader& reader, const JsonNode& node, UnitQuantity& out, const FieldOptions& options);
  static JsonNode write(const UnitQuantity& value, const FieldOptions& options);
  static JsonNode schema(SchemaDefinitions& definitions, const FieldOptions& options);
};

} // namespace coldframe
