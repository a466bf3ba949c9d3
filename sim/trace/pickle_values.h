// The values of a pickle while it is read: one flat list, values inside others by number, text where it stands in the
// file. 24 bytes a value and 4 for being inside another. For pickle.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

class PickleValues {
public:
  using Index = std::uint32_t;
  enum class Kind : std::uint8_t {
    None,
    False,
    True,
    Whole,
    Real,
    Decimal,     // a number as text
    Text,        // UTF-8
    EscapedText, // with \n, \x41, A as in Python source
    Bytes,
    List,
    Tuple,
    Set,
    Dict, // keys and values in turn
  };

  explicit PickleValues(std::string_view bytes) : m_bytes(bytes) {}

  Kind kind(Index value) const { return m_values[value].kind; }
  std::string_view rawText(Index value) const;

  Index simple(Kind kind) { return append({kind}); }
  Index whole(std::int64_t n);
  Index real(double x);
  Index decimal(std::string_view digits) { return text(Kind::Decimal, digits); }
  Index text(Kind kind, std::string_view raw); // a part of the bytes
  Index container(Kind kind);
  void add(Index into, Index value); // to a container

  // False: beyond `most` bytes or the deepest nesting; `why` says which.
  bool writeJson(Index top, std::size_t most, std::string& out, std::string& why) const;

private:
  struct Value {
    Kind kind = Kind::None;
    std::uint32_t size = 0; // of text
    std::uint64_t bits = 0; // number, place of text in the bytes, place of a container in m_inside
  };

  Index append(Value value);
  bool write(Index value, std::size_t depth, std::size_t most, std::string& out, std::string& why) const;
  void writeText(const Value& value, std::string& out) const;
  bool writeScalar(const Value& value, std::string& out) const;

  std::string_view m_bytes;
  std::vector<Value> m_values;
  std::vector<std::vector<Index>> m_inside;
};

} // namespace coldframe
