// Quantity → text. write*() round-trips through parse*(): the shortest text in a usual unit that reads back to the same
// value (a negative time or amount is written with a "-" that parse*() does not take).
// show*() is what people read: "4 min 31 s", "13 h 33 min", "$0.000021", "$581", "180×", "12,340". What is not a number
// is shown as "–", without limit as "∞". Neither depends on the locale.
#pragma once

#include "sim/units/data_size.h"
#include "sim/units/money.h"
#include "sim/units/rate.h"
#include "sim/units/time.h"

#include <concepts>
#include <cstdint>
#include <string>

namespace coldframe {

std::string writeDuration(Duration d);              // "300 s", "4.2 s", "15 min", "380 s", "120 ms"
std::string writeMemory(Memory m);                  // "1536 MB"
std::string writeBytes(Bytes b);                    // "30 kB"
std::string writeRate(Rate r);                      // "3.5 /s"
std::string writeBandwidth(Bandwidth b);            // "78 MB/s"
std::string writeMoney(Money m);                    // "0.0000166667 USD"
std::string writeInstant(std::int64_t nsSince1970); // "2020-04-24T17:53:33Z"
std::string writeNumber(double x);                  // shortest that reads back the same, no "-0"
std::string significant(double x, int digits = 12); // for JSON results: at most `digits` significant digits, no "-0"

// How many digits a reader is shown. An estimate never shows more digits than its interval supports, and an interval
// below the last digit shown is left out. A half-width of 0 or NaN means there is none.
std::string showDuration(double seconds);
std::string showDuration(double seconds, double halfWidth); // "4 min 31 s ± 3 s"
std::string showMoney(double usd);
std::string showMoney(double usd, double halfWidth); // "$581 ± 4"
std::string showCount(double n);                     // "12,340"
template <std::integral Number>
std::string showCount(Number n) {
  return showCount(static_cast<double>(n));
}
// "1 call", "12,340 calls"; `many` where that is more than an "s" behind it.
template <std::integral Number>
std::string showCounted(Number n, const std::string& one, const std::string& many = {}) {
  return showCount(n) + " " + (n == 1 ? one : many.empty() ? one + "s" : many);
}
std::string showRatio(double x);                      // "180×", "0.93×"
std::string showPercent(double fraction);             // "12 %", "0.13 %"; "100 %" only for all, "0 %" only for none
std::string showChange(double share, int digits = 2); // "+12 %", "−0.5 %", "±0 %"
std::string showMemory(Memory m);                     // "1,536 MB"
std::string groupedDigits(std::string decimal);       // "7,440,000.5" of "7440000.5", "540,000 GB-s" of "540000 GB-s"
std::string showBytes(Bytes b); // "6 MiB", "256 KiB", "12 B"; never a rounded figure that looks whole

} // namespace coldframe
