// Text with a unit → quantity. Grammar: a decimal number (no sign, no "inf" or "nan"; an exponent is allowed; "_" may
// stand between digits of the integer part, "," between its groups of three), optional spaces, a unit.
// Units — time: ns us µs ms s min h d day days week; memory: B kB KB MB GB KiB MiB GiB TiB (all binary); data: B kB KB
// MB GB TB (decimal) KiB MiB GiB TiB (binary); rate: /s /min /h /d (also "per second" …); bandwidth: data/s, and bit
// kbit Mbit Gbit /s; a rate or bandwidth may be "unlimited". Times and sizes are exact, then rounded half to even to a
// whole ns or byte. Money: digits with at most 18 decimals (no exponent, no grouping) and USD behind or "$" before. A
// missing or unknown unit, trailing text, a negative or overflowing value is an error whose one Problem carries `value`
// and `expectation` (and a "did you mean" for a unit one letter off, or for "m", "sec", "Mbps" …). Never depends on the
// locale.
#pragma once

#include "sim/base/result.h"
#include "sim/units/data_size.h"
#include "sim/units/money.h"
#include "sim/units/rate.h"
#include "sim/units/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

Result<Duration> parseDuration(std::string_view text);
Result<Memory> parseMemory(std::string_view text);
Result<Bytes> parseBytes(std::string_view text);
Result<Rate> parseRate(std::string_view text);
Result<Bandwidth> parseBandwidth(std::string_view text);
Result<Money> parseMoney(std::string_view text);        // "0.20 USD", "$0.20"; exact, at most 18 decimals
Result<Money> parseDecimalMoney(std::string_view text); // a bare exact decimal, as in price files: "0.0000166667"
// An ISO 8601 instant in UTC or with an offset, or a date (midnight UTC): seconds and nanoseconds since 1970 as ns.
Result<std::int64_t> parseInstant(std::string_view text);

// The word among `candidates` nearest to `word`, whatever their case, when it is near enough to be a slip (a third of
// its letters, at least one; or cut short); empty otherwise. Of equally near ones the first.
std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates);

} // namespace coldframe
