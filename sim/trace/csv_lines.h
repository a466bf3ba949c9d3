// CSV text, line by line (RFC 4180 with one difference: a record is a line, a quoted field never spans lines, so that
// one broken quote costs one line and not the rest of the file). LF or CRLF, a byte order mark is skipped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

class CsvLines {
public:
  explicit CsvLines(std::string_view text, char separator = ',');

  // The next line that is not empty. False at the end. A line whose quotes do not close is returned as `broken`.
  bool next();
  std::size_t line() const { return m_line; } // from 1
  bool broken() const { return m_broken; }
  // Valid until the next call; quotes undone, spaces around unquoted fields dropped.
  const std::vector<std::string_view>& fields() const { return m_fields; }

private:
  void split(std::string_view text);

  std::string_view m_rest;
  char m_separator;
  std::size_t m_line = 0;
  bool m_broken = false;
  std::vector<std::string_view> m_fields;
  std::string m_unquoted; // room for fields that hold doubled quotes
};

// A field as it must be written: quoted where it has to be.
std::string csvField(std::string_view text, char separator = ',');

} // namespace coldframe
