// Sees every call of one function and keeps integer sums under every billing clock. The hot path of the
// simulator: a call costs a handful of multiplications (division by a constant) and additions.
#pragma once

#include "sim/usage/usage.h"

#include <algorithm>

namespace coldframe {

class FunctionMeter {
public:
  // A call that ran for `duration` on an environment that was already initialised.
  void addWarm(Duration duration) {
    const auto ns = static_cast<std::uint64_t>(duration.ns());
    const std::uint64_t ms = (ns + 999'999) / 1'000'000;
    m_ms += ms;
    m_hundredMs += (ns + 99'999'999) / 100'000'000;
    m_seconds += (ns + 999'999'999) / 1'000'000'000;
    m_msMin100 += std::max<std::uint64_t>(ms, 100);
    m_msMin1000 += std::max<std::uint64_t>(ms, 1000);
    m_runningNs += ns;
    ++m_requests;
  }
  // A call for which an environment was initialised, taking `init`, before it ran for `duration`.
  void addCold(Duration duration, Duration init) {
    addWarm(duration);
    addInit(init, duration);
  }
  // The INIT of an environment, before a call that ran for `duration` or before none.
  void addInit(Duration init, Duration duration = {}) {
    const auto in = [&](const BillingClock& with) {
      BillingClock without = with;
      without.includesInit = false;
      return with.billedMs(duration, init) - without.billedMs(duration, init);
    };
    for (std::size_t i = 0; i < kBillingClockCount; ++i)
      if (kBillingClocks[i].includesInit)
        m_initExtraMs[i] += in(kBillingClocks[i]);
    m_initNs += init.ns();
    ++m_initCount;
  }

  std::int64_t requests() const { return static_cast<std::int64_t>(m_requests); }

  // Adds what was seen to `usage` under `key`.
  void addTo(Usage& usage, const FunctionKey& key) const;

private:
  std::uint64_t m_requests = 0;
  std::uint64_t m_ms = 0;        // Σ ceil(duration / 1 ms)
  std::uint64_t m_hundredMs = 0; // Σ ceil(duration / 100 ms)
  std::uint64_t m_seconds = 0;   // Σ ceil(duration / 1 s)
  std::uint64_t m_msMin100 = 0;
  std::uint64_t m_msMin1000 = 0;
  __extension__ unsigned __int128 m_runningNs = 0; // a month of 10,000 calls at a time is 833 years
  std::array<std::int64_t, kBillingClockCount> m_initExtraMs{};
  std::int64_t m_initNs = 0;
  std::int64_t m_initCount = 0;
};

} // namespace coldframe
