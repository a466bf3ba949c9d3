#include "sim/json/schema_writer.h"

#include "sim/json/quantity.h"

#include <cassert>
#include <cmath>

namespace coldframe {

namespace {

JsonNode textNode(std::string_view text) {
  return JsonNode::string(std::string(text));
}

JsonNode typed(std::string_view type) {
  JsonNode schema = JsonNode::object();
  schema.add("type", textNode(type));
  return schema;
}

void addRange(JsonNode& schema, const FieldOptions& options) {
  if (std::isfinite(options.min))
    schema.set(options.aboveMin ? "exclusiveMinimum" : "minimum", JsonNode::number(options.min));
  if (std::isfinite(options.max))
    schema.set("maximum", JsonNode::number(options.max));
}

JsonNode anyOf(JsonNode first, JsonNode second) {
  JsonNode schema = JsonNode::object();
  JsonNode& list = schema.add("anyOf", JsonNode::array());
  list.append(std::move(first));
  list.append(std::move(second));
  return schema;
}

JsonNode basisSchema() {
  JsonNode schema = JsonNode::object();
  JsonNode& words = schema.add("enum", JsonNode::array());
  for (const Basis basis :
       {Basis::Published, Basis::Measured, Basis::Documented, Basis::Derived, Basis::Fitted, Basis::Assumed})
    words.append(textNode(basisName(basis)));
  return schema;
}

std::string describe(const FieldInfo& field) {
  std::string text(field.options.help);
  const std::string range = field.rangeText();
  if (!range.empty())
    text += (text.empty() ? "" : "; ") + range;
  if (!field.options.source.empty())
    text += (text.empty() ? "default: " : "; default: ") + std::string(field.options.source);
  return text;
}

} // namespace

JsonNode SchemaDefinitions::reference(std::string_view name) {
  JsonNode schema = JsonNode::object();
  schema.add("$ref", JsonNode::string("#/definitions/" + std::string(name)));
  return schema;
}

void SchemaDefinitions::define(std::string_view name, JsonNode schema) {
  m_definitions.set(name, std::move(schema));
}

JsonNode SchemaDefinitions::closedObject(JsonNode properties, const std::vector<std::string>& required) {
  if (m_annotations) {
    if (!properties.find("basis"))
      properties.add("basis", basisSchema());
    if (!properties.find("source"))
      properties.add("source", typed("string"));
  }
  JsonNode schema = typed("object");
  schema.add("properties", std::move(properties));
  if (!required.empty()) {
    JsonNode& list = schema.add("required", JsonNode::array());
    for (const std::string& name : required)
      list.append(textNode(name));
  }
  schema.add("additionalProperties", JsonNode::boolean(false));
  return schema;
}

JsonNode SchemaDefinitions::annotated(JsonNode schema) {
  if (!m_annotations)
    return schema;
  JsonNode properties = JsonNode::object();
  properties.add("value", schema);
  JsonNode wrapper = closedObject(std::move(properties), {"value"});
  wrapper.add("minProperties", JsonNode::integer(2));
  return anyOf(std::move(schema), std::move(wrapper));
}

JsonNode SchemaDefinitions::ofQuantity(ValueKind kind, const FieldOptions& options) {
  JsonNode schema = typed(isQuantity(kind) ? "string" : kind == ValueKind::Integer ? "integer" : "number");
  if (isQuantity(kind))
    schema.add("pattern", JsonNode::string(quantityPattern(kind, options)));
  else
    addRange(schema, options);
  return schema;
}

JsonNode SchemaDefinitions::of(const ValueType& type, const FieldOptions& options) {
  return annotated(plain(type, options));
}

JsonNode SchemaDefinitions::plain(const ValueType& type, const FieldOptions& options) {
  switch (type.kind) {
  case ValueKind::Boolean:
    return typed("boolean");
  case ValueKind::Integer: {
    FieldOptions range = options;
    if (type.least == 0 && !(range.min > 0)) {
      range.min = 0;
      range.aboveMin = options.aboveMin && options.min == 0;
    }
    JsonNode schema = ofQuantity(ValueKind::Integer, range);
    if (options.step > 1 && options.min == 0)
      schema.add("multipleOf", JsonNode::number(options.step));
    return schema;
  }
  case ValueKind::Text: {
    JsonNode schema = typed("string");
    if (options.min > 0)
      schema.add("minLength", JsonNode::integer(1)); // the reader counts bytes, a schema characters
    return schema;
  }
  case ValueKind::Choice: {
    JsonNode schema = JsonNode::object();
    JsonNode& words = schema.add("enum", JsonNode::array());
    for (std::size_t i = 0; i < type.choiceCount; ++i)
      words.append(textNode(type.choiceName(i)));
    return schema;
  }
  case ValueKind::Optional:
    return anyOf(typed("null"), plain(type.element(), options));
  case ValueKind::List: {
    JsonNode schema = typed("array");
    schema.add("items", of(type.element(), options));
    return schema;
  }
  case ValueKind::Map: {
    // "basis" and "source" of an annotated map are matched by the element's schema or by the annotation's.
    JsonNode schema = typed("object");
    if (m_annotations) {
      JsonNode& properties = schema.add("properties", JsonNode::object());
      properties.add("basis", basisSchema());
      properties.add("source", typed("string"));
    }
    schema.add("additionalProperties", of(type.element(), options));
    return schema;
  }
  case ValueKind::Struct: {
    const FieldTableBase& table = type.table();
    if (!has(table.name())) {
      define(table.name(), JsonNode::object()); // a struct may hold itself
      define(table.name(), ofTable(table, {}));
    }
    return reference(table.name());
  }
  case ValueKind::Variant: {
    const VariantTableBase& variants = type.variants();
    if (!has(variants.name())) {
      define(variants.name(), JsonNode::object());
      define(variants.name(), ofVariants(variants));
    }
    return reference(variants.name());
  }
  case ValueKind::Custom:
    return type.schema(*this, options);
  default:
    return ofQuantity(type.kind, options);
  }
}

JsonNode SchemaDefinitions::ofTable(const FieldTableBase& table, std::string_view tag) {
  JsonNode properties = JsonNode::object();
  std::vector<std::string> required;
  if (!tag.empty()) {
    JsonNode kind = JsonNode::object();
    kind.add("enum", JsonNode::array()).append(textNode(tag));
    properties.add("kind", annotated(std::move(kind)));
    required.emplace_back("kind");
  }
  for (const FieldInfo& field : table.fields()) {
    JsonNode schema = of(*field.type, field.options);
    const std::string text = describe(field);
    // Beside "$ref" a validator of draft-07 ignores everything else.
    if (schema.find("$ref")) {
      JsonNode wrapped = JsonNode::object();
      wrapped.add("allOf", JsonNode::array()).append(std::move(schema));
      schema = std::move(wrapped);
    }
    if (!text.empty())
      schema.add("description", JsonNode::string(text));
    if (field.options.required)
      required.push_back(field.name);
    else
      schema.add("default", table.defaultOf(field));
    properties.add(field.name, std::move(schema));
  }
  JsonNode schema = closedObject(std::move(properties), required);
  if (!table.help().empty())
    schema.add("description", JsonNode::string(table.help()));
  return schema;
}

JsonNode SchemaDefinitions::ofVariants(const VariantTableBase& variants) {
  JsonNode schema = JsonNode::object();
  if (!variants.help().empty())
    schema.add("description", JsonNode::string(variants.help()));
  JsonNode list = JsonNode::array();
  for (const VariantTableBase::Alternative& alternative : variants.alternatives()) {
    const std::string name = variants.name() + "." + alternative.tag;
    JsonNode object = ofTable(alternative.table(), alternative.tag);
    if (!alternative.help.empty())
      object.set("description", JsonNode::string(alternative.help));
    define(name, std::move(object));
    list.append(reference(name));
  }
  schema.add("oneOf", std::move(list));
  return schema;
}

JsonNode writeSchema(const ValueType& type, const SchemaTitle& title, bool annotations) {
  SchemaDefinitions definitions(annotations);
  JsonNode root = JsonNode::object();
  root.add("$schema", textNode("http://json-schema.org/draft-07/schema#"));
  // No "$id": validators take references to be relative to it, and there is no such address.
  root.add("$comment", JsonNode::string(title.id));
  root.add("title", JsonNode::string(title.title));
  root.add("description", JsonNode::string(title.description));
  JsonNode body = definitions.of(type, {});
  root.add("allOf", JsonNode::array()).append(std::move(body));
  root.add("definitions", definitions.all());
  return root;
}

} // namespace coldframe
