// Names of the columns of our own CSV files. For the sources of this folder.
#pragma once

#include "sim/trace/csv_mapping.h"
#include "sim/trace/trace.h"

#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

inline std::string ownCsvName(Stamp stamp) {
  return std::string(kStampNames[static_cast<std::size_t>(stamp)]) + "_ns";
}

inline std::string ownCsvName(Count count) {
  const std::string name(kCountNames[static_cast<std::size_t>(count)]);
  switch (count) {
  case Count::Billed:
    return name + "_ns";
  case Count::Memory:
  case Count::PeakMemory:
    return name + "_bytes";
  default:
    return name;
  }
}

// A mapping for those of our own columns that a header has.
CsvMapping ownCsvMapping(const std::vector<std::string_view>& header);

} // namespace coldframe
