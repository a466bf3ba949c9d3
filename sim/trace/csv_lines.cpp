#include "sim/trace/csv_lines.h"

#include "sim/units/parse_number.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr std::size_t kMostQuoted = std::size_t{1} << 16;
constexpr std::size_t kMostLine = std::size_t{1} << 24; // longer ones are no record
constexpr std::size_t kMostUnclosed = 100;              // each may cost a look at kMostQuoted bytes

} // namespace

CsvLines::CsvLines(std::string_view text, char separator, CsvQuotes quotes)
    : m_rest(text), m_size(text.size()), m_separator(separator), m_quotes(quotes) {
  if (m_rest.starts_with("\xEF\xBB\xBF"))
    m_rest.remove_prefix(3);
}

bool CsvLines::next() {
  while (!m_rest.empty()) {
    const std::size_t end = m_rest.find('\n');
    std::string_view text = m_rest.substr(0, end);
    m_line = m_nextLine++;
    if (m_quotes == CsvQuotes::MaySpanLines && end != std::string_view::npos)
      spanLines(text);
    m_rest.remove_prefix(std::min(text.size() + 1, m_rest.size()));
    if (text.ends_with('\r'))
      text.remove_suffix(1);
    if (withoutSpaces(text).empty())
      continue;
    if (text.size() <= kMostLine) {
      split(text);
    } else {
      m_fields.clear();
      m_broken = true;
    }
    return true;
  }
  return false;
}

// Lengthens the line at the front to the one in which its open quote closes: where the number of quotes is even.
void CsvLines::spanLines(std::string_view& text) {
  if (std::ranges::count(text, '"') % 2 == 0 || m_unclosed >= kMostUnclosed)
    return;
  const std::string_view within = m_rest.substr(0, kMostQuoted);
  std::size_t at = text.size();
  std::size_t lines = 0;
  while (at < within.size()) {
    const std::size_t from = at + 1;
    const std::size_t end = within.find('\n', from);
    const bool last = end == std::string_view::npos;
    const std::string_view line = within.substr(std::min(from, within.size()), last ? end : end - from);
    ++lines;
    at = last ? within.size() : end;
    if (std::ranges::count(line, '"') % 2 != 0 && (!last || within.size() == m_rest.size())) {
      text = within.substr(0, at);
      m_nextLine += lines;
      return;
    }
  }
  ++m_unclosed;
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
