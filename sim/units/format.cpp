#include "sim/units/format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <string_view>

namespace coldframe {

namespace {

struct Unit {
  std::string_view name;
  std::int64_t size;
};

// In the largest unit that leaves few decimals: tries whole numbers first, then short decimals.
std::string writeInUnits(std::int64_t base, std::span<const Unit> units) {
  if (base == 0)
    return "0 " + std::string(units.back().name);
  for (const Unit& unit : units) // largest first
    if (base % unit.size == 0)
      return std::to_string(base / unit.size) + " " + std::string(unit.name);
  return std::to_string(base);
}

std::string fixed(double x, int places) {
  std::array<char, 400> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x, std::chars_format::fixed, places);
  return {buffer.data(), written.ptr};
}

std::string grouped(std::string digits) {
  const bool negative = !digits.empty() && digits[0] == '-';
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t i = point; i > (negative ? 4U : 3U); i -= 3)
    digits.insert(i - 3, ",");
  return digits;
}

// Decimals so that `significantDigits` digits are seen, never more than `most`.
int placesFor(double x, int significantDigits, int most) {
  if (x == 0)
    return 0;
  const int magnitude = static_cast<int>(std::floor(std::log10(std::fabs(x))));
  return std::clamp(significantDigits - 1 - magnitude, 0, most);
}

// Decimals that an interval of this half-width supports: down to its leading digit.
int placesForHalfWidth(double halfWidth, int most) {
  if (!(halfWidth > 0))
    return most;
  return std::clamp(-static_cast<int>(std::floor(std::log10(halfWidth))), 0, most);
}

} // namespace

std::string writeNumber(double x) {
  std::array<char, 64> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x);
  return {buffer.data(), written.ptr};
}

std::string significant(double x, int digits) {
  if (x == 0)
    return "0";
  std::array<char, 64> buffer{};
  const auto rounded =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), x, std::chars_format::scientific, digits - 1);
  double back = 0;
  std::from_chars(buffer.data(), rounded.ptr, back);
  return writeNumber(back);
}

std::string writeDuration(Duration d) {
  static constexpr std::array<Unit, 6> units{{{"h", 3'600'000'000'000},
                                              {"min", 60'000'000'000},
                                              {"s", 1'000'000'000},
                                              {"ms", 1'000'000},
                                              {"us", 1'000},
                                              {"ns", 1}}};
  const std::int64_t ns = d.ns();
  if (ns == 0)
    return "0 s";
  // Seconds up to ten minutes ("300 s", "380 s"), and short decimals of a second ("4.2 s").
  if (ns % 1'000'000'000 == 0 && ns < 600'000'000'000)
    return std::to_string(ns / 1'000'000'000) + " s";
  if (ns > 1'000'000'000 && ns % 1'000'000 == 0 && ns % 60'000'000'000 != 0)
    return writeNumber(static_cast<double>(ns) / 1e9) + " s";
  return writeInUnits(ns, units);
}

std::string writeMemory(Memory m) {
  static constexpr std::array<Unit, 3> units{{{"MB", 1'048'576}, {"kB", 1'024}, {"B", 1}}};
  return writeInUnits(m.inBytes(), units);
}

std::string writeBytes(Bytes b) {
  static constexpr std::array<Unit, 5> units{
      {{"TB", 1'000'000'000'000}, {"GB", 1'000'000'000}, {"MB", 1'000'000}, {"kB", 1'000}, {"B", 1}}};
  return writeInUnits(b.count(), units);
}

std::string writeRate(Rate r) {
  return r == Rate::unlimited() ? "unlimited" : writeNumber(r.inPerSecond()) + " /s";
}

std::string writeBandwidth(Bandwidth b) {
  const double x = b.inBytesPerSecond();
  if (b == Bandwidth::unlimited())
    return "unlimited";
  if (x >= 1e6 && x / 1e6 * 1e6 == x)
    return writeNumber(x / 1e6) + " MB/s";
  return writeNumber(x) + " B/s";
}

std::string writeMoney(Money m) {
  return m.decimal() + " USD";
}

std::string showDuration(double seconds) {
  return showDuration(seconds, 0);
}

std::string showDuration(double seconds, double halfWidth) {
  const std::string interval = halfWidth > 0 ? " ± " + showDuration(halfWidth, 0) : "";
  const double size = std::fabs(seconds);
  if (size == 0)
    return "0 s" + interval;
  if (size < 1e-3)
    return fixed(seconds * 1e6, placesFor(seconds * 1e6, 3, 1)) + " µs" + interval;
  if (size < 1)
    return fixed(seconds * 1e3, std::min(placesFor(seconds * 1e3, 3, 1), placesForHalfWidth(halfWidth * 1e3, 1))) +
           " ms" + interval;
  if (size < 99.95)
    return fixed(seconds, std::min(placesFor(seconds, 3, 2), placesForHalfWidth(halfWidth, 2))) + " s" + interval;
  const double whole = std::nearbyint(size);
  const auto hours = static_cast<std::int64_t>(whole / 3600);
  const auto minutes = static_cast<std::int64_t>(std::fmod(whole, 3600) / 60);
  const auto rest = static_cast<std::int64_t>(std::fmod(whole, 60));
  std::string text = seconds < 0 ? "-" : "";
  if (hours >= 48) {
    text += fixed(size / 86400, 1) + " days";
  } else if (hours > 0) {
    const auto rounded = static_cast<std::int64_t>(std::nearbyint(size / 60));
    text += std::to_string(rounded / 60) + " h " + std::to_string(rounded % 60) + " min";
  } else {
    text += std::to_string(minutes) + " min " + std::to_string(rest) + " s";
  }
  return text + interval;
}

std::string showMoney(double usd) {
  return showMoney(usd, 0);
}

std::string showMoney(double usd, double halfWidth) {
  const double size = std::fabs(usd);
  int places = size >= 100 ? 0 : size >= 0.995 ? 2 : std::max(2, placesFor(usd, 2, 12));
  if (halfWidth > 0)
    places = std::min(places, std::max(placesForHalfWidth(halfWidth, 12), 0));
  if (size == 0)
    places = 0;
  std::string text = std::string(usd < 0 ? "-$" : "$") + grouped(fixed(size, places));
  if (halfWidth > 0)
    text += " ± " + grouped(fixed(halfWidth, places > 0 ? places : placesForHalfWidth(halfWidth, 12)));
  return text;
}

std::string showCount(double n) {
  return grouped(fixed(n, std::fabs(n - std::nearbyint(n)) < 1e-9 ? 0 : placesFor(n, 3, 2)));
}

std::string showRatio(double x) {
  return grouped(fixed(x, placesFor(x, x >= 100 ? 3 : 2, 4))) + "×";
}

std::string showPercent(double fraction) {
  const double percent = fraction * 100;
  return fixed(percent, percent == 0 ? 0 : placesFor(percent, 2, 4)) + " %";
}

std::string showMemory(Memory m) {
  return grouped(fixed(m.inMb(), std::fmod(m.inMb(), 1) == 0 ? 0 : 1)) + " MB";
}

} // namespace coldframe
