#include "sim/scenario/field_types.h"

#include "sim/json/quantity.h"
#include "sim/json/reader.h"
#include "sim/json/schema_writer.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"

namespace coldframe {

bool JsonCodec<JsonNode>::read(Reader& reader, const JsonNode& node, JsonNode& out, const FieldOptions&) {
  if (!node.isObject())
    return reader.wrong(node, "not an object", "an object {…} with the members to override");
  out = node;
  return true;
}

JsonNode JsonCodec<JsonNode>::write(const JsonNode& value, const FieldOptions&) {
  return value;
}

JsonNode JsonCodec<JsonNode>::schema(SchemaDefinitions&, const FieldOptions&) {
  JsonNode schema = JsonNode::object();
  schema.add("type", JsonNode::string("object"));
  return schema;
}

bool JsonCodec<Instant>::read(Reader& reader, const JsonNode& node, Instant& out, const FieldOptions&) {
  constexpr const char* kExpected = "an instant such as \"2026-01-01T00:00:00Z\", or a date";
  if (!node.isString())
    return reader.wrong(node, "not an instant", kExpected);
  const Result<std::int64_t> ns = parseInstant(node.asString());
  if (!ns)
    return reader.wrong(node, ns.error().problems.front().what, kExpected);
  out.ns = *ns;
  return true;
}

JsonNode JsonCodec<Instant>::write(const Instant& value, const FieldOptions&) {
  return JsonNode::string(writeInstant(value.ns));
}

JsonNode JsonCodec<Instant>::schema(SchemaDefinitions&, const FieldOptions&) {
  JsonNode schema = JsonNode::object();
  schema.add("type", JsonNode::string("string"));
  schema.add("pattern", JsonNode::string("^[0-9]{4}-[0-9]{2}-[0-9]{2}"));
  return schema;
}

bool JsonCodec<InstantList>::read(Reader& reader, const JsonNode& node, InstantList& out, const FieldOptions& options) {
  std::vector<Duration> times;
  if (!reader.read(node, times, options))
    return false;
  auto list = std::make_shared<std::vector<std::int64_t>>();
  list->reserve(times.size());
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (i > 0 && times[i] < times[i - 1])
      return reader.wrong(node.at(i), "earlier than the one before", "times in rising order");
    list->push_back(times[i].ns());
  }
  out = std::move(list);
  return true;
}

JsonNode JsonCodec<InstantList>::write(const InstantList& value, const FieldOptions&) {
  JsonNode list = JsonNode::array();
  if (value)
    for (const std::int64_t ns : *value)
      list.append(JsonNode::string(writeDuration(Duration::nanoseconds(ns))));
  return list;
}

JsonNode JsonCodec<InstantList>::schema(SchemaDefinitions& definitions, const FieldOptions& options) {
  return definitions.of(valueType<std::vector<Duration>>(), options);
}

namespace {

constexpr const char* kAutomatic = "auto";

} // namespace

bool JsonCodec<FleetSize>::read(Reader& reader, const JsonNode& node, FleetSize& out, const FieldOptions& options) {
  if (!node.isString())
    return reader.read(node, out.machines, options);
  if (node.asString() != kAutomatic)
    return reader.wrong(node, "no number of machines", "a whole number, or \"auto\"");
  out = {1, true};
  return true;
}

JsonNode JsonCodec<FleetSize>::write(const FleetSize& value, const FieldOptions&) {
  return value.automatic ? JsonNode::string(kAutomatic) : JsonNode::integer(value.machines);
}

JsonNode JsonCodec<FleetSize>::schema(SchemaDefinitions& definitions, const FieldOptions& options) {
  JsonNode automatic = JsonNode::object();
  automatic.add("const", JsonNode::string(kAutomatic));
  JsonNode either = JsonNode::array();
  either.append(definitions.of(valueType<std::int64_t>(), options));
  either.append(std::move(automatic));
  JsonNode schema = JsonNode::object();
  schema.add("anyOf", std::move(either));
  return schema;
}

} // namespace coldframe
