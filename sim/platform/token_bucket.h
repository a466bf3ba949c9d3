// A token bucket: holds at most `capacity` tokens, refilled continuously; starts full. A negative capacity means no
// limit.
#pragma once

#include "sim/units/rate.h"
#include "sim/units/time.h"

#include <algorithm>
#include <cstdint>

namespace coldframe {

class TokenBucket {
public:
  TokenBucket(std::int64_t capacity, Rate refill)
      : m_unlimited(capacity < 0 || refill == Rate::unlimited()), m_capacity(static_cast<double>(capacity)),
        m_perNs(refill.inPerSecond() / 1e9), m_tokens(m_capacity) {}

  // One token, if there is one. Times must not go back.
  bool take(SimTime now) {
    if (m_unlimited) [[likely]]
      return true;
    m_tokens = std::min(m_capacity, m_tokens + m_perNs * static_cast<double>((now - m_last).ns()));
    m_last = now;
    if (m_tokens < kWhole)
      return false;
    m_tokens -= 1;
    return true;
  }

private:
  static constexpr double kWhole = 1 - 1e-9; // refilling in steps must not lose a token to rounding
  bool m_unlimited;
  double m_capacity;
  double m_perNs;
  double m_tokens;
  SimTime m_last;
};

// A line that lets `rate` pass: each passer is given the instant at which it may go. First come, first served in the
// order of the calls, so `now` must not go back. Unlimited, or nothing to pass: at once.
class RateGate {
public:
  explicit RateGate(Rate rate)
      : m_gapNs(rate == Rate::unlimited() || rate.inPerSecond() <= 0 ? 0 : 1e9 / rate.inPerSecond()) {}

  bool limits() const { return m_gapNs > 0; }
  // When the next may pass; not after now: at once.
  SimTime opens() const { return SimTime::atNanoseconds(static_cast<std::int64_t>(m_free)); }

  SimTime pass(SimTime now, std::int64_t count = 1) {
    if (m_gapNs == 0 || count == 0)
      return now;
    const double at = std::max(m_free, static_cast<double>(now.ns()));
    m_free = std::min(at + m_gapNs * static_cast<double>(count), static_cast<double>(kEndOfTimeNs / 2));
    return SimTime::atNanoseconds(static_cast<std::int64_t>(at));
  }

private:
  double m_gapNs;
  double m_free = 0;
};

} // namespace coldframe
