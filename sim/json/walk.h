// JSON text of any size, without a tree: every plain value with its path, every object as it ends. Memory grows with
// the depth and the longest text of a document, never with its length. For files of gigabytes; documents of ours are
// read with JsonDocument, which knows more (duplicate keys, places). RFC 8259 and nothing beyond it. Errors: Input,
// with line and column: syntax, truncation, invalid UTF-8, more than 64 levels.
#pragma once

#include "sim/base/result.h"
#include "sim/json/node.h"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

// Where the walk is: the keys from the root down, the position in the text for an element of an array.
class JsonPath {
public:
  std::size_t size() const { return m_size; }
  const std::string& operator[](std::size_t level) const { return m_keys[level]; }
  std::string pointer() const; // "/terms/OnDemand/TG3M4CAGBA3NYQBH"

private:
  friend class JsonWalk;
  std::vector<std::string> m_keys; // kept for the next value, so that a walk does not allocate
  std::size_t m_size = 0;
};

class JsonVisitor {
public:
  virtual ~JsonVisitor() = default;
  // A plain value. `text` is a string's content, and as it stands for everything else ("true", "0.0116").
  virtual Result<void> value(const JsonPath& path, std::string_view text, JsonKind kind) = 0;
  // An object or array ends; the path is its own.
  virtual Result<void> end(const JsonPath& path) = 0;
};

// An error of the visitor ends the walk.
Result<void> walkJson(std::istream& in, const std::string& fileName, JsonVisitor& visitor);

} // namespace coldframe
