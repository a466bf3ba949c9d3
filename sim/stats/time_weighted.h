// A whole number that changes at instants (calls running, environments idle), averaged over simulated time. The
// integral is an exact 128-bit whole number of level × ns, so the mean depends on nothing but the changes. The largest
// level counts every level that was ever set, also one that was left again at the same instant.
#pragma once

#include "sim/units/time.h"

#include <cassert>
#include <cstdint>

namespace coldframe {

class TimeWeighted {
public:
  __extension__ using Integral = __int128; // level × ns

  explicit TimeWeighted(SimTime start = {}, std::int64_t level = 0)
      : m_start(start), m_last(start), m_level(level), m_max(level) {}

  // Time never runs back: now >= the time of the change before.
  void set(SimTime now, std::int64_t level) {
    advance(now);
    m_level = level;
    m_max = level > m_max ? level : m_max;
  }
  void add(SimTime now, std::int64_t change) { set(now, m_level + change); }

  // Forgets what was before `now` (the end of a warm-up) but keeps the level.
  void restart(SimTime now) {
    assert(now >= m_last);
    *this = TimeWeighted(now, m_level);
  }

  std::int64_t level() const { return m_level; }
  std::int64_t max() const { return m_max; }
  SimTime start() const { return m_start; }

  // ∫ level dt from the start to `until`, which is not before the last change.
  Integral integral(SimTime until) const {
    assert(until >= m_last);
    return m_integral + static_cast<Integral>(m_level) * (until.ns() - m_last.ns());
  }
  // until > start.
  double mean(SimTime until) const {
    assert(until > m_start);
    return static_cast<double>(integral(until)) / static_cast<double>(until.ns() - m_start.ns());
  }

private:
  void advance(SimTime now) {
    m_integral = integral(now);
    m_last = now;
  }

  SimTime m_start;
  SimTime m_last;
  std::int64_t m_level = 0;
  std::int64_t m_max = 0;
  Integral m_integral = 0;
};

} // namespace coldframe
