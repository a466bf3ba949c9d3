// Structs → JSON. Everything is written, defaults too, so that what is read back is the same whatever later defaults
// are.
#pragma once

#include "sim/json/field_table.h"
#include "sim/json/node.h"

namespace coldframe {

template <class T>
JsonNode toJson(const T& value, const FieldOptions& options = {}) {
  return writeValue(valueType<T>(), options, &value);
}

// Makes a document explicit: every member that its table knows and `node` lacks is added with its default, its origin
// "default". What stands there already is not touched. `node` must have been read without a problem.
void addDefaults(JsonNode& node, const ValueType& type, const FieldOptions& options, const void* defaults);

template <class T>
void addDefaults(JsonNode& node) {
  const T defaults{};
  addDefaults(node, valueType<T>(), {}, &defaults);
}

// mergeOver() that knows the types: what has a form of its own (a distribution, a list) is replaced whole, and so is a
// variant for which `over` states a "kind". Members that the table does not know are added, for the reader to refuse.
void mergeOver(JsonNode& base, const JsonNode& over, const ValueType& type);

} // namespace coldframe
