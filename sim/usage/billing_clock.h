// How a provider turns a call's running time into billed time: round up to a quantum, with a minimum, with the
// INIT time in or out of the sum that is rounded. A closed list, because a meter must see every call to round it.
// Rules and dates: docs/models.md, "Billing clocks" (AWS Lambda 100 ms until 2020-12, then 1 ms; INIT billed for every
// configuration since 2025-08-01; Azure Consumption 1 ms with a 100 ms minimum; Cloud Run 100 ms).
#pragma once

#include "sim/units/time.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coldframe {

struct BillingClock {
  Duration quantum;
  Duration minimum;
  bool includesInit = false;
  std::string_view name;

  // ceil((duration [+ init]) / quantum) quanta, at least the minimum; whole milliseconds.
  constexpr std::int64_t billedMs(Duration duration, Duration init) const {
    const std::int64_t ns = duration.ns() + (includesInit ? init.ns() : 0);
    const std::int64_t quanta = (ns + quantum.ns() - 1) / quantum.ns();
    const std::int64_t billed = quanta * (quantum.ns() / 1'000'000);
    const std::int64_t least = minimum.ns() / 1'000'000;
    return billed < least ? least : billed;
  }
};

inline constexpr std::array<BillingClock, 8> kBillingClocks{{
    {Duration::milliseconds(1), {}, false, "1ms"},
    {Duration::milliseconds(1), {}, true, "1ms+init"},
    {Duration::milliseconds(100), {}, false, "100ms"},
    {Duration::milliseconds(100), {}, true, "100ms+init"},
    {Duration::milliseconds(1), Duration::milliseconds(100), true, "1ms,min100ms+init"},
    {Duration::milliseconds(1), Duration::seconds(1), true, "1ms,min1s+init"},
    {Duration::seconds(1), {}, false, "1s"},
    {Duration::seconds(1), {}, true, "1s+init"},
}};
inline constexpr std::size_t kBillingClockCount = kBillingClocks.size();

} // namespace coldframe
