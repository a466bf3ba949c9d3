// What a configuration member can hold, type-erased: one ValueType a C++ type, so that reading, writing, schema and
// forms are ordinary functions in .cpp files. Member types: bool, int, int64, uint32, uint64, double, string, the
// quantities of sim/units, enums with EnumNames, optional, vector, map<string, …>, structs with Fields, variants with
// Variants, and anything with a JsonCodec.
#pragma once

#include "sim/units/data_size.h"
#include "sim/units/money.h"
#include "sim/units/rate.h"
#include "sim/units/time.h"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace coldframe {

class FieldTableBase;
class JsonNode;
class Reader;
class SchemaDefinitions;
class VariantTableBase;

enum class ValueKind : std::uint8_t {
  Boolean,
  Integer,
  Number,
  Text, // plain JSON values
  Duration,
  Memory,
  Bytes,
  Rate,
  Bandwidth,
  Money,  // strings with a unit
  Choice, // one of a closed list of words
  Optional,
  List,
  Map,
  Struct,
  Variant,
  Custom,
};

// What a field says about its value. Ranges are in base units: ns, bytes, per second, bytes per second, USD, or the
// number itself; they hold for each element of a list or map.
struct FieldOptions {
  std::string_view help = {};
  std::string_view source = {}; // where the default comes from
  bool required = false;
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  double step = 0;                  // legal values are min + k · step; 0: any
  bool aboveMin = false;            // min itself is not legal
  ValueKind of = ValueKind::Custom; // of a Distribution: what it is a distribution of (Duration, Memory, Bytes, Number)
};

// Specialise for a configuration struct: static const FieldTable<S>& table();
template <class S>
struct Fields;
// Specialise for a std::variant of structs told apart by "kind": static const TaggedVariant<V>& table();
template <class V>
struct Variants;
// Specialise for an enum: static constexpr std::array<std::pair<E, std::string_view>, N> names;
template <class E>
struct EnumNames;
// Specialise for a type with a JSON form of its own, all static:
//   bool read(Reader&, const JsonNode&, X& out, const FieldOptions&);   false: reported
//   JsonNode write(const X&, const FieldOptions&);
//   JsonNode schema(SchemaDefinitions&, const FieldOptions&);
template <class X>
struct JsonCodec;

struct ValueType {
  ValueKind kind = ValueKind::Custom;
  // Integer
  std::int64_t least = 0;
  std::uint64_t most = 0;
  void (*setInteger)(void* out, std::uint64_t bits) = nullptr;
  std::uint64_t (*integerBits)(const void* value) = nullptr;
  // Choice
  std::size_t choiceCount = 0;
  std::string_view (*choiceName)(std::size_t index) = nullptr;
  void (*setChoice)(void* out, std::size_t index) = nullptr;
  std::size_t (*choiceIndex)(const void* value) = nullptr; // choiceCount: none of them
  // Optional, List, Map
  const ValueType& (*element)() = nullptr;
  void (*clear)(void* out) = nullptr;
  void* (*add)(void* out, const std::string& key) = nullptr; // a new, default element (the key is for maps)
  std::vector<std::pair<const std::string*, const void*>> (*elements)(const void* value) = nullptr;
  // Struct, Variant, Custom
  const FieldTableBase& (*table)() = nullptr;
  const VariantTableBase& (*variants)() = nullptr;
  bool (*read)(Reader&, const JsonNode&, void* out, const FieldOptions&) = nullptr;
  JsonNode (*write)(const void* value, const FieldOptions&) = nullptr;
  JsonNode (*schema)(SchemaDefinitions&, const FieldOptions&) = nullptr;
};

template <class X>
const ValueType& valueType();

namespace detail {

template <class X>
concept HasCodec = requires { &JsonCodec<X>::read; };
template <class X>
concept HasFields = requires { Fields<X>::table(); };
template <class X>
concept HasVariants = requires { Variants<X>::table(); };

template <class X>
constexpr ValueType plainType(ValueKind kind) {
  ValueType type;
  type.kind = kind;
  return type;
}

template <std::integral X>
constexpr ValueType integerType() {
  ValueType type;
  type.kind = ValueKind::Integer;
  type.least = std::is_signed_v<X> ? static_cast<std::int64_t>(std::numeric_limits<X>::min()) : 0;
  type.most = static_cast<std::uint64_t>(std::numeric_limits<X>::max());
  type.setInteger = [](void* out, std::uint64_t bits) { *static_cast<X*>(out) = static_cast<X>(bits); };
  type.integerBits = [](const void* value) { return static_cast<std::uint64_t>(*static_cast<const X*>(value)); };
  return type;
}

template <class E>
constexpr ValueType choiceType() {
  ValueType type;
  type.kind = ValueKind::Choice;
  type.choiceCount = EnumNames<E>::names.size();
  type.choiceName = [](std::size_t index) { return EnumNames<E>::names[index].second; };
  type.setChoice = [](void* out, std::size_t index) { *static_cast<E*>(out) = EnumNames<E>::names[index].first; };
  type.choiceIndex = [](const void* value) {
    std::size_t index = 0;
    while (index < EnumNames<E>::names.size() && EnumNames<E>::names[index].first != *static_cast<const E*>(value))
      ++index;
    return index;
  };
  return type;
}

template <class X>
constexpr ValueType customType() {
  ValueType type;
  type.kind = ValueKind::Custom;
  type.read = [](Reader& reader, const JsonNode& node, void* out, const FieldOptions& options) {
    return JsonCodec<X>::read(reader, node, *static_cast<X*>(out), options);
  };
  type.write = [](const void* value, const FieldOptions& options) {
    return JsonCodec<X>::write(*static_cast<const X*>(value), options);
  };
  type.schema = [](SchemaDefinitions& definitions, const FieldOptions& options) {
    return JsonCodec<X>::schema(definitions, options);
  };
  return type;
}

template <class X>
struct TypeOf {
  static constexpr ValueType make() {
    if constexpr (HasCodec<X>)
      return customType<X>();
    else if constexpr (std::is_enum_v<X>)
      return choiceType<X>();
    else if constexpr (HasVariants<X>) {
      ValueType type;
      type.kind = ValueKind::Variant;
      type.variants = []() -> const VariantTableBase& { return Variants<X>::table(); };
      return type;
    } else {
      static_assert(HasFields<X>, "a configuration member needs Fields, Variants, EnumNames or a JsonCodec");
      ValueType type;
      type.kind = ValueKind::Struct;
      type.table = []() -> const FieldTableBase& { return Fields<X>::table(); };
      return type;
    }
  }
};

#define COLDFRAME_PLAIN_TYPE(type, kind)                                                                               \
  template <>                                                                                                          \
  struct TypeOf<type> {                                                                                                \
    static constexpr ValueType make() {                                                                                \
      return plainType<type>(kind);                                                                                    \
    }                                                                                                                  \
  }
COLDFRAME_PLAIN_TYPE(bool, ValueKind::Boolean);
COLDFRAME_PLAIN_TYPE(double, ValueKind::Number);
COLDFRAME_PLAIN_TYPE(std::string, ValueKind::Text);
COLDFRAME_PLAIN_TYPE(Duration, ValueKind::Duration);
COLDFRAME_PLAIN_TYPE(Memory, ValueKind::Memory);
COLDFRAME_PLAIN_TYPE(Bytes, ValueKind::Bytes);
COLDFRAME_PLAIN_TYPE(Rate, ValueKind::Rate);
COLDFRAME_PLAIN_TYPE(Bandwidth, ValueKind::Bandwidth);
COLDFRAME_PLAIN_TYPE(Money, ValueKind::Money);
#undef COLDFRAME_PLAIN_TYPE

template <std::integral X>
struct TypeOf<X> {
  static constexpr ValueType make() { return integerType<X>(); }
};

template <class X>
struct TypeOf<std::optional<X>> {
  static constexpr ValueType make() {
    ValueType type;
    type.kind = ValueKind::Optional;
    type.element = []() -> const ValueType& { return valueType<X>(); };
    type.clear = [](void* out) { static_cast<std::optional<X>*>(out)->reset(); };
    type.add = [](void* out, const std::string&) -> void* { return &static_cast<std::optional<X>*>(out)->emplace(); };
    type.elements = [](const void* value) {
      std::vector<std::pair<const std::string*, const void*>> found;
      if (const auto& held = *static_cast<const std::optional<X>*>(value))
        found.emplace_back(nullptr, &*held);
      return found;
    };
    return type;
  }
};

template <class X>
struct TypeOf<std::vector<X>> {
  static_assert(!std::is_same_v<X, bool>, "vector<bool> has no addressable elements");
  static constexpr ValueType make() {
    ValueType type;
    type.kind = ValueKind::List;
    type.element = []() -> const ValueType& { return valueType<X>(); };
    type.clear = [](void* out) { static_cast<std::vector<X>*>(out)->clear(); };
    type.add = [](void* out, const std::string&) -> void* {
      return &static_cast<std::vector<X>*>(out)->emplace_back();
    };
    type.elements = [](const void* value) {
      std::vector<std::pair<const std::string*, const void*>> found;
      for (const X& x : *static_cast<const std::vector<X>*>(value))
        found.emplace_back(nullptr, &x);
      return found;
    };
    return type;
  }
};

template <class X>
struct TypeOf<std::map<std::string, X>> {
  static constexpr ValueType make() {
    ValueType type;
    type.kind = ValueKind::Map;
    type.element = []() -> const ValueType& { return valueType<X>(); };
    type.clear = [](void* out) { static_cast<std::map<std::string, X>*>(out)->clear(); };
    type.add = [](void* out, const std::string& key) -> void* {
      return &(*static_cast<std::map<std::string, X>*>(out))[key];
    };
    type.elements = [](const void* value) {
      std::vector<std::pair<const std::string*, const void*>> found;
      for (const auto& [key, x] : *static_cast<const std::map<std::string, X>*>(value))
        found.emplace_back(&key, &x);
      return found;
    };
    return type;
  }
};

} // namespace detail

template <class X>
const ValueType& valueType() {
  static constexpr ValueType type = detail::TypeOf<X>::make();
  return type;
}

// Walks over ValueType, for everything that handles values without knowing their C++ type.
bool readValue(Reader& reader, const JsonNode& node, const ValueType& type, const FieldOptions& options, void* out);
JsonNode writeValue(const ValueType& type, const FieldOptions& options, const void* value);
std::string_view kindName(const ValueType& type); // "time", "memory", "list", …
// "a time", "a list, each a whole number", "one of \"x\", \"y\"": for messages and docs.
std::string typeText(const ValueType& type, const FieldOptions& options);

} // namespace coldframe
