#include "sim/trace/csv_lines.h"
#include "sim/trace/own_csv.h"
#include "sim/trace/trace_csv.h"

#include <array>
#include <charconv>

namespace coldframe {

namespace {

void appendNumber(std::string& text, std::int64_t n) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), n).ptr;
  text.append(digits.data(), end);
}

} // namespace

std::string writeTraceCsv(const Trace& trace) {
  struct Column {
    const std::vector<std::int64_t>* values;
    const std::vector<std::string>* names; // nullptr: numbers
  };
  std::vector<Column> columns;
  std::string text;
  const auto head = [&text](std::string_view name) {
    text += text.empty() ? "" : ",";
    text += name;
  };
  for (std::size_t i = 0; i < kCountCount; ++i) {
    const auto count = static_cast<Count>(i);
    if (!trace.has(count))
      continue;
    columns.push_back({&trace.column(count), trace.names(count).empty() ? nullptr : &trace.names(count)});
    head(ownCsvName(count));
  }
  for (std::size_t i = 0; i < kStampCount; ++i) {
    const auto stamp = static_cast<Stamp>(i);
    if (!trace.has(stamp))
      continue;
    columns.push_back({&trace.column(stamp), nullptr});
    head(ownCsvName(stamp));
  }
  if (trace.hasCold())
    head("cold");
  head("outcome");
  text += '\n';
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    for (const Column& column : columns) {
      const std::int64_t value = (*column.values)[row];
      if (value != kMissing) {
        const bool named =
            column.names != nullptr && value >= 0 && static_cast<std::uint64_t>(value) < column.names->size();
        if (named)
          text += csvField((*column.names)[static_cast<std::size_t>(value)]);
        else
          appendNumber(text, value);
      }
      text += ',';
    }
    if (trace.hasCold()) {
      text += kColdNames[static_cast<std::size_t>(trace.cold(row))];
      text += ',';
    }
    text += kOutcomeNames[static_cast<std::size_t>(trace.outcome(row))];
    text += '\n';
  }
  return text;
}

} // namespace coldframe
