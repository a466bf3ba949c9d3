// The names that logs give to their columns, and what they mean: "billedDurationMs", "Billed Duration (ms)" and
// "@billedDuration" are all "billed_duration", the first two with a unit.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace coldframe {

struct ColumnWords {
  std::string words; // "billed_duration"
  std::string unit;  // as mappings know it, "ms"; empty: none
};
ColumnWords columnWords(std::string_view name);

struct ColumnSynonym {
  std::string_view words;
  std::string_view target; // "timestamp", "cold", "init", "outcome" are not columns of a trace
};
// In order of preference where several columns mean the same.
std::span<const ColumnSynonym> columnSynonyms();

} // namespace coldframe
