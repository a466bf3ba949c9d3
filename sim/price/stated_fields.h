// Ranges that the parts of a usage document share.
#pragma once

#include "sim/json/field_table.h"

#include <string_view>

namespace coldframe {

inline constexpr double kMostCount = 1e15;
inline constexpr double kMostNs = 3.2e17; // ten years

inline FieldOptions countOf(std::string_view help, bool required = false) {
  FieldOptions options;
  options.help = help;
  options.required = required;
  options.min = 0;
  options.max = kMostCount;
  return options;
}

inline FieldOptions timeOf(std::string_view help, bool required = false) {
  FieldOptions options = countOf(help, required);
  options.max = kMostNs;
  return options;
}

// Whether everything that is summed up stays far from the end of 64 bits.
inline bool fits(double count, double each) {
  constexpr double kMost = 4e18;
  return count * each < kMost;
}

} // namespace coldframe
