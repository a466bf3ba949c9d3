#include "sim/units/parse.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

namespace coldframe {

namespace {

struct Unit {
  std::string_view name;
  double factor; // base units in one of it
};

constexpr std::array<Unit, 11> kTimes{{{"ns", 1},
                                       {"us", 1e3},
                                       {"µs", 1e3},
                                       {"ms", 1e6},
                                       {"s", 1e9},
                                       {"min", 6e10},
                                       {"h", 3.6e12},
                                       {"d", 8.64e13},
                                       {"day", 8.64e13},
                                       {"days", 8.64e13},
                                       {"week", 6.048e14}}};
constexpr double kKi = 1024.0;
constexpr std::array<Unit, 9> kMemories{{{"B", 1},
                                         {"kB", kKi},
                                         {"KB", kKi},
                                         {"MB", kKi* kKi},
                                         {"GB", kKi* kKi* kKi},
                                         {"KiB", kKi},
                                         {"MiB", kKi* kKi},
                                         {"GiB", kKi* kKi* kKi},
                                         {"TiB", kKi* kKi* kKi* kKi}}};
constexpr std::array<Unit, 10> kSizes{{{"B", 1},
                                       {"kB", 1e3},
                                       {"KB", 1e3},
                                       {"MB", 1e6},
                                       {"GB", 1e9},
                                       {"TB", 1e12},
                                       {"KiB", kKi},
                                       {"MiB", kKi* kKi},
                                       {"GiB", kKi* kKi* kKi},
                                       {"TiB", kKi* kKi* kKi* kKi}}};
constexpr std::array<Unit, 8> kRates{{{"/s", 1},
                                      {"/min", 1.0 / 60},
                                      {"/h", 1.0 / 3600},
                                      {"/d", 1.0 / 86400},
                                      {"per second", 1},
                                      {"per minute", 1.0 / 60},
                                      {"per hour", 1.0 / 3600},
                                      {"per day", 1.0 / 86400}}};
constexpr std::array<Unit, 12> kBandwidths{{{"B/s", 1},
                                            {"kB/s", 1e3},
                                            {"MB/s", 1e6},
                                            {"GB/s", 1e9},
                                            {"KiB/s", kKi},
                                            {"MiB/s", kKi* kKi},
                                            {"GiB/s", kKi* kKi* kKi},
                                            {"bit/s", 0.125},
                                            {"kbit/s", 125},
                                            {"Mbit/s", 125e3},
                                            {"Gbit/s", 125e6},
                                            {"TB/s", 1e12}}};

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

std::string shortened(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string out = "\"" + std::string(text.substr(0, kMost));
  return out + (text.size() > kMost ? "…\"" : "\"");
}

tl::unexpected<Error> wrong(std::string_view text, std::string what, std::string expectation) {
  Problem problem;
  problem.what = std::move(what);
  problem.value = shortened(text);
  problem.expectation = std::move(expectation);
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

struct Amount {
  std::string number; // without grouping characters
  std::string_view unit;
};

// Splits "1,000.5e3 kB" into number and unit; nothing when it does not begin with a number.
std::optional<Amount> split(std::string_view text) {
  text = trimmed(text);
  Amount amount;
  std::size_t i = 0;
  bool anyDigit = false;
  const auto takeDigits = [&](bool grouped) {
    while (i < text.size()) {
      const bool groups =
          grouped && (text[i] == ',' || text[i] == '_') && anyDigit && i + 1 < text.size() && isDigit(text[i + 1]);
      if (isDigit(text[i])) {
        amount.number += text[i];
        anyDigit = true;
      } else if (!groups) {
        return;
      }
      ++i;
    }
  };
  if (!text.empty() && text[0] == '-') {
    amount.number += '-';
    ++i;
  }
  takeDigits(true);
  if (i < text.size() && text[i] == '.') {
    amount.number += '.';
    ++i;
    takeDigits(false);
  }
  if (!anyDigit)
    return std::nullopt;
  // An exponent, but not the "e" of a unit.
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    std::size_t j = i + 1;
    if (j < text.size() && (text[j] == '+' || text[j] == '-'))
      ++j;
    if (j < text.size() && isDigit(text[j])) {
      amount.number += 'e';
      if (text[i + 1] == '-')
        amount.number += '-';
      i = j;
      takeDigits(false);
    }
  }
  amount.unit = trimmed(text.substr(i));
  return amount;
}

std::vector<std::string> namesOf(std::span<const Unit> units) {
  std::vector<std::string> names;
  for (const Unit& unit : units)
    names.emplace_back(unit.name);
  return names;
}

std::string unitList(std::span<const Unit> units) {
  std::string list;
  for (const Unit& unit : units)
    list += (list.empty() ? "" : ", ") + std::string(unit.name);
  return list;
}

// Text → base units. `kind` is "a time", `example` "300 s".
Result<double> parseQuantity(std::string_view text, std::span<const Unit> units, const std::string& kind,
                             const std::string& example) {
  const std::string expectation = kind + " with its unit, e.g. \"" + example + "\"";
  const auto amount = split(text);
  if (!amount)
    return wrong(text, "this is not " + kind, expectation);
  double number = 0;
  const char* end = amount->number.data() + amount->number.size();
  const auto read = std::from_chars(amount->number.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(number))
    return wrong(text, "this number is out of range", expectation);
  if (std::signbit(number) && number != 0)
    return wrong(text, kind + " cannot be negative", expectation);
  if (amount->unit.empty())
    return wrong(text, "the unit is missing", expectation);
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == amount->unit; });
  if (unit == units.end()) {
    const std::string near = didYouMean(amount->unit, namesOf(units));
    std::string what = "unknown unit \"" + std::string(amount->unit.substr(0, 20)) + "\"";
    if (!near.empty())
      what += ", did you mean \"" + near + "\"?";
    return wrong(text, std::move(what), kind + " in one of " + unitList(units));
  }
  const double base = number * unit->factor;
  if (!std::isfinite(base))
    return wrong(text, "this number is out of range", expectation);
  return base;
}

Result<std::int64_t> whole(std::string_view text, const Result<double>& base, const std::string& kind) {
  if (!base)
    return failure(base.error());
  if (*base >= 9.2233720368547748e18)
    return wrong(text, kind + " this large is out of range", "less than 9.2e18 base units (ns or bytes)");
  return static_cast<std::int64_t>(std::nearbyint(*base));
}

} // namespace

Result<Duration> parseDuration(std::string_view text) {
  const auto ns = whole(text, parseQuantity(text, kTimes, "a time", "300 s"), "a time");
  if (!ns)
    return failure(ns.error());
  return Duration::nanoseconds(*ns);
}

Result<Memory> parseMemory(std::string_view text) {
  const auto bytes = whole(text, parseQuantity(text, kMemories, "a memory size", "1536 MB"), "a memory size");
  if (!bytes)
    return failure(bytes.error());
  return Memory::bytes(*bytes);
}

Result<Bytes> parseBytes(std::string_view text) {
  const auto bytes = whole(text, parseQuantity(text, kSizes, "a data size", "30 kB"), "a data size");
  if (!bytes)
    return failure(bytes.error());
  return Bytes::of(*bytes);
}

Result<Rate> parseRate(std::string_view text) {
  const auto rate = parseQuantity(text, kRates, "a rate", "500 /min");
  if (!rate)
    return failure(rate.error());
  return Rate::perSecond(*rate);
}

Result<Bandwidth> parseBandwidth(std::string_view text) {
  const auto bandwidth = parseQuantity(text, kBandwidths, "a bandwidth", "40 MB/s");
  if (!bandwidth)
    return failure(bandwidth.error());
  return Bandwidth::bytesPerSecond(*bandwidth);
}

Result<Money> parseDecimalMoney(std::string_view text) {
  const std::string expectation = "an amount in USD with at most 18 decimals, e.g. \"0.0000166667\"";
  std::string_view rest = trimmed(text);
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative)
    rest.remove_prefix(1);
  Money::Atto atto = 0;
  int decimals = -1;
  bool anyDigit = false;
  for (const char c : rest) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (!isDigit(c))
      return wrong(text, "this is not an amount of money", expectation);
    anyDigit = true;
    if (decimals >= 18) {
      if (c != '0')
        return wrong(text, "this amount has more than 18 decimals", expectation);
      continue;
    }
    if (atto > (std::numeric_limits<Money::Atto>::max() - 9) / 10)
      return wrong(text, "this amount is out of range", expectation);
    atto = atto * 10 + (c - '0');
    decimals += decimals >= 0 ? 1 : 0;
  }
  if (!anyDigit)
    return wrong(text, "this is not an amount of money", expectation);
  for (int i = std::max(decimals, 0); i < 18; ++i) {
    if (atto > std::numeric_limits<Money::Atto>::max() / 10)
      return wrong(text, "this amount is out of range", expectation);
    atto *= 10;
  }
  return Money::atto(negative ? -atto : atto);
}

Result<Money> parseMoney(std::string_view text) {
  const std::string expectation = "an amount with its currency, e.g. \"0.20 USD\"";
  std::string_view rest = trimmed(text);
  if (rest.starts_with("$"))
    rest.remove_prefix(1);
  else if (rest.ends_with("USD"))
    rest.remove_suffix(3);
  else
    return wrong(text, "the currency is missing", expectation);
  auto money = parseDecimalMoney(rest);
  if (!money)
    return wrong(text, money.error().problems.front().what, expectation);
  if (*money < Money())
    return wrong(text, "an amount cannot be negative", expectation);
  return money;
}

// Optimal string alignment: insertions, deletions, changes and swaps of neighbours cost one each.
std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongest = 64;
  if (word.empty() || word.size() > kLongest)
    return {};
  std::string best;
  std::size_t bestDistance = 1 + std::max<std::size_t>(1, word.size() / 3);
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongest)
      continue;
    const std::size_t columns = candidate.size() + 1;
    std::vector<std::size_t> before(columns);
    std::vector<std::size_t> last(columns);
    std::vector<std::size_t> row(columns);
    for (std::size_t j = 0; j < columns; ++j)
      last[j] = j;
    for (std::size_t i = 1; i <= word.size(); ++i) {
      row[0] = i;
      for (std::size_t j = 1; j < columns; ++j) {
        const bool same = word[i - 1] == candidate[j - 1];
        row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
        if (i > 1 && j > 1 && word[i - 1] == candidate[j - 2] && word[i - 2] == candidate[j - 1])
          row[j] = std::min(row[j], before[j - 2] + 1);
      }
      before = last;
      last = row;
    }
    if (last.back() < bestDistance) {
      bestDistance = last.back();
      best = candidate;
    }
  }
  // "m" → "min": a word that begins or ends a candidate is near enough however short.
  if (best.empty())
    for (const std::string& candidate : candidates)
      if (candidate.starts_with(word) && (best.empty() || candidate.size() < best.size()))
        best = candidate;
  return best;
}

} // namespace coldframe
