// Things per second: calls (Rate) and data (Bandwidth). Not negative; infinity means "no limit".
#pragma once

#include "sim/units/data_size.h"
#include "sim/units/time.h"

#include <compare>
#include <limits>

namespace coldframe {

class Rate {
public:
  constexpr Rate() = default;
  static constexpr Rate perSecond(double n) { return Rate(n); }
  static constexpr Rate unlimited() { return Rate(std::numeric_limits<double>::infinity()); }
  constexpr double inPerSecond() const { return m_perSecond; }
  constexpr auto operator<=>(const Rate&) const = default;

private:
  explicit constexpr Rate(double perSecond) : m_perSecond(perSecond) {}
  double m_perSecond = 0;
};

class Bandwidth {
public:
  constexpr Bandwidth() = default;
  static constexpr Bandwidth bytesPerSecond(double n) { return Bandwidth(n); }
  static constexpr Bandwidth unlimited() { return Bandwidth(std::numeric_limits<double>::infinity()); }
  constexpr double inBytesPerSecond() const { return m_bytesPerSecond; }
  constexpr auto operator<=>(const Bandwidth&) const = default;
  // How long `size` takes at this bandwidth: 0 when unlimited or nothing is moved, for ever at a bandwidth of 0.
  Duration timeFor(Bytes size) const {
    return size == Bytes() ? Duration() : Duration::fromSeconds(static_cast<double>(size.count()) / m_bytesPerSecond);
  }

private:
  explicit constexpr Bandwidth(double bytesPerSecond) : m_bytesPerSecond(bytesPerSecond) {}
  double m_bytesPerSecond = std::numeric_limits<double>::infinity();
};

} // namespace coldframe
