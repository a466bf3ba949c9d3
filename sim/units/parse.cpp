#include "sim/units/parse.h"

#include "sim/base/in_quotes.h"
#include "sim/units/parse_number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

namespace coldframe {

namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;      // base units in one of it …
  std::int64_t divisor = 1; // … divided by this (rates only)
};

// What people write instead, where the nearest name would be another unit.
struct Slip {
  std::string_view written;
  std::string_view meant;
};

struct Quantity {
  std::string_view kind; // "a time"
  std::string_view example;
  std::span<const Unit> units;
  std::span<const Slip> slips;
};

constexpr std::int64_t kKi = 1024;
constexpr std::int64_t kMi = kKi * kKi;
constexpr std::int64_t kGi = kKi * kMi;
constexpr std::int64_t kTi = kKi * kGi;
constexpr std::int64_t kSecond = 1'000'000'000;

constexpr Unit kTimes[] = {{"ns", 1},
                           {"us", 1'000},
                           {"µs", 1'000},
                           {"ms", 1'000'000},
                           {"s", kSecond},
                           {"min", 60 * kSecond},
                           {"h", 3600 * kSecond},
                           {"d", 86'400 * kSecond},
                           {"day", 86'400 * kSecond},
                           {"days", 86'400 * kSecond},
                           {"week", 604'800 * kSecond}};
constexpr Slip kTimeSlips[] = {{"m", "min"},   {"M", "min"},     {"mins", "min"}, {"minute", "min"}, {"minutes", "min"},
                               {"sec", "s"},   {"secs", "s"},    {"second", "s"}, {"seconds", "s"},  {"S", "s"},
                               {"hr", "h"},    {"hrs", "h"},     {"hour", "h"},   {"hours", "h"},    {"H", "h"},
                               {"msec", "ms"}, {"millis", "ms"}, {"usec", "us"},  {"w", "week"},     {"weeks", "week"},
                               {"D", "d"},     {"μs", "us"}};
constexpr Unit kMemories[] = {{"B", 1},     {"kB", kKi},  {"KB", kKi},  {"MB", kMi}, {"GB", kGi},
                              {"KiB", kKi}, {"MiB", kMi}, {"GiB", kGi}, {"TiB", kTi}};
constexpr Slip kSizeSlips[] = {{"b", "B"},    {"byte", "B"}, {"bytes", "B"}, {"K", "kB"},  {"k", "kB"},  {"M", "MB"},
                               {"m", "MB"},   {"Mb", "MB"},  {"G", "GB"},    {"g", "GB"},  {"Gb", "GB"}, {"kb", "kB"},
                               {"Ki", "KiB"}, {"Mi", "MiB"}, {"Gi", "GiB"},  {"Ti", "TiB"}};
constexpr Unit kSizes[] = {
    {"B", 1},     {"kB", 1'000}, {"KB", 1'000}, {"MB", 1'000'000}, {"GB", 1'000'000'000}, {"TB", 1'000'000'000'000},
    {"KiB", kKi}, {"MiB", kMi},  {"GiB", kGi},  {"TiB", kTi}};
constexpr Unit kRates[] = {{"/s", 1},         {"/min", 1, 60},       {"/h", 1, 3600},       {"/d", 1, 86'400},
                           {"per second", 1}, {"per minute", 1, 60}, {"per hour", 1, 3600}, {"per day", 1, 86'400}};
constexpr Slip kRateSlips[] = {{"/m", "/min"},      {"/sec", "/s"},  {"/second", "/s"}, {"/minute", "/min"},
                               {"/hr", "/h"},       {"/hour", "/h"}, {"/day", "/d"},    {"Hz", "/s"},
                               {"rps", "/s"},       {"rpm", "/min"}, {"per s", "/s"},   {"s", "/s"},
                               {"per min", "/min"}, {"min", "/min"}, {"h", "/h"}};
constexpr Unit kBandwidths[] = {{"B/s", 1},
                                {"kB/s", 1'000},
                                {"MB/s", 1'000'000},
                                {"GB/s", 1'000'000'000},
                                {"TB/s", 1'000'000'000'000},
                                {"KiB/s", kKi},
                                {"MiB/s", kMi},
                                {"GiB/s", kGi},
                                {"bit/s", 1, 8},
                                {"kbit/s", 125},
                                {"Mbit/s", 125'000},
                                {"Gbit/s", 125'000'000}};
constexpr Slip kBandwidthSlips[] = {{"bps", "bit/s"},   {"b/s", "bit/s"},   {"kbps", "kbit/s"}, {"kb/s", "kbit/s"},
                                    {"Kbps", "kbit/s"}, {"Mbps", "Mbit/s"}, {"Mb/s", "Mbit/s"}, {"mbps", "Mbit/s"},
                                    {"Gbps", "Gbit/s"}, {"Gb/s", "Gbit/s"}, {"gbps", "Gbit/s"}, {"MBps", "MB/s"},
                                    {"GBps", "GB/s"},   {"MB", "MB/s"},     {"GB", "GB/s"},     {"kB", "kB/s"},
                                    {"Mbit", "Mbit/s"}, {"Gbit", "Gbit/s"}};

constexpr Quantity kTime{"a time", "300 s", kTimes, kTimeSlips};
constexpr Quantity kMemory{"a memory size", "1536 MB", kMemories, kSizeSlips};
constexpr Quantity kSize{"a data size", "30 kB", kSizes, kSizeSlips};
constexpr Quantity kRate{"a rate", "500 /min", kRates, kRateSlips};
constexpr Quantity kBandwidth{"a bandwidth", "40 MB/s", kBandwidths, kBandwidthSlips};

std::string expectationOf(const Quantity& quantity) {
  return std::string(quantity.kind) + " with its unit, e.g. \"" + std::string(quantity.example) + "\"";
}

tl::unexpected<Error> unknownUnit(std::string_view text, std::string_view unit, const Quantity& quantity) {
  std::vector<std::string> names;
  std::string list;
  for (const Unit& known : quantity.units) {
    names.emplace_back(known.name);
    list += (list.empty() ? "" : ", ") + names.back();
  }
  const auto slip =
      std::find_if(quantity.slips.begin(), quantity.slips.end(), [&](const Slip& s) { return s.written == unit; });
  const std::string near = slip != quantity.slips.end() ? std::string(slip->meant) : didYouMean(unit, names);
  std::string what = "unknown unit " + inQuotes(unit, 20);
  if (!near.empty())
    what += ", did you mean \"" + near + "\"?";
  return wrongText(text, std::move(what), std::string(quantity.kind) + " in one of " + list);
}

struct Amount {
  std::string digits;
  Unit unit;
};

Result<Amount> readAmount(std::string_view text, const Quantity& quantity) {
  auto number = splitNumber(text);
  if (!number)
    return wrongText(text, "this is not " + std::string(quantity.kind), expectationOf(quantity));
  const bool zero = number->digits.substr(0, number->digits.find('e')).find_first_not_of("0.") == std::string::npos;
  if (number->negative && !zero)
    return wrongText(text, std::string(quantity.kind) + " cannot be negative", expectationOf(quantity));
  if (number->rest.empty())
    return wrongText(text, "the unit is missing", expectationOf(quantity));
  for (const Unit& unit : quantity.units)
    if (unit.name == number->rest)
      return Amount{std::move(number->digits), unit};
  return unknownUnit(text, number->rest, quantity);
}

Result<std::int64_t> readWhole(std::string_view text, const Quantity& quantity) {
  const auto amount = readAmount(text, quantity);
  if (!amount)
    return failure(amount.error());
  const auto whole = wholeMultiple(amount->digits, amount->unit.factor);
  if (!whole)
    return wrongText(text, std::string(quantity.kind) + " this large is out of range",
                     "at most 9.2e18 base units (nanoseconds or bytes)");
  return *whole;
}

// Per second. A number that is not 0 but too small or too large for a double is out of range.
Result<double> readReal(std::string_view text, const Quantity& quantity) {
  if (withoutSpaces(text) == "unlimited")
    return std::numeric_limits<double>::infinity();
  const auto amount = readAmount(text, quantity);
  if (!amount)
    return failure(amount.error());
  double number = 0;
  const char* end = amount->digits.data() + amount->digits.size();
  const auto read = std::from_chars(amount->digits.data(), end, number);
  const double base = number * static_cast<double>(amount->unit.factor) / static_cast<double>(amount->unit.divisor);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(base) || (base == 0 && number != 0))
    return wrongText(text, "this number is out of range", expectationOf(quantity));
  return base;
}

} // namespace

Result<Duration> parseDuration(std::string_view text) {
  return readWhole(text, kTime).map(Duration::nanoseconds);
}

Result<Memory> parseMemory(std::string_view text) {
  return readWhole(text, kMemory).map(Memory::bytes);
}

Result<Bytes> parseBytes(std::string_view text) {
  return readWhole(text, kSize).map(Bytes::of);
}

Result<Rate> parseRate(std::string_view text) {
  return readReal(text, kRate).map(Rate::perSecond);
}

Result<Bandwidth> parseBandwidth(std::string_view text) {
  return readReal(text, kBandwidth).map(Bandwidth::bytesPerSecond);
}

} // namespace coldframe
