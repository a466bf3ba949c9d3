// Instants as spreadsheets write them, in the order that a country has them in: "14.08.2026 09:00:43", "8/14/2026
// 9:00:43 AM", "2026/08/14 09:00". Seconds may have a fraction, or be missing. They name no time zone: read as UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace coldframe {

enum class DateOrder : std::uint8_t { DayFirst, MonthFirst };

// ns since 1970. Nothing: it is no such instant, or there is no such month in this order. A year at the front decides
// the order itself; so does AM or PM, which only countries write that put the month first.
std::optional<std::int64_t> readSheetInstant(std::string_view text, DateOrder order);

} // namespace coldframe
