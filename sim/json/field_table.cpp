#include "sim/json/field_table.h"

#include "sim/json/node.h"
#include "sim/json/quantity.h"

#include <cassert>

namespace coldframe {

namespace {

const ValueType& innermost(const ValueType& type) {
  const ValueType* at = &type;
  while (at->kind == ValueKind::Optional || at->kind == ValueKind::List || at->kind == ValueKind::Map)
    at = &at->element();
  return *at;
}

std::string nameOf(const ValueType& type) {
  switch (type.kind) {
  case ValueKind::Boolean:
    return "true or false";
  case ValueKind::Integer:
    return "a whole number";
  case ValueKind::Number:
    return "a number";
  case ValueKind::Text:
    return "a text";
  case ValueKind::Choice: {
    std::string text = "one of ";
    for (std::size_t i = 0; i < type.choiceCount; ++i)
      text += (i ? ", \"" : "\"") + std::string(type.choiceName(i)) + "\"";
    return text;
  }
  case ValueKind::Optional:
    return nameOf(type.element()) + ", or null";
  case ValueKind::List:
    return "a list, each " + nameOf(type.element());
  case ValueKind::Map:
    return "an object, each member " + nameOf(type.element());
  case ValueKind::Struct:
    return "an object (" + type.table().name() + ")";
  case ValueKind::Variant:
    return "an object with a \"kind\" (" + type.variants().name() + ")";
  case ValueKind::Custom:
    return "a value";
  default:
    return std::string(quantityName(type.kind));
  }
}

} // namespace

std::string_view kindName(const ValueType& type) {
  constexpr std::string_view names[] = {"boolean", "integer", "number",    "text",    "time",   "memory",
                                        "data",    "rate",    "bandwidth", "money",   "choice", "optional",
                                        "list",    "map",     "struct",    "variant", "custom"};
  return names[static_cast<std::size_t>(type.kind)];
}

std::string typeText(const ValueType& type, const FieldOptions& options) {
  if (type.kind == ValueKind::Custom && options.of != ValueKind::Custom)
    return "a distribution of " + std::string(isQuantity(options.of) ? quantityName(options.of) : "numbers");
  return nameOf(type);
}

std::string FieldInfo::typeName() const {
  return typeText(*type, options);
}

std::vector<std::string> FieldInfo::choices() const {
  const ValueType& inner = innermost(*type);
  std::vector<std::string> words;
  if (inner.kind == ValueKind::Choice)
    for (std::size_t i = 0; i < inner.choiceCount; ++i)
      words.emplace_back(inner.choiceName(i));
  if (inner.kind == ValueKind::Variant)
    words = inner.variants().tags();
  return words;
}

const FieldTableBase* FieldInfo::nested() const {
  const ValueType& inner = innermost(*type);
  return inner.kind == ValueKind::Struct ? &inner.table() : nullptr;
}

std::string FieldInfo::rangeText() const {
  const ValueType& inner = innermost(*type);
  return coldframe::rangeText(inner.kind == ValueKind::Custom ? options.of : inner.kind, options);
}

FieldTableBase::FieldTableBase(std::string name, std::string help, std::shared_ptr<const void> defaults)
    : m_name(std::move(name)), m_help(std::move(help)), m_defaults(std::move(defaults)) {}

const FieldInfo* FieldTableBase::find(std::string_view name) const {
  for (const FieldInfo& field : m_fields)
    if (field.name == name)
      return &field;
  return nullptr;
}

JsonNode FieldTableBase::defaultOf(const FieldInfo& field) const {
  return writeValue(*field.type, field.options, field.in(defaults()));
}

void FieldTableBase::runChecks(const void* object, Reader& reader, const JsonNode& node) const {
  for (const Rule& rule : m_rules)
    rule.call(rule.rule, static_cast<const char*>(object) + rule.offset, reader, node);
}

void FieldTableBase::add(std::string_view name, const void* member, const ValueType& type,
                         const FieldOptions& options) {
  assert(!find(name) && "two fields of one name");
  FieldInfo field;
  field.name = name;
  field.options = options;
  field.type = &type;
  field.offset = static_cast<std::size_t>(static_cast<const char*>(member) - static_cast<const char*>(defaults()));
  m_fields.push_back(std::move(field));
}

void FieldTableBase::inlineTable(const FieldTableBase& other, const void* member) {
  const auto offset = static_cast<std::size_t>(static_cast<const char*>(member) - static_cast<const char*>(defaults()));
  for (FieldInfo field : other.m_fields) {
    assert(!find(field.name) && "two fields of one name");
    field.offset += offset;
    m_fields.push_back(std::move(field));
  }
  for (Rule rule : other.m_rules) {
    rule.offset += offset;
    m_rules.push_back(rule);
  }
}

const VariantTableBase::Alternative* VariantTableBase::find(std::string_view tag) const {
  for (const Alternative& alternative : m_alternatives)
    if (alternative.tag == tag)
      return &alternative;
  return nullptr;
}

std::vector<std::string> VariantTableBase::tags() const {
  std::vector<std::string> words;
  for (const Alternative& alternative : m_alternatives)
    words.push_back(alternative.tag);
  return words;
}

} // namespace coldframe
