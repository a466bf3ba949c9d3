// JSON Schema (draft-07) from field tables: what a schema can say of what the reader accepts. Quantities are strings
// with a pattern for number and unit; their ranges stand in the description, because a schema cannot compare "300 s".
#pragma once

#include "sim/json/field_table.h"
#include "sim/json/node.h"

#include <string>
#include <string_view>

namespace coldframe {

// The schema's shared definitions: each struct once, by its table's name.
class SchemaDefinitions {
public:
  explicit SchemaDefinitions(bool annotations = false)
      : m_annotations(annotations), m_definitions(JsonNode::object()) {}

  // {"$ref": "#/definitions/name"}.
  static JsonNode reference(std::string_view name);
  bool has(std::string_view name) const { return m_definitions.find(name) != nullptr; }
  void define(std::string_view name, JsonNode schema);
  const JsonNode& all() const { return m_definitions; }
  // Whether documents may annotate: any value may be {"value", "basis", "source"}, any object carry "basis" and
  // "source".
  bool annotations() const { return m_annotations; }

  JsonNode of(const ValueType& type, const FieldOptions& options);
  // The schema of a quantity (or number) as it stands in a distribution or list: a pattern or a plain number.
  JsonNode ofQuantity(ValueKind kind, const FieldOptions& options = {});
  // An object with exactly these properties (and what annotations allow).
  JsonNode closedObject(JsonNode properties, const std::vector<std::string>& required);

private:
  JsonNode plain(const ValueType& type, const FieldOptions& options);
  JsonNode ofTable(const FieldTableBase& table, std::string_view tag);
  JsonNode ofVariants(const VariantTableBase& variants);
  JsonNode annotated(JsonNode schema);

  bool m_annotations;
  JsonNode m_definitions;
};

struct SchemaTitle {
  std::string id; // "coldframe.scenario/1"
  std::string title;
  std::string description;
};

JsonNode writeSchema(const ValueType& type, const SchemaTitle& title, bool annotations = false);

} // namespace coldframe
