// The number in front of a unit, kept as decimal digits so that "0.1 s" is exactly 100,000,000 ns and
// "9223372036854775807 ns" loses nothing. For the files parse_*.cpp of this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coldframe {

struct NumberAndRest {
  bool negative = false;
  std::string digits;    // "1000.5e3": as std::from_chars reads it, without sign and grouping
  std::string_view rest; // what follows, without surrounding spaces
};

// Splits "1,000.5e3 kB". Nothing when the text does not begin with a number or its "," do not stand between groups of
// three digits ("1,5" is no number here: it would be read as 15 by some and as one and a half by others).
std::optional<NumberAndRest> splitNumber(std::string_view text);

// digits × factor to the nearest whole number, ties to even; nothing beyond int64.
std::optional<std::int64_t> wholeMultiple(const std::string& digits, std::int64_t factor);

std::string_view withoutSpaces(std::string_view text);

} // namespace coldframe
