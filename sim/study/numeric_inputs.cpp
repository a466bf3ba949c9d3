#include "sim/study/numeric_inputs.h"

#include "sim/study/vary_field.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

// What of a scenario a run depends on.
constexpr std::string_view kBlocks[] = {"workload",   "platforms", "client", "external",
                                        "front_door", "initial",   "month"};
// Numbers that are no inputs: they say when, how long, which, or where something was measured.
constexpr std::string_view kNoInputs[] = {"length", "offset", "utc_offset", "schedule", "items_per_row", "measured_at"};

void collect(const JsonNode& node, const std::string& pointer, std::vector<std::string>& leaves) {
  if (node.isNumeric() || node.isString()) {
    leaves.push_back(pointer);
    return;
  }
  for (std::size_t i = 0; i < node.size(); ++i) {
    if (node.isObject()) {
      const std::string key(node.keyAt(i));
      if (std::find(std::begin(kNoInputs), std::end(kNoInputs), key) == std::end(kNoInputs))
        collect(node.at(i), pointer + "/" + escapePointerSegment(key), leaves);
      continue;
    }
    const JsonNode* id = node.at(i).find("id");
    collect(node.at(i), pointer + "/" + (id && id->isString() ? id->asString() : std::to_string(i)), leaves);
  }
}

} // namespace

std::vector<std::string> numericInputs(const Scenario& scenario, const Catalogue& catalogue) {
  std::vector<std::string> leaves;
  for (const std::string_view block : kBlocks)
    if (const JsonNode* node = scenario.document.find(block))
      collect(*node, "/" + std::string(block), leaves);
  std::vector<std::string> numeric;
  for (std::string& pointer : leaves) {
    const auto field = findVaryField(scenario, catalogue, pointer);
    if (!field || !field->isNumeric())
      continue;
    const auto base = field->base(field->present);
    if (base && *base > 0 && std::isfinite(*base))
      numeric.push_back(std::move(pointer));
  }
  return numeric;
}

} // namespace coldframe
