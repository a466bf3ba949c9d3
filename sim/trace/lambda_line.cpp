#include "sim/trace/lambda_line.h"

#include "sim/trace/decimal.h"
#include "sim/units/parse.h"
#include "sim/units/parse_number.h"

#include <algorithm>
#include <array>

namespace coldframe {

namespace {

constexpr std::string_view kRequestId = "RequestId:";
constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kMebibyte = 1'048'576;

bool isBlank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isHex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool looksLikeRequestId(std::string_view text) {
  return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' &&
         std::ranges::all_of(text, [](char c) { return isHex(c) || c == '-'; });
}

// The next word; what follows is left in `text`.
std::string_view takeWord(std::string_view& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) {
    text = {};
    return {};
  }
  const std::size_t end = text.find_first_of(" \t\r\n", begin);
  const std::string_view word = text.substr(begin, end - begin);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end);
  return word;
}

bool isInstantWord(std::string_view word) {
  return word.size() >= 10 && isDigit(word[0]) && isDigit(word[3]) && word[4] == '-' && word[7] == '-';
}

// A value with its unit × what one such unit is.
std::optional<std::int64_t> withUnit(std::string_view value, bool isTime) {
  std::string_view rest = value;
  const std::string_view number = takeWord(rest);
  const std::string_view unit = withoutSpaces(rest);
  std::int64_t factor = isTime ? kMillisecond : kMebibyte;
  if (isTime && unit == "s")
    factor = 1'000'000'000;
  else if (isTime && (unit == "us" || unit == "µs"))
    factor = 1'000;
  else if (!isTime && unit == "KB")
    factor = 1'024;
  else if (!isTime && unit == "GB")
    factor = 1'073'741'824;
  else if (!unit.empty() && unit != (isTime ? "ms" : "MB"))
    return std::nullopt;
  const auto scaled = scaledDecimal(number, factor);
  return scaled && *scaled >= 0 ? scaled : std::nullopt;
}

LambdaStatus statusOf(std::string_view word) {
  return word == "timeout"   ? LambdaStatus::Timeout
         : word == "success" ? LambdaStatus::Success
         : word.empty()      ? LambdaStatus::Unsaid
                             : LambdaStatus::Error;
}

void setField(LambdaLine& line, std::string_view name, std::string_view value) {
  struct Quantity {
    std::string_view name;
    std::optional<std::int64_t> LambdaLine::*member;
    bool isTime;
  };
  static constexpr std::array<Quantity, 7> kQuantities{{
      {"Duration", &LambdaLine::duration, true},
      {"Billed Duration", &LambdaLine::billed, true},
      {"Memory Size", &LambdaLine::memory, false},
      {"Max Memory Used", &LambdaLine::peakMemory, false},
      {"Init Duration", &LambdaLine::init, true},
      {"Restore Duration", &LambdaLine::restore, true},
      {"Billed Restore Duration", &LambdaLine::billedRestore, true},
  }};
  if (name == "RequestId") {
    line.requestId = value.substr(0, value.find_first_of(" \t\r\n"));
    return;
  }
  if (name == "Status") {
    line.status = statusOf(value);
    return;
  }
  if (name == "Error Type") {
    line.errorType = value;
    return;
  }
  const auto quantity = std::ranges::find(kQuantities, name, &Quantity::name);
  if (quantity == kQuantities.end())
    return;
  const auto number = withUnit(value, quantity->isTime);
  if (!number && line.wrong.empty())
    line.wrong = value;
  line.*(quantity->member) = number;
}

// "Name: value" fields. With tabs a field ends at the tab; copied with spaces, a value is one word and perhaps its
// unit.
void readFields(std::string_view text, LambdaLine& line) {
  const bool tabs = text.find('\t') != std::string_view::npos;
  while (!text.empty()) {
    const std::size_t colon = text.find(": ");
    if (colon == std::string_view::npos)
      return;
    std::size_t begin = 0; // of the name: after the last tab or line end before the colon
    if (const std::size_t edge = text.substr(0, colon).find_last_of("\t\r\n"); edge != std::string_view::npos)
      begin = edge + 1;
    const std::string_view name = withoutSpaces(text.substr(begin, colon - begin));
    std::string_view rest = text.substr(colon + 2);
    std::size_t end = rest.find_first_of(tabs ? "\t\r\n" : "\r\n");
    if (!tabs) {
      std::string_view after = rest;
      const std::string_view word = takeWord(after);
      std::string_view unitRest = after;
      const std::string_view unit = takeWord(unitRest);
      const bool isUnit = unit == "ms" || unit == "MB" || unit == "KB" || unit == "GB" || unit == "s";
      const std::string_view last = isUnit ? unit : word;
      if (!last.empty())
        end = std::min(end, static_cast<std::size_t>(last.data() + last.size() - rest.data()));
    }
    setField(line, name, withoutSpaces(rest.substr(0, end)));
    text = end == std::string_view::npos ? std::string_view() : rest.substr(end);
  }
}

bool isWordBefore(std::string_view text, std::size_t at, std::string_view word) {
  if (at < word.size() + 1)
    return false;
  const std::size_t begin = at - 1 - word.size();
  return text.substr(begin, word.size()) == word && isBlank(text[at - 1]) &&
         (begin == 0 || isBlank(text[begin - 1]) || text[begin - 1] == '"');
}

void readKilled(std::string_view text, LambdaLine& line) {
  const std::size_t at = text.find("Error: ");
  line.errorType = at == std::string_view::npos ? std::string_view() : text.substr(at + 7);
  line.errorType = line.errorType.substr(0, line.errorType.find_first_of("\r\n"));
}

} // namespace

void readLogPrefix(std::string_view prefix, LambdaLine& line) {
  while (true) {
    std::string_view word = takeWord(prefix);
    if (word.empty())
      return;
    if (isInstantWord(word)) {
      // "2026-08-14 14:00:43.372": the time may be a word of its own.
      std::string_view rest = prefix;
      const std::string_view next = word.size() == 10 ? takeWord(rest) : std::string_view();
      if (next.size() >= 5 && next[2] == ':') {
        const std::string_view both(word.data(), static_cast<std::size_t>(next.data() + next.size() - word.data()));
        if (const auto at = readLogInstant(both)) {
          line.at = at;
          prefix = rest;
          continue;
        }
      }
      if (const auto at = readLogInstant(word))
        line.at = at;
    } else if (const auto epoch = readEpochMilliseconds(word)) {
      line.at = epoch;
    } else if (isLogStream(word)) {
      line.stream = word;
    } else if (line.requestId.empty() && looksLikeRequestId(word)) {
      line.requestId = word;
    }
  }
}

bool isLogPrefixWord(std::string_view word) {
  const bool isTime = word.size() >= 5 && isDigit(word[0]) && isDigit(word[1]) && word[2] == ':';
  return isInstantWord(word) || isTime || readEpochMilliseconds(word) || isLogStream(word);
}

std::optional<std::int64_t> readEpochMilliseconds(std::string_view text) {
  if (text.size() != 13 || !std::ranges::all_of(text, isDigit))
    return std::nullopt;
  return scaledDecimal(text, kMillisecond);
}

std::optional<std::int64_t> readLogInstant(std::string_view text) {
  if (text.size() < 16 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' '))
    return std::nullopt;
  if (const std::size_t comma = text.find(','); comma == 19) {
    const auto whole = parseInstant(text.substr(0, 19));
    const auto fraction = scaledDecimal(text.substr(20, 3), kMillisecond);
    if (!whole || !fraction || text.size() != 23)
      return std::nullopt;
    return *whole + *fraction;
  }
  const auto at = parseInstant(text);
  return at ? std::optional(*at) : std::nullopt;
}

bool isLogStream(std::string_view text) {
  if (text.size() < 34 || text.size() > 512)
    return false;
  const std::string_view id = text.substr(text.size() - 32);
  return text[text.size() - 33] == ']' && text.find('[') != std::string_view::npos && std::ranges::all_of(id, isHex);
}

LambdaLineStart findLambdaLine(std::string_view text) {
  if (const std::size_t at = text.find(kRequestId); at != std::string_view::npos) {
    if (isWordBefore(text, at, "REPORT"))
      return {LambdaLineKind::Report, at - 7};
    if (isWordBefore(text, at, "START"))
      return {LambdaLineKind::Start, at - 6};
    if (isWordBefore(text, at, "END"))
      return {LambdaLineKind::End, at - 4};
    if (text.find("Error: Runtime exited", at) != std::string_view::npos)
      return {LambdaLineKind::Killed, at};
  }
  constexpr std::array<std::pair<std::string_view, LambdaLineKind>, 4> kOthers{
      {{"INIT_START ", LambdaLineKind::InitStart},
       {"INIT_REPORT ", LambdaLineKind::InitReport},
       {"RESTORE_REPORT ", LambdaLineKind::RestoreReport},
       {"Task timed out after ", LambdaLineKind::TimedOut}}};
  for (const auto& [words, kind] : kOthers)
    if (const std::size_t at = text.find(words); at != std::string_view::npos && (at == 0 || isBlank(text[at - 1])))
      return {kind, at};
  return {};
}

LambdaLine readLambdaLine(std::string_view text) {
  const LambdaLineStart start = findLambdaLine(text);
  LambdaLine line;
  line.kind = start.kind;
  if (start.kind == LambdaLineKind::Other)
    return line;
  readLogPrefix(text.substr(0, start.at), line);
  const std::string_view body = text.substr(start.at);
  switch (start.kind) {
  case LambdaLineKind::Report: {
    readFields(body.substr(7), line);
    // A REPORT must say whose it is and how long it ran: anything less was cut off or mangled.
    line.damaged = line.requestId.empty() || !line.duration || !line.wrong.empty();
    break;
  }
  case LambdaLineKind::InitReport:
  case LambdaLineKind::RestoreReport:
    readFields(body.substr(body.find(' ') + 1), line);
    break;
  case LambdaLineKind::Start:
  case LambdaLineKind::End:
  case LambdaLineKind::Killed:
    readFields(body.substr(body.find(kRequestId)), line);
    if (start.kind == LambdaLineKind::Killed)
      readKilled(body, line);
    line.damaged = line.requestId.empty();
    break;
  case LambdaLineKind::TimedOut:
  case LambdaLineKind::InitStart:
  case LambdaLineKind::Other:
    break;
  }
  return line;
}

} // namespace coldframe
