#include "sim/units/money.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <cassert>
#include <limits>
#include <stdexcept>

namespace coldframe {

namespace {

using Wide = boost::multiprecision::int256_t;

Wide widen(Money::Atto n) {
  const bool negative = n < 0;
  __extension__ using Unsigned = unsigned __int128;
  const Unsigned size = negative ? ~static_cast<Unsigned>(n) + 1 : static_cast<Unsigned>(n);
  Wide wide = static_cast<std::uint64_t>(size >> 64);
  wide <<= 64;
  wide += static_cast<std::uint64_t>(size);
  return negative ? Wide(-wide) : wide;
}

Money::Atto narrow(const Wide& wide) {
  const bool negative = wide < 0;
  const Wide size = negative ? Wide(-wide) : wide;
  if ((size >> 127) != 0)
    throw std::overflow_error("an amount of money beyond ± 1.7e20 USD");
  const auto high = static_cast<std::uint64_t>(size >> 64);
  const auto low = static_cast<std::uint64_t>(size & Wide(std::numeric_limits<std::uint64_t>::max()));
  const auto n = (static_cast<Money::Atto>(high) << 64) | static_cast<Money::Atto>(low);
  return negative ? -n : n;
}

// n ÷ d to the nearest whole number; ties to even, or away from zero.
Wide divideRounded(const Wide& n, const Wide& d, bool tiesToEven) {
  const bool negative = n < 0;
  const Wide size = negative ? Wide(-n) : n;
  Wide quotient = size / d;
  const Wide twice = 2 * (size % d);
  if (twice > d || (twice == d && (!tiesToEven || (quotient & 1) != 0)))
    ++quotient;
  return negative ? Wide(-quotient) : quotient;
}

} // namespace

double Money::inUsd() const {
  return static_cast<double>(m_atto) / 1e18;
}

Money& Money::operator+=(Money other) {
  if (__builtin_add_overflow(m_atto, other.m_atto, &m_atto))
    throw std::overflow_error("a sum of money beyond ± 1.7e20 USD");
  return *this;
}

Money operator-(Money a, Money b) {
  Money::Atto difference;
  if (__builtin_sub_overflow(a.m_atto, b.m_atto, &difference))
    throw std::overflow_error("a difference of money beyond ± 1.7e20 USD");
  return Money::atto(difference);
}

Money Money::times(Atto quantity, Atto unitFactor) const {
  assert(unitFactor > 0);
  return atto(narrow(divideRounded(widen(m_atto) * widen(quantity), widen(unitFactor), true)));
}

Money Money::roundedToCents() const {
  const Wide cent = widen(kAttoPerUsd / 100);
  return atto(narrow(divideRounded(widen(m_atto), cent, false) * cent));
}

std::string Money::decimal() const {
  std::string text = decimal(kDecimals);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.')
    text.pop_back();
  return text;
}

std::string Money::decimal(int places) const {
  assert(places >= 0 && places <= kDecimals);
  Wide unit = 1;
  for (int i = places; i < kDecimals; ++i)
    unit *= 10;
  const Wide rounded = divideRounded(widen(m_atto), unit, false);
  const bool negative = rounded < 0;
  std::string text = (negative ? Wide(-rounded) : rounded).str();
  const auto least = static_cast<std::size_t>(places) + 1;
  if (text.size() < least)
    text.insert(0, least - text.size(), '0');
  if (places > 0)
    text.insert(text.size() - static_cast<std::size_t>(places), ".");
  return negative ? "-" + text : text;
}

} // namespace coldframe
