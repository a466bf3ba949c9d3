// The columns of a published CSV file by their names, for readers of formats whose columns are known.
#pragma once

#include "sim/trace/csv_lines.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace coldframe {

// Does the first line of a text name all of these?
inline bool csvHeaderHas(std::string_view head, std::initializer_list<std::string_view> names) {
  CsvLines lines(head);
  if (!lines.next() || lines.broken())
    return false;
  return std::ranges::all_of(names, [&lines](std::string_view name) {
    return std::ranges::find(lines.fields(), name) != lines.fields().end();
  });
}

// Places of N known columns in a header; one that the file does not have reads as empty.
template <std::size_t N>
class CsvColumns {
public:
  CsvColumns(const std::vector<std::string_view>& header, const std::array<std::string_view, N>& names)
      : m_size(header.size()) {
    for (std::size_t i = 0; i < N; ++i) {
      const auto found = std::ranges::find(header, names[i]);
      if (found != header.end())
        m_places[i] = static_cast<std::size_t>(found - header.begin());
    }
  }
  std::size_t size() const { return m_size; } // fields of a whole line
  bool has(std::size_t column) const { return m_places[column].has_value(); }
  std::string_view get(const std::vector<std::string_view>& fields, std::size_t column) const {
    return m_places[column] && *m_places[column] < fields.size() ? fields[*m_places[column]] : std::string_view();
  }

private:
  std::array<std::optional<std::size_t>, N> m_places;
  std::size_t m_size;
};

} // namespace coldframe
