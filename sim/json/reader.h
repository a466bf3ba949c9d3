// Collects everything that is wrong with a document while it is read into structs; nothing stops at the first mistake.
// Codecs and checks report here; each problem names file, line, column, pointer, value and expectation.
#pragma once

#include "sim/base/error.h"
#include "sim/base/result.h"
#include "sim/json/document.h"
#include "sim/json/field_table.h"

#include <string>
#include <utility>
#include <vector>

namespace coldframe {

class Reader {
public:
  // Beyond `limit` problems only their number is kept, so that a hostile document cannot fill memory.
  explicit Reader(std::size_t limit = 1000) : m_limit(limit) {}

  // The value of `node` is wrong. Returns false, so that a codec can `return reader.wrong(…)`.
  bool wrong(const JsonNode& node, std::string what, std::string expectation = {});
  // Something about `node` as a whole (a missing member, a cross-field rule): its value is not shown.
  bool wrongAbout(const JsonNode& node, std::string what, std::string expectation = {});
  // The key of member `index` of `object` is wrong.
  bool wrongKey(const JsonNode& object, std::size_t index, std::string what, std::string expectation = {});
  bool add(Problem problem);

  bool ok() const { return m_count == 0; }
  bool full() const { return m_problems.size() >= m_limit; }
  std::size_t count() const { return m_count; }
  const std::vector<Problem>& problems() const { return m_problems; }
  Error error() const; // kind Input

  template <class T>
  bool read(const JsonNode& node, T& out, const FieldOptions& options = {}) {
    return readValue(*this, node, valueType<T>(), options, &out);
  }

private:
  std::size_t m_limit;
  std::size_t m_count = 0;
  std::vector<Problem> m_problems;
};

// "an unknown key" → with a suggestion when one of `known` is near: shared by structs and tagged variants.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

// The whole node as a T, or every problem in it.
template <class T>
Result<T> readJson(const JsonNode& node) {
  Reader reader;
  T out{};
  reader.read(node, out);
  if (!reader.ok())
    return failure(reader.error());
  return out;
}

} // namespace coldframe
