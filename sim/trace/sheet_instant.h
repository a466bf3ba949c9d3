// Instants as spreadsheets write them, in the order that a country has them in: "14.08.2026 09:00:43", "8/14/2026
// 9:00:43 AM", "14/8/26 9:00:43 p. m.", "2026/08/14 09:00". Seconds may have a fraction, or be missing. They name no
// time zone: read as UTC.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace coldframe {

enum class DateOrder : std::uint8_t { DayFirst, MonthFirst };

// ns since 1970. Nothing: it is no such instant, or there is no such month in this order. A year at the front, or
// points between, decide the order themselves.
std::optional<std::int64_t> readSheetInstant(std::string_view text, DateOrder order);

// In which order a column has its dates, told by those that were seen: by a day beyond 12; else by the order in which
// they lie closer together, as those of a log do.
class SheetDates {
public:
  void add(std::string_view text);
  std::size_t instants() const; // among the texts
  DateOrder order() const;
  // What had to be assumed of a column of this name, a sentence; empty: nothing.
  std::string assumption(std::string_view column) const;

private:
  struct Reading {
    std::size_t instants = 0;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();

    void add(std::optional<std::int64_t> at);
    double length() const { return static_cast<double>(last) - static_cast<double>(first); }
  };

  Reading m_days;   // first
  Reading m_months; // first
  bool m_differ = false;
  bool m_halfDays = false; // AM, PM
};

} // namespace coldframe
