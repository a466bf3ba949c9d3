// What a CSV column can be read into, and in which units it may stand. For the sources of this folder.
#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

// A length that stands for the stamp of its pair that is missing.
enum class Span : std::uint8_t { Duration, FunctionDuration, ClientDuration };
inline constexpr std::array<std::string_view, 3> kSpanNames{"duration", "function_duration", "client_duration"};
constexpr std::pair<Stamp, Stamp> endsOf(Span span) {
  return span == Span::Duration           ? std::pair{Stamp::Start, Stamp::End}
         : span == Span::FunctionDuration ? std::pair{Stamp::FuncStart, Stamp::FuncEnd}
                                          : std::pair{Stamp::Submit, Stamp::ResultDone};
}

struct CsvTarget {
  enum class Kind : std::uint8_t { Stamp, Span, Count } kind = Kind::Stamp;
  std::uint8_t index = 0;

  std::string_view name() const;
  bool isTime() const; // ns: stamps, spans, billed time
  bool isMemory() const;
  bool isData() const;
  bool isNamed() const; // any text: call, function, environment, worker
  std::vector<std::string> units() const;
};

std::optional<CsvTarget> findTarget(std::string_view name);
std::vector<std::string> targetNames();

// How instants are written: "iso" (ISO 8601), or as spreadsheets do, "dmy" and "mdy" (sheet_instant.h).
enum class InstantForm : std::uint8_t { None, Iso, DayFirst, MonthFirst };
InstantForm instantFormOf(std::string_view unit);
// ns since 1970. Nothing: the text is no such instant.
std::optional<std::int64_t> readInstant(std::string_view text, InstantForm form);

// Base units in one `unit`; nothing: it has no such unit. Forms of instants and "" are no factors.
std::optional<std::int64_t> factorOf(const CsvTarget& target, std::string_view unit);

} // namespace coldframe
