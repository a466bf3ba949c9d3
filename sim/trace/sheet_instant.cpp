#include "sim/trace/sheet_instant.h"

#include "sim/base/in_quotes.h"
#include "sim/units/lower_case.h"
#include "sim/units/parse.h"

#include <algorithm>
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

bool dropLast(std::string_view& text, std::string_view last) {
  if (!text.ends_with(last))
    return false;
  text.remove_suffix(last.size());
  return true;
}

// Also those that do not break, which many languages have there.
void dropLastBlanks(std::string_view& text) {
  while (dropLast(text, " ") || dropLast(text, "\u00A0") || dropLast(text, "\u202F"))
    ;
}

bool dropLastLetter(std::string_view& text, char letter) {
  if (text.empty() || lowerCase(text.back()) != letter)
    return false;
  text.remove_suffix(1);
  return true;
}

// "AM", "pm", "a. m." behind a time, which it takes.
enum class HalfDay : std::uint8_t { None, Am, Pm };
HalfDay takeHalfDay(std::string_view& text) {
  std::string_view rest = text;
  dropLast(rest, ".");
  if (!dropLastLetter(rest, 'm'))
    return HalfDay::None;
  dropLastBlanks(rest);
  dropLast(rest, ".");
  const HalfDay half = dropLastLetter(rest, 'a')   ? HalfDay::Am
                       : dropLastLetter(rest, 'p') ? HalfDay::Pm
                                                   : HalfDay::None;
  if (half == HalfDay::None)
    return half;
  dropLastBlanks(rest);
  text = rest;
  return half;
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
  const bool monthFirst = edge != '.' && order == DateOrder::MonthFirst;
  const bool twoDigits = !yearFirst && edge != '-' && *third < 100; // "8/14/26"
  const int year = yearFirst ? *first : twoDigits ? 2000 + *third : *third;
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

void SheetDates::Reading::add(std::optional<std::int64_t> at) {
  if (!at)
    return;
  ++instants;
  first = std::min(first, *at);
  last = std::max(last, *at);
}

void SheetDates::add(std::string_view text) {
  const auto days = readSheetInstant(text, DateOrder::DayFirst);
  const auto months = readSheetInstant(text, DateOrder::MonthFirst);
  m_days.add(days);
  m_months.add(months);
  m_differ = m_differ || (days && months && *days != *months);
  m_halfDays = m_halfDays || (months && takeHalfDay(text) != HalfDay::None);
}

std::size_t SheetDates::instants() const {
  return std::max(m_days.instants, m_months.instants);
}

DateOrder SheetDates::order() const {
  bool months = m_months.instants > m_days.instants;
  if (m_months.instants == m_days.instants) {
    const double longer = m_days.length() - m_months.length();
    months = longer > 0 || (longer == 0 && m_halfDays); // most who write AM and PM put the month first
  }
  return months ? DateOrder::MonthFirst : DateOrder::DayFirst;
}

std::string SheetDates::assumption(std::string_view column) const {
  if (!m_differ || m_days.instants != m_months.instants)
    return {};
  return "whether " + inQuotes(column) + " has the day or the month first: taken as the " +
         (order() == DateOrder::MonthFirst ? "month" : "day");
}

} // namespace coldframe
