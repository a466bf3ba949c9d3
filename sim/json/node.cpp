#include "sim/json/node.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace coldframe {

namespace {

constexpr std::array<std::pair<Basis, std::string_view>, 7> kBases{{{Basis::Unstated, ""},
                                                                    {Basis::Published, "published"},
                                                                    {Basis::Measured, "measured"},
                                                                    {Basis::Documented, "documented"},
                                                                    {Basis::Derived, "derived"},
                                                                    {Basis::Fitted, "fitted"},
                                                                    {Basis::Assumed, "assumed"}}};
const std::string kNoText;

} // namespace

std::string_view basisName(Basis basis) {
  for (const auto& [value, name] : kBases)
    if (value == basis)
      return name;
  return {};
}

bool basisFromName(std::string_view name, Basis& out) {
  for (const auto& [value, known] : kBases) {
    if (!known.empty() && known == name) {
      out = value;
      return true;
    }
  }
  return false;
}

struct JsonNode::Member {
  std::string key;
  int line = 0;
  int column = 0;
  JsonNode value;
};
struct JsonNode::List {
  std::vector<JsonNode> items;
};
struct JsonNode::Table {
  std::vector<Member> members;
};

JsonNode::JsonNode() = default;
JsonNode::~JsonNode() = default;

JsonNode::JsonNode(const JsonNode& other)
    : m_file(other.m_file), m_line(other.m_line), m_column(other.m_column),
      m_annotation(other.m_annotation ? std::make_unique<Annotation>(*other.m_annotation) : nullptr) {
  struct Copy {
    Payload operator()(const std::unique_ptr<std::string>& s) const { return std::make_unique<std::string>(*s); }
    Payload operator()(const std::unique_ptr<List>& list) const { return std::make_unique<List>(*list); }
    Payload operator()(const std::unique_ptr<Table>& table) const { return std::make_unique<Table>(*table); }
    Payload operator()(std::monostate none) const { return none; }
    Payload operator()(bool value) const { return value; }
    Payload operator()(std::int64_t value) const { return value; }
    Payload operator()(std::uint64_t value) const { return value; }
    Payload operator()(double value) const { return value; }
  };
  m_payload = std::visit(Copy{}, other.m_payload);
  adoptChildren();
}

JsonNode::JsonNode(JsonNode&& other) noexcept
    : m_payload(std::move(other.m_payload)), m_file(std::move(other.m_file)), m_line(other.m_line),
      m_column(other.m_column), m_annotation(std::move(other.m_annotation)) {
  other.m_payload = std::monostate();
  adoptChildren();
}

JsonNode& JsonNode::operator=(const JsonNode& other) {
  if (this != &other)
    *this = JsonNode(other);
  return *this;
}

// The parent is where the node stands, so it stays. `other` may be a descendant of this node: it is emptied first.
JsonNode& JsonNode::operator=(JsonNode&& other) noexcept {
  if (this == &other)
    return *this;
  Payload payload = std::move(other.m_payload);
  other.m_payload = std::monostate();
  std::shared_ptr<const std::string> file = std::move(other.m_file);
  std::unique_ptr<Annotation> annotation = std::move(other.m_annotation);
  m_line = other.m_line;
  m_column = other.m_column;
  m_payload = std::move(payload);
  m_file = std::move(file);
  m_annotation = std::move(annotation);
  adoptChildren();
  return *this;
}

void JsonNode::adoptChildren() {
  if (auto* list = std::get_if<std::unique_ptr<List>>(&m_payload)) {
    for (JsonNode& item : (*list)->items)
      item.m_parent = this;
  } else if (auto* table = std::get_if<std::unique_ptr<Table>>(&m_payload)) {
    for (Member& member : (*table)->members)
      member.value.m_parent = this;
  }
}

JsonNode JsonNode::boolean(bool value) {
  JsonNode node;
  node.m_payload = value;
  return node;
}
JsonNode JsonNode::integer(std::int64_t value) {
  JsonNode node;
  node.m_payload = value;
  return node;
}
JsonNode JsonNode::unsignedInteger(std::uint64_t value) {
  JsonNode node;
  if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    node.m_payload = static_cast<std::int64_t>(value);
  else
    node.m_payload = value;
  return node;
}
JsonNode JsonNode::number(double value) {
  assert(std::isfinite(value));
  JsonNode node;
  node.m_payload = value;
  return node;
}
JsonNode JsonNode::string(std::string value) {
  JsonNode node;
  node.m_payload = std::make_unique<std::string>(std::move(value));
  return node;
}
JsonNode JsonNode::array() {
  JsonNode node;
  node.m_payload = std::make_unique<List>();
  return node;
}
JsonNode JsonNode::object() {
  JsonNode node;
  node.m_payload = std::make_unique<Table>();
  return node;
}

JsonKind JsonNode::kind() const {
  constexpr std::array kinds{JsonKind::Null,   JsonKind::Boolean, JsonKind::Integer, JsonKind::Integer,
                             JsonKind::Number, JsonKind::String,  JsonKind::Array,   JsonKind::Object};
  return kinds[m_payload.index()];
}

std::string_view JsonNode::kindName() const {
  constexpr std::array<std::string_view, 7> names{"null",     "true or false", "a whole number", "a number",
                                                  "a string", "an array",      "an object"};
  return names[static_cast<std::size_t>(kind())];
}

bool JsonNode::asBoolean() const {
  assert(kind() == JsonKind::Boolean);
  return std::get<bool>(m_payload);
}

double JsonNode::asNumber() const {
  assert(isNumeric());
  if (const auto* whole = std::get_if<std::int64_t>(&m_payload))
    return static_cast<double>(*whole);
  if (const auto* large = std::get_if<std::uint64_t>(&m_payload))
    return static_cast<double>(*large);
  return std::get<double>(m_payload);
}

const std::string& JsonNode::asString() const {
  assert(isString());
  return *std::get<std::unique_ptr<std::string>>(m_payload);
}

bool JsonNode::toInteger(std::int64_t& out) const {
  if (const auto* whole = std::get_if<std::int64_t>(&m_payload)) {
    out = *whole;
    return true;
  }
  const auto* real = std::get_if<double>(&m_payload);
  constexpr double kTwoTo63 = 9223372036854775808.0;
  if (!real || *real != std::floor(*real) || *real < -kTwoTo63 || *real >= kTwoTo63)
    return false;
  out = static_cast<std::int64_t>(*real);
  return true;
}

bool JsonNode::toUnsigned(std::uint64_t& out) const {
  if (const auto* large = std::get_if<std::uint64_t>(&m_payload)) {
    out = *large;
    return true;
  }
  if (const auto* real = std::get_if<double>(&m_payload)) {
    constexpr double kTwoTo64 = 18446744073709551616.0;
    if (*real != std::floor(*real) || *real < 0 || *real >= kTwoTo64)
      return false;
    out = static_cast<std::uint64_t>(*real);
    return true;
  }
  std::int64_t whole = 0;
  if (!toInteger(whole) || whole < 0)
    return false;
  out = static_cast<std::uint64_t>(whole);
  return true;
}

std::size_t JsonNode::size() const {
  if (const auto* list = std::get_if<std::unique_ptr<List>>(&m_payload))
    return (*list)->items.size();
  if (const auto* table = std::get_if<std::unique_ptr<Table>>(&m_payload))
    return (*table)->members.size();
  return 0;
}

const JsonNode& JsonNode::at(std::size_t index) const {
  assert(index < size());
  if (const auto* list = std::get_if<std::unique_ptr<List>>(&m_payload))
    return (*list)->items[index];
  return std::get<std::unique_ptr<Table>>(m_payload)->members[index].value;
}
JsonNode& JsonNode::at(std::size_t index) {
  return const_cast<JsonNode&>(std::as_const(*this).at(index));
}

const std::string& JsonNode::keyAt(std::size_t index) const {
  assert(isObject() && index < size());
  return std::get<std::unique_ptr<Table>>(m_payload)->members[index].key;
}
int JsonNode::keyLine(std::size_t index) const {
  assert(isObject() && index < size());
  return std::get<std::unique_ptr<Table>>(m_payload)->members[index].line;
}
int JsonNode::keyColumn(std::size_t index) const {
  assert(isObject() && index < size());
  return std::get<std::unique_ptr<Table>>(m_payload)->members[index].column;
}

const JsonNode* JsonNode::find(std::string_view key) const {
  if (const auto* table = std::get_if<std::unique_ptr<Table>>(&m_payload))
    for (const Member& member : (*table)->members)
      if (member.key == key)
        return &member.value;
  return nullptr;
}
JsonNode* JsonNode::find(std::string_view key) {
  return const_cast<JsonNode*>(std::as_const(*this).find(key));
}

// Growing a vector moves its nodes; they are then given their parent again. That is rare enough to cost nothing.
JsonNode& JsonNode::append(JsonNode value) {
  assert(isArray());
  std::vector<JsonNode>& items = std::get<std::unique_ptr<List>>(m_payload)->items;
  const bool moves = items.size() == items.capacity();
  items.push_back(std::move(value));
  if (moves)
    adoptChildren();
  items.back().m_parent = this;
  return items.back();
}

JsonNode& JsonNode::add(std::string key, JsonNode value, int keyLine, int keyColumn) {
  assert(isObject());
  std::vector<Member>& members = std::get<std::unique_ptr<Table>>(m_payload)->members;
  const bool moves = members.size() == members.capacity();
  members.push_back({std::move(key), keyLine, keyColumn, std::move(value)});
  if (moves)
    adoptChildren();
  members.back().value.m_parent = this;
  return members.back().value;
}

JsonNode& JsonNode::set(std::string_view key, JsonNode value) {
  if (JsonNode* present = find(key)) {
    *present = std::move(value);
    return *present;
  }
  const int line = value.m_line;
  const int column = value.m_column;
  return add(std::string(key), std::move(value), line, column);
}

bool JsonNode::remove(std::string_view key) {
  assert(isObject());
  std::vector<Member>& members = std::get<std::unique_ptr<Table>>(m_payload)->members;
  const auto found = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  if (found == members.end())
    return false;
  members.erase(found);
  return true;
}

const std::string& JsonNode::file() const {
  return m_file ? *m_file : kNoText;
}

void JsonNode::setPlace(std::shared_ptr<const std::string> file, int line, int column) {
  m_file = std::move(file);
  m_line = line;
  m_column = column;
}

void JsonNode::setOrigin(const std::shared_ptr<const std::string>& file) {
  setPlace(file, 0, 0);
  for (std::size_t i = 0; i < size(); ++i)
    at(i).setOrigin(file);
}

void JsonNode::copyOrigin(const JsonNode& other) {
  setPlace(other.m_file, other.m_line, other.m_column);
  annotate(other.basis(), other.source());
}

std::string JsonNode::originText() const {
  if (!m_file)
    return {};
  return m_line > 0 ? *m_file + ":" + std::to_string(m_line) : *m_file;
}

// Children stand one behind the other, so a node's number among them is a distance.
std::string JsonNode::pointer() const {
  if (!m_parent)
    return {};
  std::size_t index = 0;
  if (const auto* list = std::get_if<std::unique_ptr<List>>(&m_parent->m_payload)) {
    index = static_cast<std::size_t>(this - (*list)->items.data());
  } else {
    const std::vector<Member>& members = std::get<std::unique_ptr<Table>>(m_parent->m_payload)->members;
    const auto* first = reinterpret_cast<const char*>(&members.front().value);
    index = static_cast<std::size_t>(reinterpret_cast<const char*>(this) - first) / sizeof(Member);
  }
  assert(&m_parent->at(index) == this);
  const std::string segment =
      m_parent->isObject() ? escapePointerSegment(m_parent->keyAt(index)) : std::to_string(index);
  return m_parent->pointer() + "/" + segment;
}

// What a file says about its figures holds for its own figures, not for those merged into it from elsewhere.
bool JsonNode::sameFile(const JsonNode& other) const {
  return m_file == other.m_file || (m_file && other.m_file && *m_file == *other.m_file);
}

Basis JsonNode::basis() const {
  for (const JsonNode* node = this; node; node = node->m_parent)
    if (node->m_annotation && node->m_annotation->basis != Basis::Unstated && sameFile(*node))
      return node->m_annotation->basis;
  return Basis::Unstated;
}

const std::string& JsonNode::source() const {
  for (const JsonNode* node = this; node; node = node->m_parent)
    if (node->m_annotation && !node->m_annotation->source.empty() && sameFile(*node))
      return node->m_annotation->source;
  return kNoText;
}

Basis JsonNode::ownBasis() const {
  return m_annotation ? m_annotation->basis : Basis::Unstated;
}
const std::string& JsonNode::ownSource() const {
  return m_annotation ? m_annotation->source : kNoText;
}

void JsonNode::annotate(Basis basis, std::string source) {
  m_annotation = std::make_unique<Annotation>(Annotation{basis, std::move(source)});
}

bool JsonNode::sameValue(const JsonNode& other) const {
  if (isNumeric() && other.isNumeric())
    return m_payload == other.m_payload || asNumber() == other.asNumber();
  if (kind() != other.kind() || size() != other.size())
    return false;
  switch (kind()) {
  case JsonKind::Boolean:
    return asBoolean() == other.asBoolean();
  case JsonKind::String:
    return asString() == other.asString();
  case JsonKind::Array:
    for (std::size_t i = 0; i < size(); ++i)
      if (!at(i).sameValue(other.at(i)))
        return false;
    return true;
  case JsonKind::Object:
    for (std::size_t i = 0; i < size(); ++i) {
      const JsonNode* match = other.find(keyAt(i));
      if (!match || !at(i).sameValue(*match))
        return false;
    }
    return true;
  default:
    return true;
  }
}

} // namespace coldframe
