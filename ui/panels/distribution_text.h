// A distribution as a form shows it: one of the laws of the scenario format with its parameters, or JSON where it is a
// list of values, a mixture, or not one at all. And from one law to the next that says much the same.
#pragma once

#include "sim/json/field_table.h"
#include "sim/random/distribution.h"

#include <optional>
#include <string_view>
#include <vector>

namespace coldframe::ui {

struct DistributionLaw {
  std::string_view name; // "lognormal"
  struct Parameter {
    std::string_view name;   // "median"
    bool isQuantity = false; // of the field's own kind; else a plain number
  };
  std::vector<Parameter> parameters;
};
const std::vector<DistributionLaw>& distributionLaws();

bool isDistribution(const FieldInfo& field);
// The law this value is written as, with just its parameters; nothing for a plain value and for all else.
const DistributionLaw* lawOf(const JsonNode* value);
// Nothing where the value has mistakes.
std::optional<Distribution> distributionOf(const FieldInfo& field, const JsonNode& value);

// Another way to write much the same: `law` with the middle and the spread of `from` (a third of the middle where it
// has none), to three digits. Without a law: its mean alone.
JsonNode rewritten(const FieldInfo& field, const Distribution& from, const DistributionLaw* law);

} // namespace coldframe::ui
