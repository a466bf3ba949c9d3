// Simulated time: a point (SimTime) and a span (Duration), both int64 nanoseconds in types of their own.
// Range: ±292 years. Conversions from seconds round half to even and saturate at the ends of the range.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace coldframe {

class Duration {
public:
  constexpr Duration() = default;
  static constexpr Duration nanoseconds(std::int64_t n) { return Duration(n); }
  static constexpr Duration microseconds(std::int64_t n) { return Duration(n * 1'000); }
  static constexpr Duration milliseconds(std::int64_t n) { return Duration(n * 1'000'000); }
  static constexpr Duration seconds(std::int64_t n) { return Duration(n * 1'000'000'000); }
  static constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
  static constexpr Duration hours(std::int64_t n) { return seconds(n * 3600); }
  static Duration fromSeconds(double s); // not NaN (infinity saturates)
  static constexpr Duration max() { return Duration(std::numeric_limits<std::int64_t>::max()); }

  constexpr std::int64_t ns() const { return m_ns; }
  constexpr double inSeconds() const { return static_cast<double>(m_ns) / 1e9; }
  constexpr double inHours() const { return static_cast<double>(m_ns) / 3.6e12; }

  constexpr auto operator<=>(const Duration&) const = default;
  constexpr Duration operator-() const { return Duration(-m_ns); }
  constexpr Duration& operator+=(Duration other) {
    m_ns += other.m_ns;
    return *this;
  }
  constexpr Duration& operator-=(Duration other) {
    m_ns -= other.m_ns;
    return *this;
  }
  friend constexpr Duration operator+(Duration a, Duration b) { return Duration(a.m_ns + b.m_ns); }
  friend constexpr Duration operator-(Duration a, Duration b) { return Duration(a.m_ns - b.m_ns); }
  friend constexpr Duration operator*(Duration a, std::int64_t n) { return Duration(a.m_ns * n); }
  friend constexpr Duration operator/(Duration a, std::int64_t n) { return Duration(a.m_ns / n); }
  friend constexpr double operator/(Duration a, Duration b) {
    return static_cast<double>(a.m_ns) / static_cast<double>(b.m_ns);
  }

private:
  explicit constexpr Duration(std::int64_t ns) : m_ns(ns) {}
  std::int64_t m_ns = 0;
};

// The end of the simulated clock, 146 years: half of what it can hold, so that an instant and a span that are both
// before it have a sum. Models hold what would end later to this instant, and no draw is longer.
inline constexpr std::int64_t kEndOfTimeNs = std::numeric_limits<std::int64_t>::max() / 2;
// a + b for what is neither negative nor beyond the end of time.
constexpr std::int64_t untilEndOfTime(std::int64_t a, std::int64_t b) {
  return a + b < kEndOfTimeNs ? a + b : kEndOfTimeNs;
}

// A point on the simulated clock; its zero is the start of the simulated window.
class SimTime {
public:
  constexpr SimTime() = default;
  static constexpr SimTime atNanoseconds(std::int64_t n) { return SimTime(n); }
  static constexpr SimTime at(Duration sinceStart) { return SimTime(sinceStart.ns()); }
  static constexpr SimTime max() { return SimTime(std::numeric_limits<std::int64_t>::max()); }

  constexpr std::int64_t ns() const { return m_ns; }
  constexpr double inSeconds() const { return static_cast<double>(m_ns) / 1e9; }

  constexpr auto operator<=>(const SimTime&) const = default;
  constexpr SimTime& operator+=(Duration d) {
    m_ns += d.ns();
    return *this;
  }
  friend constexpr SimTime operator+(SimTime t, Duration d) { return SimTime(t.m_ns + d.ns()); }
  friend constexpr SimTime operator-(SimTime t, Duration d) { return SimTime(t.m_ns - d.ns()); }
  friend constexpr Duration operator-(SimTime a, SimTime b) { return Duration::nanoseconds(a.m_ns - b.m_ns); }

private:
  explicit constexpr SimTime(std::int64_t ns) : m_ns(ns) {}
  std::int64_t m_ns = 0;
};

} // namespace coldframe
