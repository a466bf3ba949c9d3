// Text → Money: exact, digit by digit.
#include "sim/units/parse.h"
#include "sim/units/parse_number.h"

#include <algorithm>
#include <limits>

namespace coldframe {

namespace {

constexpr const char* kWithCurrency = "an amount with its currency, e.g. \"0.20 USD\" or \"$0.20\"";
constexpr const char* kBare = "an amount in USD with at most 18 decimals, e.g. \"0.0000166667\"";

// Adds a decimal digit; false beyond 128 bits.
bool append(Money::Atto& n, int digit) {
  return !__builtin_mul_overflow(n, 10, &n) && !__builtin_add_overflow(n, digit, &n);
}

struct Reading {
  Money money;
  const char* wrong = nullptr; // what is wrong with the text
};

Reading readDecimal(std::string_view text) {
  const bool negative = text.starts_with("-");
  if (negative)
    text.remove_prefix(1);
  Money::Atto atto = 0;
  int decimals = 0;
  bool point = false;
  bool anyDigit = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9')
      return {{}, "this is not an amount of money"};
    anyDigit = true;
    if (decimals == Money::kDecimals) {
      if (c != '0')
        return {{}, "this amount has more than 18 decimals"};
      continue;
    }
    if (!append(atto, c - '0'))
      return {{}, "this amount is out of range"};
    decimals += point ? 1 : 0;
  }
  if (!anyDigit)
    return {{}, "this is not an amount of money"};
  for (; decimals < Money::kDecimals; ++decimals)
    if (!append(atto, 0))
      return {{}, "this amount is out of range"};
  return {Money::atto(negative ? -atto : atto)};
}

} // namespace

Result<Money> parseDecimalMoney(std::string_view text) {
  const Reading reading = readDecimal(withoutSpaces(text));
  if (reading.wrong != nullptr)
    return wrongText(text, reading.wrong, kBare);
  return reading.money;
}

Result<Money> parseMoney(std::string_view text) {
  std::string_view rest = withoutSpaces(text);
  if (rest.starts_with("$"))
    rest.remove_prefix(1);
  else if (rest.ends_with("USD"))
    rest.remove_suffix(3);
  else if (const auto number = splitNumber(rest); number && number->rest.empty())
    return wrongText(text, "the currency is missing", kWithCurrency);
  else
    return wrongText(text, "this is not an amount of money in USD", kWithCurrency);
  const Reading reading = readDecimal(withoutSpaces(rest));
  if (reading.wrong != nullptr)
    return wrongText(text, reading.wrong, kWithCurrency);
  if (reading.money < Money())
    return wrongText(text, "an amount of money cannot be negative here", kWithCurrency);
  return reading.money;
}

} // namespace coldframe
