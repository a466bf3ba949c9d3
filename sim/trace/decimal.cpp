#include "sim/trace/decimal.h"

#include "sim/units/parse_number.h"

namespace coldframe {

namespace {

__extension__ using Wide = __int128;
constexpr int kMostDigits = 18; // of either part, so that no product below leaves 128 bits

std::optional<std::int64_t> slowly(std::string_view text, std::int64_t factor) {
  const auto split = splitNumber(text);
  if (!split || !split->rest.empty())
    return std::nullopt;
  auto value = wholeMultiple(split->digits, factor);
  if (value && split->negative)
    value = -*value;
  return value;
}

} // namespace

std::optional<std::int64_t> scaledDecimal(std::string_view text, std::int64_t factor) {
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative)
    ++at;
  const auto digits = [&](std::int64_t& value) {
    const std::size_t from = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && at - from < kMostDigits; ++at)
      value = value * 10 + (text[at] - '0');
    return at - from;
  };
  std::int64_t whole = 0;
  std::int64_t fraction = 0;
  std::int64_t scale = 1;
  if (digits(whole) == 0)
    return slowly(text, factor);
  if (at < text.size() && text[at] == '.') {
    ++at;
    for (std::size_t i = digits(fraction); i > 0; --i)
      scale *= 10;
  }
  if (at != text.size())
    return slowly(text, factor);
  const Wide part = Wide(fraction) * factor;
  Wide value = Wide(whole) * factor + part / scale;
  const Wide rest = part % scale;
  if (2 * rest > scale || (2 * rest == scale && (value & 1) != 0))
    ++value;
  if (negative)
    value = -value;
  constexpr Wide kLimit = Wide(1) << 63;
  if (value >= kLimit || value <= -kLimit)
    return std::nullopt;
  return static_cast<std::int64_t>(value);
}

} // namespace coldframe
