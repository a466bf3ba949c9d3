#include "sim/engine/timeline.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace coldframe {

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

std::size_t hoursOf(Duration window) {
  return static_cast<std::size_t>(std::max<std::int64_t>(1, (window.ns() + Timeline::kHourNs - 1) / Timeline::kHourNs));
}

} // namespace

Timeline::Timeline(Duration window)
    : m_windowNs(window.ns()), m_nextCut(window.ns() > kDayNs ? kDayNs : kNever), m_hours(hoursOf(window)) {}

void Timeline::ran(std::int64_t from, std::int64_t to) {
  to = std::min(to, m_windowNs);
  while (from < to) {
    const std::int64_t hourEnd = std::min(to, (from / kHourNs + 1) * kHourNs);
    hourOf(from).runningNs += static_cast<double>(hourEnd - from);
    from = hourEnd;
  }
}

void Timeline::cut(Usage usage) {
  assert(m_nextCut != kNever);
  m_days.push_back(std::move(usage));
  m_nextCut += kDayNs;
  if (m_nextCut >= m_windowNs)
    m_nextCut = kNever;
}

} // namespace coldframe
