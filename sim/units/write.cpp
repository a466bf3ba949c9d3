// Quantity → text that reads back to the same value (the write*() half of format.h).
#include "sim/units/format.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

namespace coldframe {

namespace {

// value ÷ 10^decimals, exactly, without trailing zeros.
std::string decimalFraction(std::uint64_t value, int decimals) {
  std::string text = std::to_string(value);
  const auto width = static_cast<std::size_t>(decimals);
  if (text.size() <= width)
    text.insert(0, width + 1 - text.size(), '0');
  text.insert(text.size() - width, ".");
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.')
    text.pop_back();
  return text;
}

struct Magnitude {
  std::string sign;
  std::uint64_t size;
};

Magnitude magnitudeOf(std::int64_t n) {
  return {n < 0 ? "-" : "", n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n)};
}

} // namespace

std::string writeNumber(double x) {
  if (x == 0)
    return "0"; // never "-0"
  std::array<char, 64> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x);
  return {buffer.data(), written.ptr};
}

std::string significant(double x, int digits) {
  assert(digits >= 1 && digits <= 17);
  std::array<char, 64> buffer{};
  const auto rounded =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), x, std::chars_format::scientific, digits - 1);
  double back = 0;
  const auto read = std::from_chars(buffer.data(), rounded.ptr, back);
  return writeNumber(read.ec == std::errc() ? back : x); // the largest doubles round up beyond the range
}

std::string writeDuration(Duration d) {
  constexpr std::uint64_t kSecond = 1'000'000'000;
  const auto [sign, ns] = magnitudeOf(d.ns());
  if (ns % kSecond == 0) {
    const std::uint64_t seconds = ns / kSecond;
    // Up to ten minutes in seconds: limits and pauses are spoken of as "300 s" and "380 s".
    if (seconds >= 600 && seconds % 3600 == 0)
      return sign + std::to_string(seconds / 3600) + " h";
    if (seconds >= 600 && seconds % 60 == 0)
      return sign + std::to_string(seconds / 60) + " min";
    return sign + std::to_string(seconds) + " s";
  }
  if (ns > kSecond)
    return sign + decimalFraction(ns, 9) + " s";
  if (ns >= 1'000'000)
    return sign + decimalFraction(ns, 6) + " ms";
  if (ns >= 1'000)
    return sign + decimalFraction(ns, 3) + " us";
  return sign + std::to_string(ns) + " ns";
}

std::string writeMemory(Memory m) {
  const std::int64_t bytes = m.inBytes();
  if (bytes % 1'048'576 == 0)
    return std::to_string(bytes / 1'048'576) + " MB";
  if (bytes % 1'024 == 0)
    return std::to_string(bytes / 1'024) + " kB";
  return std::to_string(bytes) + " B";
}

std::string writeBytes(Bytes b) {
  struct Unit {
    const char* name;
    std::int64_t size;
  };
  constexpr std::array<Unit, 4> units{
      {{" TB", 1'000'000'000'000}, {" GB", 1'000'000'000}, {" MB", 1'000'000}, {" kB", 1'000}}};
  for (const Unit& unit : units) // the largest that leaves a whole number
    if (b.count() != 0 && b.count() % unit.size == 0)
      return std::to_string(b.count() / unit.size) + unit.name;
  return std::to_string(b.count()) + " B";
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

} // namespace coldframe
