#include "sim/trace/csv_lines.h"

#include "sim/units/parse_number.h"

namespace coldframe {

CsvLines::CsvLines(std::string_view text, char separator) : m_rest(text), m_separator(separator) {
  if (m_rest.starts_with("\xEF\xBB\xBF"))
    m_rest.remove_prefix(3);
}

bool CsvLines::next() {
  while (!m_rest.empty()) {
    const std::size_t end = m_rest.find('\n');
    std::string_view text = m_rest.substr(0, end);
    m_rest = end == std::string_view::npos ? std::string_view() : m_rest.substr(end + 1);
    ++m_line;
    if (text.ends_with('\r'))
      text.remove_suffix(1);
    if (withoutSpaces(text).empty())
      continue;
    split(text);
    return true;
  }
  return false;
}

void CsvLines::split(std::string_view text) {
  m_fields.clear();
  m_broken = false;
  m_unquoted.clear();
  m_unquoted.reserve(text.size()); // views into it must not move
  std::size_t at = 0;
  while (true) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t') && text[at] != m_separator)
      ++at;
    if (at < text.size() && text[at] == '"') {
      const std::size_t begin = m_unquoted.size();
      bool closed = false;
      for (++at; at < text.size(); ++at) {
        if (text[at] != '"') {
          m_unquoted += text[at];
          continue;
        }
        if (at + 1 < text.size() && text[at + 1] == '"') {
          m_unquoted += '"';
          ++at;
          continue;
        }
        closed = true;
        ++at;
        break;
      }
      while (at < text.size() && text[at] == ' ')
        ++at;
      if (!closed || (at < text.size() && text[at] != m_separator)) {
        m_broken = true;
        return;
      }
      m_fields.push_back(std::string_view(m_unquoted).substr(begin));
    } else {
      const std::size_t end = text.find(m_separator, at);
      const std::size_t stop = end == std::string_view::npos ? text.size() : end;
      m_fields.push_back(withoutSpaces(text.substr(at, stop - at)));
      at = stop;
    }
    if (at >= text.size())
      return;
    ++at; // the separator
  }
}

std::string csvField(std::string_view text, char separator) {
  const bool plain = text.find_first_of("\"\r\n") == std::string_view::npos &&
                     text.find(separator) == std::string_view::npos && (text.empty() || withoutSpaces(text) == text);
  if (plain)
    return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    // A record is a line: a line end inside a field becomes a space.
    out += c == '\n' || c == '\r' ? ' ' : c;
    if (c == '"')
      out += '"';
  }
  return out + '"';
}

} // namespace coldframe
