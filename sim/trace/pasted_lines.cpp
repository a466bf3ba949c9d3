#include "sim/trace/pasted_lines.h"

#include "sim/trace/lambda_line.h"
#include "sim/units/parse_number.h"

#include <algorithm>
#include <utility>

namespace coldframe {

namespace {

constexpr char kEscape = '\x1B';
constexpr std::string_view kRequestId = "RequestId:";
constexpr std::size_t kMostPieces = 8;
constexpr std::size_t kMostCopied = std::size_t{1} << 24; // longer lines are nobody's page
constexpr std::size_t kNowhere = std::string_view::npos;

// ECMA-48: ESC [ … up to a byte from @ to ~.
std::string withoutColours(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != kEscape) {
      out += text[at];
      continue;
    }
    if (at + 1 < text.size() && text[at + 1] == '[')
      for (at += 2; at < text.size() && (text[at] < '@' || text[at] > '~');)
        ++at;
  }
  return out;
}

bool isReport(std::string_view text) {
  return findLambdaLine(text).kind == LambdaLineKind::Report;
}

// Every REPORT there has been says how much memory was used.
bool isWhole(std::string_view report) {
  constexpr std::string_view kLast = "Max Memory Used:";
  const std::size_t at = report.find(kLast);
  return at != kNowhere && report.find("MB", at) != kNowhere;
}

bool hasField(std::string_view report, std::string_view field) {
  const std::size_t at = report.find(field);
  return at != kNowhere && report.find_first_not_of(" \t", at + field.size()) != kNowhere;
}

// Whether one of those that may follow the memory used is in the longer line alone.
bool addsField(std::string_view shorter, std::string_view longer) {
  constexpr std::string_view kLater[] = {"Init Duration:", "Restore Duration:", "XRAY TraceId:", "Status:"};
  return std::ranges::any_of(
      kLater, [&](std::string_view field) { return !hasField(shorter, field) && hasField(longer, field); });
}

bool mayContinue(std::string_view line) {
  const std::string_view words = withoutSpaces(line);
  return !words.empty() && words.front() != '{' && !isLogPrefixWord(words.substr(0, words.find_first_of(" \t"))) &&
         findLambdaLine(line).kind == LambdaLineKind::Other;
}

// Where the second event of a line begins, with what stands before it.
std::size_t nextEvent(std::string_view line) {
  std::size_t from = line.find(kRequestId);
  while (from != kNowhere) {
    from += kRequestId.size();
    const LambdaLineStart found = findLambdaLine(line.substr(from));
    if (found.kind == LambdaLineKind::Report || found.kind == LambdaLineKind::Start ||
        found.kind == LambdaLineKind::End) {
      std::size_t begin = from + found.at;
      while (true) {
        const std::size_t last = line.find_last_not_of(" \t\r", begin - 1);
        if (last == kNowhere || last < from)
          return begin;
        const std::size_t blank = line.find_last_of(" \t\r", last);
        const std::size_t first = blank == kNowhere ? 0 : blank + 1;
        if (first < from || !isLogPrefixWord(line.substr(first, last + 1 - first)))
          return begin;
        begin = first;
      }
    }
    from = line.find(kRequestId, from);
  }
  return kNowhere;
}

} // namespace

void PastedLines::add(std::string_view line, std::size_t number) {
  if (line.size() > kMostCopied) {
    finish();
    return m_take(line, number);
  }
  if (line.find(kEscape) != kNowhere) {
    m_plain = withoutColours(line);
    line = m_plain;
  }
  if (!m_pieces.empty()) {
    if (m_pieces.size() < kMostPieces && mayContinue(line)) {
      m_pieces.push_back({std::string(line), number});
      return;
    }
    finish();
  }
  for (std::size_t next = nextEvent(line); next != kNowhere; next = nextEvent(line)) {
    give(line.substr(0, next), number);
    finish();
    line = line.substr(next);
  }
  give(line, number);
}

void PastedLines::give(std::string_view event, std::size_t number) {
  if (isReport(event) && !isWhole(event))
    m_pieces.push_back({std::string(event.substr(0, event.find_last_not_of('\r') + 1)), number});
  else
    m_take(event, number);
}

// The pieces of a wrapped line are as wide as the window, but the last. What is not a whole REPORT together was none.
void PastedLines::finish() {
  const std::vector<Piece> pieces = std::exchange(m_pieces, {});
  std::size_t width = 0;
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i)
    width = std::max(width, pieces[i].text.size());
  std::string joined;
  std::size_t used = 0;
  for (std::size_t i = 0; i < pieces.size() && used == 0; ++i) {
    joined += pieces[i].text;
    if (!isWhole(joined)) {
      joined.resize(std::max(joined.size(), (i + 1) * width), ' '); // blanks at the end of a line are not copied
      continue;
    }
    used = i + 1;
    if (i > 0 && used < pieces.size()) {
      std::string longer = joined;
      longer.resize(std::max(joined.size(), (i + 1) * width), ' ');
      longer += pieces[used].text;
      if (pieces[i].text.size() == width || (pieces[i].text.size() + 1 == width && addsField(joined, longer))) {
        joined = longer;
        ++used;
      }
    }
    m_take(joined, pieces.front().number);
  }
  for (; used < pieces.size(); ++used)
    m_take(pieces[used].text, pieces[used].number);
}

} // namespace coldframe
