// Exact money: a whole number of attodollars (1e-18 USD) in checked 128 bits. Range ± 1.7e20 USD.
// Rounding happens once a line, in times(): half to even. An amount beyond the range is never wrapped or cut: in every
// build it throws std::overflow_error (no scenario within its own ranges gets near it).
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace coldframe {

class Money {
public:
  __extension__ using Atto = __int128;
  static constexpr int kDecimals = 18; // of a dollar, that an amount may have

  constexpr Money() = default;
  static constexpr Money atto(Atto n) { return Money(n); }
  static constexpr Money usd(std::int64_t dollars) { return Money(static_cast<Atto>(dollars) * kAttoPerUsd); }

  constexpr Atto inAtto() const { return m_atto; }
  double inUsd() const; // for statistics and drawing, never for sums

  constexpr std::strong_ordering operator<=>(const Money& o) const {
    return m_atto < o.m_atto   ? std::strong_ordering::less
           : m_atto > o.m_atto ? std::strong_ordering::greater
                               : std::strong_ordering::equal;
  }
  constexpr bool operator==(const Money&) const = default;
  Money& operator+=(Money other);
  friend Money operator+(Money a, Money b) { return a += b; }
  friend Money operator-(Money a, Money b);

  // quantity × this ÷ unitFactor, in 256 bits, rounded half to even. unitFactor > 0.
  Money times(Atto quantity, Atto unitFactor) const;

  Money roundedToCents() const;          // half up (away from zero), as invoices print
  std::string decimal() const;           // exact, without trailing zeros: "18.737", "0.0000166667", "-3"
  std::string decimal(int places) const; // exactly `places` (0 … 18) digits after the point, half up

  static constexpr Atto kAttoPerUsd = 1'000'000'000'000'000'000;

private:
  explicit constexpr Money(Atto n) : m_atto(n) {}
  Atto m_atto = 0;
};

} // namespace coldframe
