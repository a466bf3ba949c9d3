#include "sim/trace/trace_builder.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace coldframe {

namespace {

// What instants are written and read for (sim/units/parse.h).
constexpr std::int64_t kYear1700 = -8'520'336'000'000'000'000;
constexpr std::int64_t kYear2200 = 7'258'118'400'000'000'000;

// A column begins with its first value: the rows before it have none.
void put(std::vector<std::int64_t>& column, std::size_t row, std::size_t rows, std::int64_t value) {
  if (column.empty()) {
    if (value == kMissing)
      return;
    column.assign(rows, kMissing);
  }
  if (column.size() < rows)
    column.resize(rows, kMissing);
  column[row] = value;
}

} // namespace

std::size_t TraceBuilder::append(const TraceRow& row) {
  const std::size_t number = m_trace.m_outcome.size();
  const std::size_t rows = number + 1;
  m_trace.m_outcome.push_back(row.outcome);
  for (std::size_t i = 0; i < kStampCount; ++i)
    put(m_trace.m_stamps[i], number, rows, row.stamps[i]);
  for (std::size_t i = 0; i < kCountCount; ++i)
    put(m_trace.m_counts[i], number, rows, row.counts[i]);
  if (!m_trace.m_cold.empty() || row.cold != Cold::Unknown) {
    m_trace.m_cold.resize(number, Cold::Unknown);
    m_trace.m_cold.push_back(row.cold);
  }
  return number;
}

void TraceBuilder::set(std::size_t row, Stamp stamp, SimTime at) {
  put(m_trace.m_stamps[static_cast<std::size_t>(stamp)], row, rowCount(), at.ns());
}

void TraceBuilder::set(std::size_t row, Count column, std::int64_t value) {
  put(m_trace.m_counts[static_cast<std::size_t>(column)], row, rowCount(), value);
}

void TraceBuilder::setCold(std::size_t row, Cold cold) {
  m_trace.m_cold.resize(rowCount(), Cold::Unknown);
  m_trace.m_cold[row] = cold;
}

std::int64_t TraceBuilder::intern(Count column, std::string_view name) {
  std::vector<std::string>& names = m_trace.m_names[static_cast<std::size_t>(column)];
  std::optional<Numbers>& numbers = m_numbers[static_cast<std::size_t>(column)];
  if (!numbers)
    numbers.emplace(0, NameHash{&names}, NameEqual{&names});
  if (const auto known = numbers->find(name); known != numbers->end())
    return *known;
  names.emplace_back(name);
  return *numbers->insert(static_cast<std::uint32_t>(names.size() - 1)).first;
}

void TraceBuilder::setNames(Count column, std::vector<std::string> names) {
  const auto index = static_cast<std::size_t>(column);
  m_trace.m_names[index].clear();
  m_numbers[index].reset();
  for (const std::string& name : names)
    intern(column, name);
  assert(m_trace.m_names[index].size() == names.size());
}

void TraceBuilder::nameTheNumbers(Count column) {
  for (std::int64_t& value : m_trace.m_counts[static_cast<std::size_t>(column)])
    if (value != kMissing)
      value = intern(column, std::to_string(value));
}

void TraceBuilder::startAtFirstStamp() {
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  for (const auto& column : m_trace.m_stamps)
    for (const std::int64_t at : column)
      if (at != kMissing)
        first = std::min(first, at);
  if (first == std::numeric_limits<std::int64_t>::max())
    return;
  for (auto& column : m_trace.m_stamps)
    for (std::int64_t& at : column)
      if (at != kMissing && __builtin_sub_overflow(at, first, &at))
        at = kMissing;
  if (first >= kYear1700 && first < kYear2200)
    setEpoch(first);
}

Trace TraceBuilder::build() {
  for (std::optional<Numbers>& numbers : m_numbers)
    numbers.reset();
  return std::exchange(m_trace, Trace{});
}

} // namespace coldframe
