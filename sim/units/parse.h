// Text with a unit → quantity. Grammar: a decimal number (no sign unless said, no "inf" or "nan", an
// exponent is allowed, "_" or "," may group digits in the integer part), optional spaces, a unit.
// Units — time: ns us ms s min h d week; memory: B kB MB GB KiB MiB GiB TiB (all binary); data: B kB MB GB TB (decimal)
// KiB MiB GiB TiB (binary); rate: /s /min /h /d (also "per second" …); bandwidth: data/s, and bit kbit Mbit Gbit /s;
// money: USD or a leading "$". A missing or unknown unit, trailing text, a negative or overflowing value is an error
// whose one Problem carries `value` and `expectation` (and a "did you mean" for a unit one letter off).
#pragma once

#include "sim/base/result.h"
#include "sim/units/data_size.h"
#include "sim/units/money.h"
#include "sim/units/rate.h"
#include "sim/units/time.h"

#include <string_view>

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

// The word among `candidates` nearest to `word` when it is near enough to be a slip; empty otherwise.
std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates);

} // namespace coldframe
