// Names of the columns of our own CSV files. For the sources of this folder.
#pragma once

#include "sim/trace/trace.h"

#include <string>

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

} // namespace coldframe
