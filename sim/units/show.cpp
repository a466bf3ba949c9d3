// Quantity → what people read (the show*() half of format.h). All rounding goes through std::to_chars, so that every
// libm shows the same.
#include "sim/units/format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace coldframe {

namespace {

constexpr const char* kNone = "–";

std::string fixed(double x, int places) {
  std::array<char, 400> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x, std::chars_format::fixed, places);
  return {buffer.data(), written.ptr};
}

// Of a positive finite number: its decimal exponent and first digit once rounded to so many significant digits.
struct Leading {
  int exponent;
  char digit;
};

Leading leadingOf(double x, int digits) {
  std::array<char, 64> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), x, std::chars_format::scientific, digits - 1);
  const char* e = std::find(buffer.data(), written.ptr, 'e');
  int exponent = 0;
  std::from_chars(e + (e[1] == '+' ? 2 : 1), written.ptr, exponent);
  return {exponent, buffer[0]};
}

// Decimals so that `digits` significant digits are seen, within [0, most].
int placesFor(double x, int digits, int most) {
  return x == 0 ? 0 : std::clamp(digits - 1 - leadingOf(std::fabs(x), digits).exponent, 0, most);
}

// Decimals (negative: tens, hundreds …) that an interval of this half-width supports: to its first digit, or to its
// second one when the first is a 1.
int placesSupported(double halfWidth, int most) {
  if (!(halfWidth > 0) || std::isinf(halfWidth))
    return most;
  const Leading leading = leadingOf(halfWidth, 2);
  return std::min(most, (leading.digit == '1' ? 1 : 0) - leading.exponent);
}

// To `places` decimals, which may be negative, with thousands set apart.
std::string rounded(double x, int places) {
  if (places >= 0)
    return groupedDigits(fixed(x, places));
  double step = 1;
  for (int i = places; i < 0; ++i)
    step *= 10;
  return groupedDigits(fixed(std::nearbyint(x / step) * step, 0));
}

bool isZero(const std::string& number) {
  return number.find_first_not_of("0.,") == std::string::npos;
}

// Below 100 s: three significant digits in a fitting unit.
struct SmallUnit {
  const char* name;
  double perSecond;
  double below; // in this unit, after rounding
  int mostPlaces;
};
constexpr std::array<SmallUnit, 3> kSmallUnits{{{" µs", 1e6, 1000, 1}, {" ms", 1e3, 1000, 1}, {" s", 1, 100, 2}}};

std::string showSmall(double size, double halfWidth, const SmallUnit& unit) {
  const int places = std::min(placesFor(size * unit.perSecond, 3, unit.mostPlaces),
                              placesSupported(halfWidth * unit.perSecond, unit.mostPlaces));
  const std::string half = rounded(halfWidth * unit.perSecond, places);
  return rounded(size * unit.perSecond, places) + unit.name + (isZero(half) ? "" : " ± " + half + unit.name);
}

constexpr double kHour = 3600;
constexpr double kDay = 86'400;

// "31 s", "4 min 31 s", "13 h 33 min": to the nearest multiple of a step of 1 or 10 s, 1 or 10 min, or 1 h.
std::string showSteps(double seconds, double step) {
  const double whole = std::nearbyint(seconds / step) * step;
  if (whole < 100 && step < 60)
    return fixed(whole, 0) + " s";
  const double hours = std::floor(whole / kHour);
  const double minutes = std::floor((whole - kHour * hours) / 60);
  if (hours == 0)
    return fixed(minutes, 0) + " min" + (step < 60 ? " " + fixed(whole - 60 * minutes, 0) + " s" : "");
  return fixed(hours, 0) + " h" + (step < kHour ? " " + fixed(minutes, 0) + " min" : "");
}

std::string showDays(double size, double halfWidth) {
  const int places = placesSupported(halfWidth / kDay, 1);
  const std::string half = rounded(halfWidth / kDay, places);
  return rounded(size / kDay, places) + " days" + (isZero(half) ? "" : " ± " + half + " days");
}

std::string showLarge(double size, double halfWidth) {
  if (size >= 48 * kHour - 30)
    return showDays(size, halfWidth);
  double step = size < kHour - 0.5 ? 1 : 60;
  for (const double coarser : {10.0, 60.0, 600.0, kHour})
    if (coarser > step && 2 * coarser <= std::min(halfWidth, size))
      step = coarser;
  return showSteps(size, step) + (halfWidth > 0.5 * step ? " ± " + showSteps(halfWidth, step) : "");
}

} // namespace

std::string showDuration(double seconds) {
  return showDuration(seconds, 0);
}

std::string showDuration(double seconds, double halfWidth) {
  if (std::isnan(seconds))
    return kNone;
  const std::string sign = seconds < 0 ? "-" : "";
  const double size = std::fabs(seconds);
  if (std::isinf(size))
    return sign + "∞";
  const double half = halfWidth > 0 && std::isfinite(halfWidth) ? halfWidth : 0;
  if (size == 0)
    return half > 0 ? "0 s ± " + showDuration(half) : "0 s";
  for (const SmallUnit& unit : kSmallUnits)
    if (std::nearbyint(size * unit.perSecond * 10) < unit.below * 10)
      return sign + showSmall(size, half, unit);
  return sign + showLarge(size, half);
}

std::string showMoney(double usd) {
  return showMoney(usd, 0);
}

std::string showMoney(double usd, double halfWidth) {
  if (std::isnan(usd))
    return kNone;
  const std::string sign = usd < 0 ? "-$" : "$";
  const double size = std::fabs(usd);
  if (std::isinf(size))
    return sign + "∞";
  constexpr int kMostPlaces = 12;
  int natural = 2;
  if (size >= 100 || size == 0)
    natural = 0;
  else if (size < 0.995)
    natural = std::max(2, placesFor(size, 2, kMostPlaces));
  const int places = placesSupported(halfWidth, size == 0 && halfWidth > 0 ? kMostPlaces : natural);
  const std::string half = halfWidth > 0 && std::isfinite(halfWidth) ? rounded(halfWidth, places) : "0";
  return sign + rounded(size, places) + (isZero(half) ? "" : " ± " + half);
}

std::string groupedDigits(std::string decimal) {
  const std::size_t point = std::min(decimal.find_first_of(". "), decimal.size());
  const std::size_t first = decimal.starts_with('-') ? 1 : 0;
  for (std::size_t i = point; i > first + 3; i -= 3)
    decimal.insert(i - 3, ",");
  return decimal;
}

std::string showCount(double n) {
  if (!std::isfinite(n))
    return std::isnan(n) ? kNone : n < 0 ? "-∞" : "∞";
  const bool whole = std::fabs(n - std::nearbyint(n)) < 1e-9;
  return groupedDigits(fixed(whole ? std::nearbyint(n) + 0.0 : n, whole ? 0 : placesFor(n, 3, 2)));
}

std::string showRatio(double x) {
  if (!std::isfinite(x))
    return std::isnan(x) ? kNone : x < 0 ? "-∞×" : "∞×";
  return groupedDigits(fixed(x, placesFor(x, 2, 6))) + "×";
}

// Never "100 %" for less than all, nor "0 %" for more than nothing.
std::string showChange(double share, int digits) {
  if (std::fabs(share) < 5e-5)
    return "±0 %";
  return std::string(share < 0 ? "−" : "+") + significant(100 * std::fabs(share), digits) + " %";
}

std::string showPercent(double fraction) {
  if (!std::isfinite(fraction))
    return std::isnan(fraction) ? kNone : fraction < 0 ? "-∞ %" : "∞ %";
  constexpr double kLeast = 1e-4; // percent
  const double percent = fraction * 100;
  if (percent > 0 && percent < kLeast)
    return "< 0.0001 %";
  if (percent > 99 && percent < 100) {
    const double missing = 100 - percent;
    return missing < kLeast ? "> 99.9999 %" : fixed(percent, placesFor(missing, 1, 4)) + " %";
  }
  return fixed(percent, percent >= 100 ? 0 : placesFor(percent, 2, 5)) + " %";
}

std::string showBytes(Bytes b) {
  struct Unit {
    const char* name;
    double size;
  };
  constexpr std::array<Unit, 4> units{
      {{" TiB", 1099511627776.0}, {" GiB", 1073741824.0}, {" MiB", 1048576.0}, {" KiB", 1024.0}}};
  const auto bytes = static_cast<double>(b.count());
  for (const Unit& unit : units) {
    const double n = bytes / unit.size;
    if (n < 1)
      continue;
    return groupedDigits(fixed(n, n == std::floor(n) ? 0 : std::max(1, placesFor(n, 3, 2)))) + unit.name;
  }
  return groupedDigits(fixed(bytes, 0)) + " B";
}

std::string showMemory(Memory m) {
  const double mb = m.inMb();
  return groupedDigits(fixed(mb, mb == std::floor(mb) ? 0 : placesFor(mb, 3, 2))) + " MB";
}

} // namespace coldframe
