#include "sim/trace/json_records.h"

#include "sim/trace/decimal.h"
#include "sim/trace/utf16_text.h"

#include <algorithm>
#include <cstring>

namespace coldframe {

namespace {

constexpr std::size_t kMostDepth = 64;
constexpr std::size_t kMostMembers = 1 << 16; // of all open records; more are passed over
constexpr std::size_t kNowhere = std::string_view::npos;

bool isBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Four hexadecimal digits, or −1.
int hexOf(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return text.size() == 4 ? value : -1;
}

} // namespace

std::string JsonMember::text() const {
  if (!escaped)
    return std::string(raw);
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      out += raw[i];
      continue;
    }
    const char c = raw[++i];
    constexpr std::string_view kFrom = "bfnrt";
    constexpr std::string_view kTo = "\b\f\n\r\t";
    if (const std::size_t at = kFrom.find(c); at != kNowhere) {
      out += kTo[at];
    } else if (c != 'u') {
      out += c;
    } else {
      int point = hexOf(raw.substr(i + 1, 4));
      if (point < 0)
        continue;
      i += 4;
      if (point >= 0xD800 && point < 0xDC00 && raw.substr(i + 1, 2) == "\\u") {
        const int low = hexOf(raw.substr(i + 3, 4));
        if (low >= 0xDC00 && low < 0xE000) {
          point = 0x10000 + (point - 0xD800) * 0x400 + (low - 0xDC00);
          i += 6;
        }
      }
      appendUtf8(out, point >= 0xD800 && point < 0xE000 ? 0xFFFD : static_cast<unsigned>(point));
    }
  }
  return out;
}

std::optional<std::int64_t> JsonMember::scaled(std::int64_t factor) const {
  if (kind != Kind::Number && kind != Kind::String)
    return std::nullopt;
  return scaledDecimal(raw, factor);
}

JsonRecords::JsonRecords(std::string_view text) : m_text(text) {
  if (m_text.starts_with("\xEF\xBB\xBF"))
    m_at = m_counted = 3;
}

const JsonMember* JsonRecords::find(std::string_view key) const {
  const auto found = std::ranges::find(m_record, key, &JsonMember::key);
  return found == m_record.end() ? nullptr : &*found;
}

const JsonMember* JsonRecords::find(std::string_view inside, std::string_view key) const {
  for (const JsonMember& member : m_record)
    if (member.key == key && member.inside == inside)
      return &member;
  return nullptr;
}

const JsonMember* JsonRecords::findAround(std::string_view key) const {
  for (std::size_t i = m_members.size(); i-- > 0;)
    if (m_members[i].key == key)
      return &m_members[i];
  return nullptr;
}

bool JsonRecords::next() {
  m_broken = false;
  while (true) {
    skipBlanks();
    if (m_at >= m_text.size())
      return m_frames.empty() ? false : fail();
    const std::size_t before = m_at;
    bool ready = false;
    const char c = m_text[m_at];
    bool good = true;
    switch (m_expect) {
    case Expect::Top:
    case Expect::Value:
    case Expect::ValueOrEnd:
      if (c == '{' || c == '[') {
        good = open(c == '[');
      } else if (c == ']' && m_expect == Expect::ValueOrEnd) {
        good = close(true, ready);
      } else {
        JsonMember member;
        good = m_expect != Expect::Top && scanScalar(member);
        if (good && !m_frames.back().isArray && m_members.size() < kMostMembers) {
          member.key = m_key;
          member.inside = m_frames.back().isRecord ? std::string_view() : m_frames.back().key;
          m_members.push_back(member);
        }
        if (good)
          afterValue();
      }
      break;
    case Expect::Key:
    case Expect::KeyOrEnd: {
      if (c == '}' && m_expect == Expect::KeyOrEnd) {
        good = close(false, ready);
        break;
      }
      bool escaped = false;
      good = c == '"' && scanString(m_key, escaped);
      if (good) {
        skipBlanks();
        good = m_at < m_text.size() && m_text[m_at] == ':';
        m_at += good ? 1 : 0; // what stands there instead may be the next record
        m_expect = Expect::Value;
      }
      break;
    }
    case Expect::CommaOrEnd:
      if (c == ',') {
        ++m_at;
        m_expect = m_frames.back().isArray ? Expect::Value : Expect::Key;
      } else {
        good = (c == ']' || c == '}') && close(c == ']', ready);
      }
      break;
    }
    if (!good) {
      m_at = std::max(m_at, before);
      return fail();
    }
    if (ready)
      return true;
  }
}

void JsonRecords::skipBlanks() {
  while (m_at < m_text.size() && isBlank(m_text[m_at]))
    ++m_at;
}

bool JsonRecords::scanString(std::string_view& raw, bool& escaped) {
  const std::size_t begin = ++m_at;
  for (; m_at < m_text.size(); ++m_at) {
    const char c = m_text[m_at];
    if (c == '"') {
      raw = m_text.substr(begin, m_at - begin);
      ++m_at;
      return true;
    }
    if (c == '\n')
      return false; // a string never spans lines: the break is here and not at the end of the file
    if (c == '\\') {
      escaped = true;
      ++m_at;
    }
  }
  return false;
}

bool JsonRecords::scanScalar(JsonMember& member) {
  using Kind = JsonMember::Kind;
  if (m_text[m_at] == '"') {
    member.kind = Kind::String;
    return scanString(member.raw, member.escaped);
  }
  const std::size_t begin = m_at;
  while (m_at < m_text.size() && std::string_view(" \t\r\n,]}:\"[{").find(m_text[m_at]) == kNowhere)
    ++m_at;
  member.raw = m_text.substr(begin, m_at - begin);
  const std::string_view word = member.raw;
  if (word.empty())
    return false;
  if (word == "true")
    member.kind = Kind::True;
  else if (word == "false")
    member.kind = Kind::False;
  else if (word == "null" || word == "NaN" || word == "Infinity" || word == "-Infinity")
    member.kind = Kind::Null;
  else if (word[0] == '-' || (word[0] >= '0' && word[0] <= '9'))
    member.kind = Kind::Number;
  else
    return false;
  return true;
}

void JsonRecords::afterValue() {
  m_expect = m_frames.empty() ? Expect::Top : Expect::CommaOrEnd;
  if (!m_frames.empty() && m_frames.back().isArray)
    ++m_frames.back().index;
}

bool JsonRecords::open(bool isArray) {
  if (m_frames.size() >= kMostDepth)
    return false;
  Frame frame;
  frame.isArray = isArray;
  frame.begin = m_at;
  frame.firstMember = m_members.size();
  const bool named = !m_frames.empty() && !m_frames.back().isArray;
  frame.key = named ? m_key : std::string_view();
  frame.isRecord = !isArray && !named;
  if (frame.isRecord) {
    countLinesTo(m_at);
    frame.line = m_lines;
  }
  m_frames.push_back(frame);
  m_expect = isArray ? Expect::ValueOrEnd : Expect::KeyOrEnd;
  ++m_at;
  return true;
}

bool JsonRecords::close(bool isArray, bool& ready) {
  if (m_frames.empty() || m_frames.back().isArray != isArray)
    return false;
  const Frame frame = m_frames.back();
  m_frames.pop_back();
  ++m_at;
  if (frame.isRecord) {
    m_record.assign(m_members.begin() + static_cast<std::ptrdiff_t>(frame.firstMember), m_members.end());
    m_members.resize(frame.firstMember);
    m_atTop = m_frames.empty();
    m_array = m_atTop ? std::string_view() : m_frames.back().key;
    m_index = m_atTop ? 0 : m_frames.back().index;
    m_outer = m_frames.size() > 1 ? m_frames[m_frames.size() - 2].index : 0;
    m_begin = frame.begin;
    m_line = frame.line;
    m_done = m_at;
    ready = true;
  }
  afterValue();
  return true;
}

void JsonRecords::countLinesTo(std::size_t at) {
  // After a break reading may go on before it.
  if (at < m_counted) {
    m_lines -= static_cast<std::size_t>(std::count(m_text.begin() + static_cast<std::ptrdiff_t>(at),
                                                   m_text.begin() + static_cast<std::ptrdiff_t>(m_counted), '\n'));
    m_counted = at;
    return;
  }
  while (m_counted < at) {
    const void* found = std::memchr(m_text.data() + m_counted, '\n', at - m_counted);
    if (found == nullptr)
      break;
    m_counted = static_cast<std::size_t>(static_cast<const char*>(found) - m_text.data()) + 1;
    ++m_lines;
  }
  m_counted = at;
}

// Blanks before `at` on its line; kNowhere when something else stands there.
std::size_t JsonRecords::indentOf(std::size_t at) const {
  std::size_t begin = at;
  while (begin > 0 && (m_text[begin - 1] == ' ' || m_text[begin - 1] == '\t'))
    --begin;
  return begin == 0 || m_text[begin - 1] == '\n' ? at - begin : kNowhere;
}

// Gives up what has neighbours that can be found: the innermost element of an array that begins on a line of its own,
// else the innermost record.
std::size_t JsonRecords::giveUp() {
  for (std::size_t i = m_frames.size(); i-- > 1;)
    if (m_frames[i - 1].isArray && indentOf(m_frames[i].begin) != kNowhere)
      return dropTo(i);
  std::size_t begin = std::min(m_at, m_text.size());
  while (!m_frames.empty() && !m_frames.back().isRecord) {
    if (m_frames.back().isArray && (m_frames.size() == 1 || m_frames[m_frames.size() - 2].isArray))
      return begin; // what is broken stands between the records of this array
    begin = dropTo(m_frames.size() - 1);
  }
  return m_frames.empty() ? begin : dropTo(m_frames.size() - 1);
}

// Leaves `frames` of them; where the first of the others began.
std::size_t JsonRecords::dropTo(std::size_t frames) {
  const Frame dropped = m_frames[frames];
  m_members.resize(std::min(m_members.size(), dropped.firstMember));
  m_frames.resize(frames);
  if (frames > 0 && m_frames.back().isArray)
    ++m_frames.back().index; // its place stays its own
  return dropped.begin;
}

// Reading goes on at the line where the neighbour of what was given up begins (or its array ends): behind whatever was
// returned already and behind where it went on the last time, so that it comes to an end.
bool JsonRecords::fail() {
  m_broken = true;
  countLinesTo(std::min(m_at, m_text.size()));
  m_line = m_lines;
  m_record.clear();
  m_begin = m_at;
  const std::size_t begin = giveUp();
  const std::size_t indent = indentOf(begin);
  const bool inArray = !m_frames.empty();
  const char opener = inArray && begin < m_text.size() && m_text[begin] == '[' ? '[' : '{';
  const std::size_t least = std::max(begin + 1, m_done);
  std::size_t line = m_text.rfind('\n', least - 1);
  for (line = line == kNowhere ? m_text.find('\n', least) : line; line != kNowhere;
       line = m_text.find('\n', line + 1)) {
    std::size_t at = line + 1;
    while (at < m_text.size() && (m_text[at] == ' ' || m_text[at] == '\t'))
      ++at;
    if (at >= m_text.size())
      break;
    if (at < least)
      continue;
    const bool place = indent == kNowhere || at - line - 1 == indent;
    const bool before = indent == kNowhere || at - line - 1 < indent;
    if ((m_text[at] == opener && place) || (m_text[at] == ']' && before && inArray)) {
      m_at = at;
      m_done = at + 1;
      m_expect = !inArray ? Expect::Top : m_text[at] == opener ? Expect::Value : Expect::ValueOrEnd;
      return true;
    }
  }
  m_at = m_text.size();
  m_frames.clear();
  m_members.clear();
  return true;
}

} // namespace coldframe
