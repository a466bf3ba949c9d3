#include "sim/trace/imported_trace.h"

#include "sim/base/in_quotes.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace coldframe {

void ImportLog::leaveOut(std::string_view what, std::size_t line, std::string_view value) {
  ++m_leftOut;
  note(what, line, value);
}

void ImportLog::note(std::string_view what, std::size_t line, std::string_view value) {
  auto same = std::ranges::find(m_warnings, what, &ImportWarning::what);
  if (same == m_warnings.end())
    same = m_warnings.insert(same, {std::string(what), 0, std::numeric_limits<std::size_t>::max(), {}});
  ++same->count;
  if (line >= same->firstLine)
    return;
  same->firstLine = line; // lines may come in another order
  same->firstValue = value.empty() ? std::string() : inQuotes(value);
}

void ImportLog::moveTo(ImportedTrace& imported) {
  std::ranges::stable_sort(m_warnings, {}, &ImportWarning::firstLine);
  imported.linesLeftOut = m_leftOut;
  imported.warnings = std::exchange(m_warnings, {});
}

std::string plainText(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; }))
    return std::string(text);
  const std::string quoted = inQuotes(text, text.size());
  return quoted.substr(1, quoted.size() - 2);
}

std::string sourceNameOf(std::string_view path) {
  return plainText(path.substr(path.rfind('/') + 1));
}

} // namespace coldframe
