#include "sim/trace/pickle_values.h"

#include "sim/trace/decimal.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

namespace coldframe {

namespace {

constexpr std::size_t kMostDepth = 64;

void appendEscape(std::string& out, unsigned unit) {
  char text[8];
  std::snprintf(text, sizeof text, "\\u%04x", unit & 0xFFFFU);
  out += text;
}

// Digits of a base from `at`, at most `count`; −1 where there are fewer.
long digits(std::string_view text, std::size_t at, std::size_t count, int base) {
  if (at + count > text.size())
    return -1;
  unsigned long value = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + count, value, base);
  return error == std::errc() && end == text.data() + at + count ? static_cast<long>(value) : -1;
}

// Python's escapes as JSON's.
void appendEscaped(std::string& out, std::string_view raw) {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const auto byte = static_cast<unsigned char>(raw[i]);
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      if (raw[i] == '"' || raw[i] == '\\')
        (out += '\\') += raw[i];
      else if (byte < 0x20 || byte > 0x7E)
        appendEscape(out, byte);
      else
        out += raw[i];
      continue;
    }
    const char c = raw[++i];
    const std::size_t count = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    const long code = count > 0 ? digits(raw, i + 1, count, 16) : -1;
    if (code >= 0) {
      i += count;
      if (code < 0x10000) {
        appendEscape(out, static_cast<unsigned>(code));
      } else {
        const auto above = static_cast<unsigned>(code - 0x10000);
        appendEscape(out, 0xD800 + (above >> 10U));
        appendEscape(out, 0xDC00 + (above & 0x3FFU));
      }
    } else if (c == 'n' || c == 't' || c == 'r' || c == '\\' || c == '"') {
      (out += '\\') += c;
    } else if (c == '\'') {
      out += c;
    } else {
      (out += "\\\\") += c;
      if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) {
        out.pop_back();
        appendEscape(out, static_cast<unsigned char>(c));
      }
    }
  }
}

} // namespace

PickleValues::Index PickleValues::append(Value value) {
  m_values.push_back(value);
  return static_cast<Index>(m_values.size() - 1);
}

PickleValues::Index PickleValues::whole(std::int64_t n) {
  return append({Kind::Whole, 0, std::bit_cast<std::uint64_t>(n)});
}

PickleValues::Index PickleValues::real(double x) {
  return append({Kind::Real, 0, std::bit_cast<std::uint64_t>(x)});
}

PickleValues::Index PickleValues::text(Kind kind, std::string_view raw) {
  return append(
      {kind, static_cast<std::uint32_t>(raw.size()), static_cast<std::uint64_t>(raw.data() - m_bytes.data())});
}

PickleValues::Index PickleValues::container(Kind kind) {
  m_inside.emplace_back();
  return append({kind, 0, m_inside.size() - 1});
}

void PickleValues::add(Index into, Index value) {
  m_inside[m_values[into].bits].push_back(value);
}

std::string_view PickleValues::rawText(Index index) const {
  const Value& value = m_values[index];
  const bool isText = value.kind == Kind::Text || value.kind == Kind::EscapedText || value.kind == Kind::Bytes ||
                      value.kind == Kind::Decimal;
  return isText ? m_bytes.substr(value.bits, value.size) : std::string_view();
}

bool PickleValues::writeJson(Index top, std::size_t most, std::string& out, std::string& why) const {
  return write(top, 0, most, out, why);
}

void PickleValues::writeText(const Value& value, std::string& out) const {
  const std::string_view raw = m_bytes.substr(value.bits, value.size);
  out += '"';
  if (value.kind == Kind::EscapedText) {
    appendEscaped(out, raw);
  } else {
    for (const char c : raw) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\')
        (out += '\\') += c;
      else if (byte < 0x20 || (value.kind == Kind::Bytes && byte > 0x7E))
        appendEscape(out, byte);
      else
        out += c;
    }
  }
  out += '"';
}

bool PickleValues::writeScalar(const Value& value, std::string& out) const {
  char number[40];
  switch (value.kind) {
  case Kind::None:
    out += "null";
    return true;
  case Kind::False:
    out += "false";
    return true;
  case Kind::True:
    out += "true";
    return true;
  case Kind::Whole: {
    const auto end = std::to_chars(number, number + sizeof number, std::bit_cast<std::int64_t>(value.bits)).ptr;
    out.append(number, end);
    return true;
  }
  case Kind::Real: {
    const double x = std::bit_cast<double>(value.bits);
    if (!std::isfinite(x)) {
      out += "null";
      return true;
    }
    const auto end = std::to_chars(number, number + sizeof number, x).ptr;
    out.append(number, end);
    return true;
  }
  case Kind::Decimal: {
    const std::string_view raw = m_bytes.substr(value.bits, value.size);
    const bool isNumber = !raw.empty() && (raw[0] == '-' || (raw[0] >= '0' && raw[0] <= '9')) &&
                          raw.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
    if (isNumber && raw.size() < 40 && scaledDecimal(raw, 1))
      out += raw;
    else
      out += "null";
    return true;
  }
  case Kind::Text:
  case Kind::EscapedText:
  case Kind::Bytes:
    writeText(value, out);
    return true;
  default:
    return false;
  }
}

bool PickleValues::write(Index index, std::size_t depth, std::size_t most, std::string& out, std::string& why) const {
  const Value& value = m_values[index];
  if (out.size() > most) {
    why = "its memo makes it far longer than it is";
    return false;
  }
  if (writeScalar(value, out))
    return true;
  if (depth >= kMostDepth) {
    why = "it is nested deeper than " + std::to_string(kMostDepth) + " levels, or holds itself";
    return false;
  }
  const std::vector<Index>& inside = m_inside[value.bits];
  const bool isDict = value.kind == Kind::Dict;
  out += isDict ? '{' : '[';
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (i > 0)
      out += isDict && i % 2 != 0 ? ':' : ',';
    const Value& member = m_values[inside[i]];
    if (!isDict) {
      if (value.kind == Kind::List && member.kind >= Kind::List)
        out += '\n'; // a record a line
    } else if (i % 2 == 0 && member.kind != Kind::Text && member.kind != Kind::EscapedText &&
               member.kind != Kind::Bytes) {
      // Keys are text in JSON. One that is a container has no name.
      std::string key;
      writeScalar(member, key);
      (((out += '"') += key) += '"');
      continue;
    }
    if (!write(inside[i], depth + 1, most, out, why))
      return false;
  }
  out += isDict ? '}' : ']';
  return true;
}

} // namespace coldframe
