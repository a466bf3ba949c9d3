// The names that logs give to their columns, and what they mean: "billedDurationMs", "Billed Duration (ms)" and
// "@billedDuration" are all "billed_duration", the first two with a unit.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

struct ColumnWords {
  std::string words; // "billed_duration"
  std::string unit;  // as mappings know it, "ms"; empty: none
  bool utc = false;  // said of its instants
};
ColumnWords columnWords(std::string_view name);
// Wherever they are parted: "timestamp" and "time_stamp".
bool sameWords(std::string_view a, std::string_view b);

struct ColumnSynonym {
  std::string_view words;
  std::string_view target; // "timestamp", "cold", "init", "outcome" are not columns of a trace
};
// In order of preference where several columns mean the same.
std::span<const ColumnSynonym> columnSynonyms();

// Whether a file has all of these columns, named just so: known tools are told by them.
bool hasColumns(const std::vector<std::string>& header, std::span<const std::string_view> columns);
// The unit of the lengths that a known tool writes without saying it, told by its columns; empty: no such tool.
std::string_view unitOfLengths(const std::vector<std::string>& header);

} // namespace coldframe
