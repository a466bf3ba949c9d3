// Merging, and finding and setting by JSON pointer.
#include "sim/json/node.h"

#include <charconv>
#include <unordered_map>

namespace coldframe {

namespace {

constexpr std::size_t kDeepest = 64; // as JsonLimits: a tree made by setting values is no deeper than one that was read

// Splits "/a/b~1c" into unescaped segments. False when it is not a pointer.
bool splitPointer(std::string_view pointer, std::vector<std::string>& segments, std::string& why) {
  if (pointer.empty())
    return true;
  if (pointer.front() != '/') {
    why = "a pointer begins with \"/\"";
    return false;
  }
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    const char c = pointer[i];
    if (c == '/') {
      segments.emplace_back();
    } else if (c == '~') {
      const char next = i + 1 < pointer.size() ? pointer[i + 1] : ' ';
      if (next != '0' && next != '1') {
        why = "in a pointer \"~\" is written \"~0\" and \"/\" in a key is written \"~1\"";
        return false;
      }
      segments.back() += next == '0' ? '~' : '/';
      ++i;
    } else {
      segments.back() += c;
    }
  }
  return true;
}

const JsonNode* element(const JsonNode& array, const std::string& segment) {
  for (std::size_t i = 0; i < array.size(); ++i) {
    const JsonNode* id = array.at(i).find("id");
    if (id && id->isString() && id->asString() == segment)
      return &array.at(i);
  }
  std::size_t index = 0;
  const char* end = segment.data() + segment.size();
  const auto parsed = std::from_chars(segment.data(), end, index);
  if (parsed.ec != std::errc() || parsed.ptr != end || index >= array.size())
    return nullptr;
  return &array.at(index);
}

const JsonNode* child(const JsonNode& node, const std::string& segment) {
  if (node.isObject())
    return node.find(segment);
  return node.isArray() ? element(node, segment) : nullptr;
}

} // namespace

void mergeOver(JsonNode& base, const JsonNode& over) {
  if (!base.isObject() || !over.isObject()) {
    base = over;
    return;
  }
  if (over.ownBasis() != Basis::Unstated || !over.ownSource().empty())
    base.annotate(over.ownBasis(), over.ownSource());
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < base.size(); ++i)
    places.emplace(base.keyAt(i), i);
  std::vector<std::size_t> fresh;
  for (std::size_t i = 0; i < over.size(); ++i) {
    const auto found = places.find(over.keyAt(i));
    if (found == places.end())
      fresh.push_back(i);
    else
      mergeOver(base.at(found->second), over.at(i));
  }
  for (const std::size_t i : fresh)
    base.add(over.keyAt(i), over.at(i), over.keyLine(i), over.keyColumn(i));
}

const JsonNode* findByPointer(const JsonNode& root, std::string_view pointer) {
  std::vector<std::string> segments;
  std::string why;
  if (!splitPointer(pointer, segments, why))
    return nullptr;
  const JsonNode* node = &root;
  for (const std::string& segment : segments) {
    node = child(*node, segment);
    if (!node)
      return nullptr;
  }
  return node;
}

bool setByPointer(JsonNode& root, std::string_view pointer, JsonNode value, std::string& why) {
  std::vector<std::string> segments;
  if (!splitPointer(pointer, segments, why))
    return false;
  if (segments.size() > kDeepest) {
    why = "the pointer is more than 64 levels deep";
    return false;
  }
  // First look, then change: a pointer that leads nowhere leaves the document as it was.
  const JsonNode* node = &root;
  std::size_t found = 0;
  while (found < segments.size()) {
    const JsonNode* next = child(*node, segments[found]);
    if (!next)
      break;
    node = next;
    ++found;
  }
  if (found < segments.size() && !node->isObject()) {
    const std::string where = node->pointer().empty() ? "the document" : node->pointer();
    if (node->isArray())
      why = where + " has no element \"" + segments[found] + "\" (" + std::to_string(node->size()) + " elements)";
    else
      why = where + " is " + std::string(node->kindName()) + ", it has no members";
    return false;
  }
  JsonNode* target = const_cast<JsonNode*>(node); // NOLINT: `root` itself is not const
  for (; found < segments.size(); ++found)
    target = &target->add(segments[found], JsonNode::object());
  *target = std::move(value);
  return true;
}

std::string escapePointerSegment(std::string_view segment) {
  std::string text;
  for (const char c : segment) {
    if (c == '~')
      text += "~0";
    else if (c == '/')
      text += "~1";
    else
      text += c;
  }
  return text;
}

} // namespace coldframe
