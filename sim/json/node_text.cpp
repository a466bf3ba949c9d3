// JsonNode → text.
#include "sim/json/node.h"

#include <array>
#include <charconv>

namespace coldframe {

namespace {

constexpr std::size_t kLineWidth = 100;

void writeString(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
        constexpr std::string_view digits = "0123456789abcdef";
        out += "\\u00";
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 0xf];
      } else {
        out += c;
      }
    }
  }
  out += '"';
}

void writeNumberNode(std::string& out, const JsonNode& node) {
  std::array<char, 32> buffer;
  std::to_chars_result written{};
  std::int64_t whole = 0;
  std::uint64_t large = 0;
  if (node.kind() == JsonKind::Integer && node.toInteger(whole))
    written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), whole);
  else if (node.kind() == JsonKind::Integer && node.toUnsigned(large))
    written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), large);
  else
    written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), node.asNumber() == 0 ? 0.0 : node.asNumber());
  out.append(buffer.data(), written.ptr);
}

class Writer {
public:
  Writer(bool annotated, bool lines) : m_annotated(annotated), m_lines(lines) {}

  void write(const JsonNode& node, std::size_t indent) {
    const bool wraps = m_annotated && !node.isObject() && isAnnotated(node);
    if (wraps)
      m_out += "{\"value\": ";
    writeBare(node, indent);
    if (!wraps)
      return;
    bool first = false;
    writeAnnotation(node, indent, false, first);
    m_out += '}';
  }
  std::string take() { return std::move(m_out); }

private:
  static bool isAnnotated(const JsonNode& node) {
    return node.ownBasis() != Basis::Unstated || !node.ownSource().empty();
  }

  void writeBare(const JsonNode& node, std::size_t indent) {
    switch (node.kind()) {
    case JsonKind::Null:
      m_out += "null";
      break;
    case JsonKind::Boolean:
      m_out += node.asBoolean() ? "true" : "false";
      break;
    case JsonKind::Integer:
    case JsonKind::Number:
      writeNumberNode(m_out, node);
      break;
    case JsonKind::String:
      writeString(m_out, node.asString());
      break;
    case JsonKind::Array:
      writeArray(node, indent);
      break;
    case JsonKind::Object:
      writeObject(node, indent);
      break;
    }
  }

  void writeArray(const JsonNode& node, std::size_t indent) {
    bool plain = true;
    for (std::size_t i = 0; i < node.size() && plain; ++i)
      plain = node.at(i).size() == 0;
    const bool breaks = m_lines && !plain;
    m_out += '[';
    std::size_t lineStart = m_out.size();
    for (std::size_t i = 0; i < node.size(); ++i) {
      if (i > 0)
        m_out += breaks ? "," : ", ";
      // Plain values fill lines.
      const bool full = m_lines && !breaks && m_out.size() - lineStart > kLineWidth;
      if (breaks || full) {
        if (full)
          m_out.pop_back();
        newLine(indent + 1);
        lineStart = m_out.size();
      }
      write(node.at(i), indent + 1);
    }
    if (breaks)
      newLine(indent);
    m_out += ']';
  }

  void writeObject(const JsonNode& node, std::size_t indent) {
    m_out += '{';
    bool first = true;
    if (m_annotated)
      writeAnnotation(node, indent + 1, m_lines, first);
    for (std::size_t i = 0; i < node.size(); ++i) {
      separate(indent + 1, first);
      writeString(m_out, node.keyAt(i));
      m_out += ": ";
      write(node.at(i), indent + 1);
    }
    if (!first && m_lines)
      newLine(indent);
    m_out += '}';
  }

  void separate(std::size_t indent, bool& first) {
    if (!first)
      m_out += m_lines ? "," : ", ";
    if (m_lines)
      newLine(indent);
    first = false;
  }

  void writeAnnotation(const JsonNode& node, std::size_t indent, bool lines, bool& first) {
    const auto member = [&](std::string_view key, std::string_view text) {
      if (text.empty())
        return;
      if (lines)
        separate(indent, first);
      else if (!first)
        m_out += ", ";
      first = false;
      writeString(m_out, key);
      m_out += ": ";
      writeString(m_out, text);
    };
    member("basis", basisName(node.ownBasis()));
    member("source", node.ownSource());
  }

  void newLine(std::size_t indent) {
    m_out += '\n';
    m_out.append(indent * 2, ' ');
  }

  std::string m_out;
  bool m_annotated;
  bool m_lines;
};

} // namespace

std::string writeJson(const JsonNode& node, bool annotated) {
  Writer writer(annotated, true);
  writer.write(node, 0);
  return writer.take();
}

std::string writeJsonLine(const JsonNode& node) {
  Writer writer(false, false);
  writer.write(node, 0);
  return writer.take();
}

} // namespace coldframe
