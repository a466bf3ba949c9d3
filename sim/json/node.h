// A node of a JSON document that knows where it came from: file, line and column, its JSON pointer, and — in documents
// with annotations — whether it was measured, documented or assumed and who says so. A value type: copying copies the
// subtree, every copied leaf keeping its own origin. Members of objects stay in file order. Lines and columns count
// from 1; columns count characters (code points), a tab is one; 0 means unknown. Wrong use (asString() of a number,
// at() beyond the end) is a programmer error and asserts.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace coldframe {

enum class JsonKind : std::uint8_t { Null, Boolean, Integer, Number, String, Array, Object };

// How a figure is known.
enum class Basis : std::uint8_t { Unstated, Published, Measured, Documented, Derived, Fitted, Assumed };
std::string_view basisName(Basis basis);               // "measured" …; "" for Unstated
bool basisFromName(std::string_view name, Basis& out); // false: there is no such basis

class JsonNode {
public:
  JsonNode();
  ~JsonNode();
  JsonNode(const JsonNode& other);
  JsonNode(JsonNode&& other) noexcept;
  JsonNode& operator=(const JsonNode& other);
  JsonNode& operator=(JsonNode&& other) noexcept;

  static JsonNode null() { return {}; }
  static JsonNode boolean(bool value);
  static JsonNode integer(std::int64_t value);
  static JsonNode unsignedInteger(std::uint64_t value);
  static JsonNode number(double value); // finite
  static JsonNode string(std::string value);
  static JsonNode array();
  static JsonNode object();

  JsonKind kind() const;
  std::string_view kindName() const; // "a string", "an object", "true", …: for messages
  bool isNull() const { return kind() == JsonKind::Null; }
  bool isObject() const { return kind() == JsonKind::Object; }
  bool isArray() const { return kind() == JsonKind::Array; }
  bool isString() const { return kind() == JsonKind::String; }
  bool isNumeric() const { return kind() == JsonKind::Integer || kind() == JsonKind::Number; }

  bool asBoolean() const;
  double asNumber() const; // of an integer too
  const std::string& asString() const;
  // The whole number this is (2.0 and 1e3 are whole), if it fits.
  bool toInteger(std::int64_t& out) const;
  bool toUnsigned(std::uint64_t& out) const;

  // Children of arrays and objects, in file order; size() is 0 for everything else.
  std::size_t size() const;
  const JsonNode& at(std::size_t index) const;
  JsonNode& at(std::size_t index);
  const std::string& keyAt(std::size_t index) const; // objects
  int keyLine(std::size_t index) const;
  int keyColumn(std::size_t index) const;
  const JsonNode* find(std::string_view key) const; // nullptr: no such member, or not an object
  JsonNode* find(std::string_view key);
  JsonNode& append(JsonNode value);                    // to an array
  JsonNode& set(std::string_view key, JsonNode value); // replaces or appends a member of an object
  // Appends a member without looking whether the key is there already.
  JsonNode& add(std::string key, JsonNode value, int keyLine = 0, int keyColumn = 0);
  bool remove(std::string_view key);

  // Where it came from. `file` is the file's name, or how else the value arose ("default", "--vary").
  const std::string& file() const;
  int line() const { return m_line; }
  int column() const { return m_column; }
  void setPlace(std::shared_ptr<const std::string> file, int line, int column);
  void setOrigin(const std::shared_ptr<const std::string>& file); // of the whole subtree; no line
  void copyOrigin(const JsonNode& other);                         // place and annotation
  // "lambda.json:12", "default"; empty when unknown.
  std::string originText() const;

  const JsonNode* parent() const { return m_parent; }
  std::string pointer() const; // "" for the root, "/platforms/0/memory"

  // This node's annotation, or that of the nearest ancestor from the same file.
  Basis basis() const;
  const std::string& source() const;
  Basis ownBasis() const; // without what it inherits
  const std::string& ownSource() const;
  void annotate(Basis basis, std::string source);

  // Same value: kinds, numbers, texts, members in any order; origins and annotations do not count.
  bool sameValue(const JsonNode& other) const;

private:
  struct Annotation {
    Basis basis = Basis::Unstated;
    std::string source;
  };
  struct Member;
  struct List;
  struct Table;
  using Payload = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::unique_ptr<std::string>,
                               std::unique_ptr<List>, std::unique_ptr<Table>>;

  void adoptChildren();
  bool sameFile(const JsonNode& other) const;

  Payload m_payload;
  JsonNode* m_parent = nullptr;
  std::shared_ptr<const std::string> m_file;
  int m_line = 0;
  int m_column = 0;
  std::unique_ptr<Annotation> m_annotation;
};

// `over` wins: objects merge member by member, anything else is replaced whole. Each leaf keeps its own origin.
void mergeOver(JsonNode& base, const JsonNode& over);

// Finds by JSON pointer. A segment at an array is an index, or the "id" of one of its objects. nullptr: nothing there.
const JsonNode* findByPointer(const JsonNode& root, std::string_view pointer);
// Sets the value at a pointer; objects on the way that do not exist are made, array elements are not. False, with the
// reason in `why`, when the pointer leads nowhere.
bool setByPointer(JsonNode& root, std::string_view pointer, JsonNode value, std::string& why);
std::string escapePointerSegment(std::string_view segment); // "~" → "~0", "/" → "~1"

// JSON text, two spaces an indent, members in their order, arrays of plain values on one line while they fit; doubles
// in the shortest form that reads back the same. Ends without a line end. `annotated` writes annotations back as
// {"value", "basis", "source"} (objects: as members).
std::string writeJson(const JsonNode& node, bool annotated = false);
std::string writeJsonLine(const JsonNode& node); // on one line, for messages

} // namespace coldframe
