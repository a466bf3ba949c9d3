#include "sim/json/write.h"

#include "sim/units/format.h"

#include <cassert>
#include <cmath>
#include <map>

namespace coldframe {

namespace {

void writeMembers(JsonNode& object, const FieldTableBase& table, const void* value) {
  for (const FieldInfo& field : table.fields())
    object.add(field.name, writeValue(*field.type, field.options, field.in(value)));
}

JsonNode writeDurationNode(Duration d) {
  if (d == Duration::max())
    return JsonNode::string("unlimited");
  return JsonNode::string(d < Duration() ? "-" + writeDuration(-d) : writeDuration(d));
}

JsonNode writeVariant(const VariantTableBase& variants, const void* value) {
  for (const VariantTableBase::Alternative& alternative : variants.alternatives()) {
    const void* held = alternative.held(value);
    if (!held)
      continue;
    JsonNode object = JsonNode::object();
    object.add("kind", JsonNode::string(alternative.tag));
    writeMembers(object, alternative.table(), held);
    return object;
  }
  assert(false && "a variant alternative without a tag");
  return {};
}

void addMissing(JsonNode& object, const FieldTableBase& table, const void* defaults,
                const std::shared_ptr<const std::string>& origin) {
  for (const FieldInfo& field : table.fields()) {
    if (JsonNode* present = object.find(field.name)) {
      addDefaults(*present, *field.type, field.options, field.in(defaults));
      continue;
    }
    JsonNode value = writeValue(*field.type, field.options, field.in(defaults));
    value.setOrigin(origin);
    if (!field.options.source.empty())
      value.annotate(Basis::Unstated, std::string(field.options.source));
    object.add(field.name, std::move(value));
  }
}

} // namespace

JsonNode writeValue(const ValueType& type, const FieldOptions& options, const void* value) {
  switch (type.kind) {
  case ValueKind::Boolean:
    return JsonNode::boolean(*static_cast<const bool*>(value));
  case ValueKind::Integer: {
    const std::uint64_t bits = type.integerBits(value);
    return type.least < 0 ? JsonNode::integer(static_cast<std::int64_t>(bits)) : JsonNode::unsignedInteger(bits);
  }
  case ValueKind::Number:
    return JsonNode::number(*static_cast<const double*>(value));
  case ValueKind::Text:
    return JsonNode::string(*static_cast<const std::string*>(value));
  case ValueKind::Duration:
    return writeDurationNode(*static_cast<const Duration*>(value));
  case ValueKind::Memory:
    return JsonNode::string(writeMemory(*static_cast<const Memory*>(value)));
  case ValueKind::Bytes:
    return JsonNode::string(writeBytes(*static_cast<const Bytes*>(value)));
  case ValueKind::Rate: {
    const Rate rate = *static_cast<const Rate*>(value);
    return JsonNode::string(std::isinf(rate.inPerSecond()) ? "unlimited" : writeRate(rate));
  }
  case ValueKind::Bandwidth: {
    const Bandwidth width = *static_cast<const Bandwidth*>(value);
    return JsonNode::string(std::isinf(width.inBytesPerSecond()) ? "unlimited" : writeBandwidth(width));
  }
  case ValueKind::Money:
    return JsonNode::string(writeMoney(*static_cast<const Money*>(value)));
  case ValueKind::Choice: {
    const std::size_t index = type.choiceIndex(value);
    assert(index < type.choiceCount && "an enumerator without a name");
    return JsonNode::string(std::string(type.choiceName(index)));
  }
  case ValueKind::Optional: {
    const auto held = type.elements(value);
    return held.empty() ? JsonNode::null() : writeValue(type.element(), options, held.front().second);
  }
  case ValueKind::List: {
    JsonNode list = JsonNode::array();
    for (const auto& [key, element] : type.elements(value))
      list.append(writeValue(type.element(), options, element));
    return list;
  }
  case ValueKind::Map: {
    JsonNode map = JsonNode::object();
    for (const auto& [key, element] : type.elements(value))
      map.add(*key, writeValue(type.element(), options, element));
    return map;
  }
  case ValueKind::Struct: {
    JsonNode object = JsonNode::object();
    writeMembers(object, type.table(), value);
    return object;
  }
  case ValueKind::Variant:
    return writeVariant(type.variants(), value);
  case ValueKind::Custom:
    return type.write(value, options);
  }
  assert(false);
  return {};
}

void addDefaults(JsonNode& node, const ValueType& type, const FieldOptions& options, const void* defaults) {
  static_cast<void>(options);
  const auto origin = std::make_shared<const std::string>("default");
  switch (type.kind) {
  case ValueKind::Struct:
    if (node.isObject())
      addMissing(node, type.table(), defaults, origin);
    return;
  case ValueKind::Variant: {
    const JsonNode* kind = node.find("kind");
    if (!kind || !kind->isString())
      return;
    if (const auto* alternative = type.variants().find(kind->asString())) {
      const FieldTableBase& table = alternative->table();
      addMissing(node, table, table.defaults(), origin);
    }
    return;
  }
  case ValueKind::Optional:
  case ValueKind::List:
  case ValueKind::Map: {
    // Elements begin as default-constructed structs, whatever stood in the list before.
    const ValueType& element = type.element();
    const void* base = element.kind == ValueKind::Struct ? element.table().defaults() : nullptr;
    if (element.kind != ValueKind::Struct && element.kind != ValueKind::Variant && element.kind != ValueKind::List &&
        element.kind != ValueKind::Map && element.kind != ValueKind::Optional)
      return;
    if (type.kind == ValueKind::Optional) {
      addDefaults(node, element, options, base);
      return;
    }
    for (std::size_t i = 0; i < node.size(); ++i)
      addDefaults(node.at(i), element, options, base);
    return;
  }
  default:
    return;
  }
}

namespace {

// Calls merge(present, theirs, key) for members that both have and adds the others: by an index, for `over` may be
// long.
template <class Merge>
void mergeEach(JsonNode& base, const JsonNode& over, Merge merge) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < base.size(); ++i)
    places.emplace(base.keyAt(i), i);
  for (std::size_t i = 0; i < over.size(); ++i) {
    const auto found = places.find(over.keyAt(i));
    if (found != places.end())
      merge(base.at(found->second), over.at(i), over.keyAt(i));
    else
      base.add(over.keyAt(i), over.at(i), over.keyLine(i), over.keyColumn(i));
  }
}

void mergeMembers(JsonNode& base, const JsonNode& over, const FieldTableBase& table) {
  if (over.ownBasis() != Basis::Unstated || !over.ownSource().empty())
    base.annotate(over.ownBasis(), over.ownSource());
  mergeEach(base, over, [&](JsonNode& present, const JsonNode& theirs, const std::string& key) {
    if (const FieldInfo* field = table.find(key))
      mergeOver(present, theirs, *field->type);
    else
      present = theirs;
  });
}

} // namespace

void mergeOver(JsonNode& base, const JsonNode& over, const ValueType& type) {
  const bool objects = base.isObject() && over.isObject();
  if (type.kind == ValueKind::Optional) {
    mergeOver(base, over, type.element());
  } else if (objects && type.kind == ValueKind::Struct) {
    mergeMembers(base, over, type.table());
  } else if (objects && type.kind == ValueKind::Map) {
    mergeEach(base, over, [&](JsonNode& present, const JsonNode& theirs, const std::string&) {
      mergeOver(present, theirs, type.element());
    });
  } else if (const JsonNode* kind = base.find("kind"); objects && type.kind == ValueKind::Variant &&
                                                       !over.find("kind") && kind && kind->isString() &&
                                                       type.variants().find(kind->asString())) {
    mergeMembers(base, over, type.variants().find(kind->asString())->table());
  } else {
    base = over;
  }
}

} // namespace coldframe
