// CSV text, record by record (RFC 4180). By default a record is a line: a quoted field never spans lines, so that one
// broken quote costs one line and not the rest of the file. Where quoted fields may span lines (messages in log
// exports), a quote that does not close within 64 KiB costs its own line, and after 100 of those a record is a line
// again. LF or CRLF, a byte order mark is skipped. A line of more than 16 MiB is broken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

enum class CsvQuotes : std::uint8_t { EndWithTheLine, MaySpanLines };

class CsvLines {
public:
  explicit CsvLines(std::string_view text, char separator = ',', CsvQuotes quotes = CsvQuotes::EndWithTheLine);

  // The next record that is not empty. False at the end. One whose quotes do not close is returned as `broken`.
  bool next();
  std::size_t line() const { return m_line; }                     // on which the record begins, from 1
  std::size_t position() const { return m_size - m_rest.size(); } // bytes read
  bool broken() const { return m_broken; }
  // Valid until the next call; quotes undone, spaces around unquoted fields dropped.
  const std::vector<std::string_view>& fields() const { return m_fields; }

private:
  void split(std::string_view text);
  void spanLines(std::string_view& text);

  std::string_view m_rest;
  std::size_t m_size;
  char m_separator;
  CsvQuotes m_quotes;
  std::size_t m_unclosed = 0;
  std::size_t m_line = 0;
  std::size_t m_nextLine = 1;
  bool m_broken = false;
  std::vector<std::string_view> m_fields;
  std::string m_unquoted; // room for fields that hold doubled quotes
};

// A field as it must be written: quoted where it has to be.
std::string csvField(std::string_view text, char separator = ',');

} // namespace coldframe
