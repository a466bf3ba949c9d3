// JSON text → its records, one after the other, without building a tree: for files of a million calls. A record is an
// object that stands in an array, or at the top (one document, or one object a line). Its members are the scalars in
// it, those of objects inside it among them, each with the name of the object it stands in; arrays of scalars are
// passed over, objects in arrays are records of their own and come before the record around them.
//
// A record that is broken costs that record: reading goes on at the next line that begins one in the same place. NaN
// and Infinity, as Python writes them, count as null. Nesting is limited to 64; memory is that of one record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

struct JsonMember {
  enum class Kind : std::uint8_t { Null, False, True, Number, String } kind = Kind::Null;
  bool escaped = false;
  std::string_view inside; // name of the object it stands in; empty: the record itself
  std::string_view key;
  std::string_view raw; // as it stands, without quotes

  std::string text() const; // escapes undone
  // A number, or text that is one, × factor.
  std::optional<std::int64_t> scaled(std::int64_t factor) const;
};

class JsonRecords {
public:
  explicit JsonRecords(std::string_view text);

  // The next record. False at the end. One that is broken is returned as `broken`, with the line of the break.
  bool next();
  bool broken() const { return m_broken; }
  std::size_t line() const { return m_line; } // on which the record begins (from 1)
  std::size_t position() const { return m_at; }

  std::string_view array() const { return m_array; } // name of the array it stands in
  std::size_t index() const { return m_index; }      // its place in that array
  std::size_t outer() const { return m_outer; }      // place of that array in the array around it
  bool atTop() const { return m_atTop; }
  std::string_view recordText() const { return m_text.substr(m_begin, m_at - m_begin); } // until the next call
  const std::vector<JsonMember>& members() const { return m_record; } // of the record, until the next call
  const JsonMember* find(std::string_view key) const;                 // anywhere in the record, the first
  const JsonMember* find(std::string_view inside, std::string_view key) const;
  // Of the records that this one stands in, as far as they are read; the nearest.
  const JsonMember* findAround(std::string_view key) const;

private:
  struct Frame {
    bool isArray = false;
    bool isRecord = false;
    std::string_view key;
    std::size_t index = 0;       // elements before this one, of an array
    std::size_t firstMember = 0; // of a record
    std::size_t begin = 0;       // in the text
    std::size_t line = 0;        // on which a record begins
  };
  enum class Expect : std::uint8_t { Value, ValueOrEnd, Key, KeyOrEnd, CommaOrEnd, Top };

  bool fail();
  std::size_t giveUp();
  std::size_t dropTo(std::size_t frames);
  void skipBlanks();
  bool scanString(std::string_view& raw, bool& escaped);
  bool scanScalar(JsonMember& member);
  void afterValue();
  bool open(bool isArray);
  bool close(bool isArray, bool& ready);
  void countLinesTo(std::size_t at);
  std::size_t indentOf(std::size_t at) const;

  std::string_view m_text;
  std::size_t m_at = 0;
  std::size_t m_done = 0; // what lies before it is not read again
  Expect m_expect = Expect::Top;
  std::vector<Frame> m_frames;
  std::vector<JsonMember> m_members; // of all records that are open
  std::string_view m_key;

  std::size_t m_counted = 0; // lines before here are counted
  std::size_t m_lines = 1;

  bool m_broken = false;
  std::size_t m_line = 0;
  std::string_view m_array;
  std::size_t m_index = 0;
  std::size_t m_outer = 0;
  bool m_atTop = false;
  std::size_t m_begin = 0;
  std::vector<JsonMember> m_record;
};

} // namespace coldframe
