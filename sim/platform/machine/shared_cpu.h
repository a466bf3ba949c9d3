// The vCPUs of one machine, shared equally by the CPU parts that are on it (processor sharing). A virtual clock runs at
// the rate that each part gets; a part that needs w ns ends when the clock has gone on by w. So an arrival or an end
// changes the clock's rate and nothing else: O(log n) for n parts.
#pragma once

#include "sim/platform/machine/cpu_rates.h"
#include "sim/units/time.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace coldframe {

class SharedCpu {
public:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  // Busy vCPU-time counts from `from` to `to` only.
  SharedCpu(const CpuRates& rates, std::int64_t from, std::int64_t to) : m_rates(&rates), m_from(from), m_to(to) {}

  void add(std::int64_t now, std::int64_t ns, std::uint32_t who) {
    goOn(now);
    m_parts.push_back({m_clock + static_cast<double>(ns), m_sequence++, who});
    std::push_heap(m_parts.begin(), m_parts.end());
  }

  // When the next part ends if nothing else happens.
  std::int64_t nextEnd() const {
    if (m_parts.empty())
      return kNever;
    const double left = (m_parts.front().end - m_clock) / m_rates->rate(m_parts.size());
    if (left >= static_cast<double>(kEndOfTimeNs)) [[unlikely]]
      return kEndOfTimeNs;
    return untilEndOfTime(m_last, left > 0 ? static_cast<std::int64_t>(std::ceil(left)) : 0);
  }

  // Takes off the part that ends at `now`: whose it is.
  std::uint32_t takeEnded(std::int64_t now) {
    goOn(now);
    const Part ended = m_parts.front();
    std::pop_heap(m_parts.begin(), m_parts.end());
    m_parts.pop_back();
    // Its own end on the clock, free of rounding; from zero again when nobody is there to compare with.
    m_clock = m_parts.empty() ? 0 : ended.end;
    return ended.who;
  }

  void goOn(std::int64_t now) {
    const std::size_t n = m_parts.size();
    if (n > 0) {
      m_clock += static_cast<double>(now - m_last) * m_rates->rate(n);
      const std::int64_t begin = std::max(m_last, m_from);
      const std::int64_t end = std::min(now, m_to);
      if (end > begin)
        m_busyNs += static_cast<double>(end - begin) * m_rates->busy(n);
    }
    m_last = now;
  }

  double busyNs() const { return m_busyNs; }

private:
  struct Part {
    double end; // on the virtual clock
    std::uint64_t sequence;
    std::uint32_t who;
    // A heap of the standard library has its largest first: the part that ends first, then the one that came first.
    friend bool operator<(const Part& a, const Part& b) {
      return a.end > b.end || (a.end == b.end && a.sequence > b.sequence);
    }
  };

  const CpuRates* m_rates;
  std::int64_t m_from;
  std::int64_t m_to;
  std::vector<Part> m_parts;
  double m_clock = 0;
  std::int64_t m_last = 0;
  std::uint64_t m_sequence = 0;
  double m_busyNs = 0;
};

} // namespace coldframe
