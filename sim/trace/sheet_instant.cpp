#include "sim/trace/sheet_instant.h"

#include "sim/units/lower_case.h"
#include "sim/units/parse.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace coldframe {

namespace {

// A number of at most `most` digits at the front, which it takes.
std::optional<int> takeNumber(std::string_view& text, std::size_t most) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
    ++digits;
  if (digits == 0 || digits > most)
    return std::nullopt;
  int value = 0;
  std::from_chars(text.data(), text.data() + digits, value);
  text.remove_prefix(digits);
  return value;
}

bool takeChar(std::string_view& text, char c) {
  if (!text.starts_with(c))
    return false;
  text.remove_prefix(1);
  return true;
}

// "AM", "pm" behind a time, which it takes: the hours to add at noon or later.
enum class HalfDay : std::uint8_t { None, Am, Pm };
HalfDay takeHalfDay(std::string_view& text) {
  if (text.size() < 3 || lowerCase(text.back()) != 'm')
    return HalfDay::None;
  const char half = lowerCase(text[text.size() - 2]);
  if (half != 'a' && half != 'p')
    return HalfDay::None;
  text.remove_suffix(2);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return half == 'a' ? HalfDay::Am : HalfDay::Pm;
}

} // namespace

std::optional<std::int64_t> readSheetInstant(std::string_view text, DateOrder order) {
  const HalfDay half = takeHalfDay(text);
  const auto first = takeNumber(text, 4);
  if (!first || text.empty())
    return std::nullopt;
  const char edge = text.front();
  if (edge != '.' && edge != '/' && edge != '-')
    return std::nullopt;
  text.remove_prefix(1);
  const auto second = takeNumber(text, 2);
  if (!second || !takeChar(text, edge))
    return std::nullopt;
  const auto third = takeNumber(text, 4);
  if (!third)
    return std::nullopt;
  const bool yearFirst = *first > 31;
  const bool monthFirst = edge != '.' && (order == DateOrder::MonthFirst || half != HalfDay::None);
  const int year = yearFirst ? *first : *third;
  const int month = yearFirst || !monthFirst ? *second : *first;
  const int day = yearFirst ? *third : monthFirst ? *second : *first;
  if (takeChar(text, ','))
    takeChar(text, ' ');
  else if (!takeChar(text, ' '))
    return std::nullopt;
  auto hour = takeNumber(text, 2);
  if (!hour || !takeChar(text, ':'))
    return std::nullopt;
  const auto minute = takeNumber(text, 2);
  const auto second60 = minute && takeChar(text, ':') ? takeNumber(text, 2) : std::optional(0);
  if (!minute || !second60 || year < 1900 || month > 99 || day > 99 || (half != HalfDay::None && *hour > 12))
    return std::nullopt;
  if (half != HalfDay::None)
    hour = *hour % 12 + (half == HalfDay::Pm ? 12 : 0);
  std::string_view fraction;
  if (takeChar(text, '.') || takeChar(text, ',')) {
    fraction = text.substr(0, 9);
    if (!takeNumber(text, 9))
      return std::nullopt;
  }
  if (!text.empty())
    return std::nullopt;
  std::array<char, 48> iso{};
  const int size =
      std::snprintf(iso.data(), iso.size(), "%04d-%02d-%02dT%02d:%02d:%02d%s%.*sZ", year, month, day, *hour, *minute,
                    *second60, fraction.empty() ? "" : ".", static_cast<int>(fraction.size()), fraction.data());
  const auto at = parseInstant(std::string_view(iso.data(), static_cast<std::size_t>(size)));
  return at ? std::optional(*at) : std::nullopt;
}

} // namespace coldframe
