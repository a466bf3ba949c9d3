// One field of a scenario, found by JSON pointer through the field tables: what `--vary`, break-even and sensitivity
// change. A segment at a list is an index or, for platforms, an id. Members that the file does not state are found too;
// so are those of "overrides" (the platform profile's) and "executor_overrides", and the numbers inside a distribution
// that the file states ("/workload/item/io/lognormal/median").
#pragma once

#include "sim/base/result.h"
#include "sim/json/node.h"
#include "sim/json/value_type.h"
#include "sim/scenario/catalogue.h"
#include "sim/scenario/scenario.h"

#include <optional>
#include <string>
#include <string_view>

namespace coldframe {

inline constexpr double kMostExact = 9'007'199'254'740'992.0; // 2^53: beyond it a double skips whole numbers

struct VaryField {
  std::string pointer;               // as it was asked for
  ValueKind kind = ValueKind::Text;  // Boolean, Integer, Number, Text, Choice, or a quantity
  const ValueType* choice = nullptr; // of a Choice: its words
  FieldOptions options; // range and step in base units (ns, bytes, per second, USD, or the number itself), the
                        // platform profile's memory sizes taken into account
  JsonNode present;     // the value it has now, its default when the scenario says nothing

  bool isNumeric() const; // has an order: ranges, fits and searches need it
  bool isWhole() const;   // of a numeric one: only whole numbers of its base unit
  double step() const;    // between legal values; 0: any
  // The value in base units; nothing for words and for "unlimited".
  std::optional<double> base(const JsonNode& value) const;
  // Base units → the value as a file states it, moved to the nearest legal step within the range.
  JsonNode nearest(double base) const;
  // The value a person typed ("1536 MB", "40", "async"). Usage errors say what was expected.
  Result<JsonNode> parse(std::string_view text) const;
  // As people read it: "1,536 MB", "4.2 s", "async".
  std::string shown(const JsonNode& value) const;
};

// Usage errors: no such field (with the nearest name), a pointer that ends at a block of fields instead of a value, the
// id or kind of a platform.
Result<VaryField> findVaryField(const Scenario& scenario, const Catalogue& catalogue, const std::string& pointer);

} // namespace coldframe
