#include "sim/units/parse_number.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <charconv>
#include <limits>

namespace coldframe {

namespace {

using Wide = boost::multiprecision::int256_t;

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

class NumberScanner {
public:
  explicit NumberScanner(std::string_view text) : m_text(text) {}

  bool scan() {
    if (!scanWhole())
      return false;
    if (at('.')) {
      m_digits += '.';
      ++m_at;
      scanDigits();
    }
    if (m_digits.empty() || m_digits == ".")
      return false;
    scanExponent();
    return true;
  }
  std::string takeDigits() { return std::move(m_digits); }
  std::string_view rest() const { return m_text.substr(m_at); }

private:
  bool at(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
  bool digitAt(std::size_t i) const { return i < m_text.size() && isDigit(m_text[i]); }

  std::size_t scanDigits() {
    const std::size_t from = m_at;
    for (; digitAt(m_at); ++m_at)
      m_digits += m_text[m_at];
    return m_at - from;
  }

  // Digits with "_" anywhere between them, or with "," before every group of three.
  bool scanWhole() {
    std::size_t group = scanDigits();
    while (group > 0 && (at(',') || at('_')) && digitAt(m_at + 1)) {
      const bool comma = at(',');
      if (comma && group > 3)
        return false;
      ++m_at;
      group = scanDigits();
      if (comma && group != 3)
        return false;
    }
    return true;
  }

  // Only where digits follow: the "e" of a unit is none.
  void scanExponent() {
    if (!at('e') && !at('E'))
      return;
    const bool minus = m_at + 1 < m_text.size() && m_text[m_at + 1] == '-';
    const bool plus = m_at + 1 < m_text.size() && m_text[m_at + 1] == '+';
    const std::size_t first = m_at + 1 + (minus || plus ? 1 : 0);
    if (!digitAt(first))
      return;
    m_digits += minus ? "e-" : "e";
    m_at = first;
    scanDigits();
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::string m_digits;
};

// |value| = mantissa × 10^exponent, cut to 40 digits of which the last stands for all that were cut.
struct Decimal {
  Wide mantissa = 0;
  int exponent = 0;
};

constexpr int kDigitsKept = 40;
constexpr int kExponentLimit = 100'000; // texts are far shorter; keeps the sum below from overflowing

Decimal readDecimal(const std::string& digits) {
  Decimal decimal;
  int kept = 0;
  bool fraction = false;
  bool cut = false;
  std::size_t i = 0;
  for (; i < digits.size() && digits[i] != 'e'; ++i) {
    if (digits[i] == '.') {
      fraction = true;
    } else if (kept < kDigitsKept) {
      decimal.mantissa = decimal.mantissa * 10 + (digits[i] - '0');
      kept += decimal.mantissa != 0 ? 1 : 0;
      decimal.exponent -= fraction && decimal.exponent > -kExponentLimit ? 1 : 0;
    } else {
      cut = cut || digits[i] != '0';
      decimal.exponent += !fraction && decimal.exponent < kExponentLimit ? 1 : 0;
    }
  }
  if (cut && decimal.mantissa % 10 == 0)
    ++decimal.mantissa; // beyond a tie, not on it
  if (i < digits.size()) {
    int exponent = 0;
    const bool minus = digits[i + 1] == '-';
    const auto read = std::from_chars(digits.data() + i + 1, digits.data() + digits.size(), exponent);
    if (read.ec != std::errc() || exponent < -kExponentLimit || exponent > kExponentLimit)
      exponent = minus ? -kExponentLimit : kExponentLimit;
    decimal.exponent += exponent;
  }
  return decimal;
}

Wide powerOfTen(int n) {
  Wide power = 1;
  for (int i = 0; i < n; ++i)
    power *= 10;
  return power;
}

Wide dividedHalfEven(const Wide& n, const Wide& d) {
  Wide quotient = n / d;
  const Wide twice = 2 * (n % d);
  if (twice > d || (twice == d && (quotient & 1) != 0))
    ++quotient;
  return quotient;
}

} // namespace

std::string_view withoutSpaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

std::optional<NumberAndRest> splitNumber(std::string_view text) {
  text = withoutSpaces(text);
  NumberAndRest result;
  result.negative = text.starts_with("-");
  NumberScanner scanner(result.negative ? text.substr(1) : text);
  if (!scanner.scan())
    return std::nullopt;
  result.digits = scanner.takeDigits();
  result.rest = withoutSpaces(scanner.rest());
  return result;
}

std::optional<std::int64_t> wholeMultiple(const std::string& digits, std::int64_t factor) {
  const Decimal decimal = readDecimal(digits);
  if (decimal.mantissa == 0)
    return 0;
  constexpr int kSurelyTooLarge = 19; // 1e19 is beyond int64
  constexpr int kSurelyZero = -60;    // 1e40 (the digits kept) × 1e15 (above every factor) × 1e-61
  if (decimal.exponent > kSurelyTooLarge)
    return std::nullopt;
  if (decimal.exponent < kSurelyZero)
    return 0;
  const Wide product = decimal.mantissa * factor;
  const Wide value = decimal.exponent >= 0 ? Wide(product * powerOfTen(decimal.exponent))
                                           : dividedHalfEven(product, powerOfTen(-decimal.exponent));
  if (value > std::numeric_limits<std::int64_t>::max())
    return std::nullopt;
  return static_cast<std::int64_t>(value);
}

} // namespace coldframe
