// JSON text → a tree of JsonNode with exact places. RFC 8259 and nothing beyond it: no comments, no NaN, no byte order
// mark, no duplicate keys, no trailing text. Errors (kind Input) carry line and column: syntax, truncation, invalid
// UTF-8, duplicate keys (all of them), nesting, size or number of values over a limit, numbers too large for a double.
// Parsing is iterative and the depth of a tree is limited, so hostile text can exhaust neither stack nor memory.
#pragma once

#include "sim/base/result.h"
#include "sim/json/node.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

struct JsonLimits {
  std::size_t bytes = std::size_t{64} << 20;
  std::size_t depth = 64;
  std::size_t values = 5'000'000; // nodes of the tree, about 100 bytes each
  // Profiles and scenarios: {"value": X, "basis": "measured", "source": "…"} stands for X, and an object may carry
  // "basis" and "source" beside its members. JsonNode::basis() and source() then tell; the tree holds the bare values.
  bool annotations = false;
};

class JsonDocument {
public:
  static Result<JsonDocument> parse(std::string_view text, std::string fileName, const JsonLimits& limits = {});
  static Result<JsonDocument> readFile(const std::string& path, const JsonLimits& limits = {});

  JsonDocument() = default;
  explicit JsonDocument(JsonNode root, std::string fileName = {})
      : m_root(std::move(root)), m_fileName(std::move(fileName)) {}

  const JsonNode& root() const { return m_root; }
  JsonNode& root() { return m_root; }
  const std::string& fileName() const { return m_fileName; }

private:
  JsonNode m_root;
  std::string m_fileName;
};

// What JsonLimits::annotations does, for a part of a document; `literal` members of `root` are left as they stand.
Result<void> takeAnnotations(JsonNode& root, const std::vector<std::string_view>& literal = {});

// What is wrong with a node, at its place; the value that was found there is the caller's to show.
Problem problemAt(const JsonNode& node, std::string what, std::string expectation);

// The whole of a file, or why it cannot be had (an Input error naming the file): missing, a folder, over `limit` bytes.
Result<std::string> readTextFile(const std::string& path, std::size_t limit);

} // namespace coldframe
