// One field table per configuration struct: name, member, help, source, range, step. Reader, writer, JSON Schema, "did
// you mean", typed --vary, forms and docs are walks over it. Defaults are those of the default-constructed struct.
//
//   template <> struct Fields<ClientLink> { static const FieldTable<ClientLink>& table(); };      // in the header
//
//   const FieldTable<ClientLink>& Fields<ClientLink>::table() {                                   // in its .cpp
//     static const FieldTable<ClientLink> fields = FieldTable<ClientLink>("client", "the user's own line")
//         .field("uplink", &ClientLink::uplink, {.help = "data out", .min = 1.0})
//         .check([](const ClientLink& link, Reader& reader, const JsonNode& node) { … });
//     return fields;
//   }
//
// A variant of such structs, told apart by "kind" with the members flat beside it:
//
//   template <> struct Variants<KeepAlive> { static const TaggedVariant<KeepAlive>& table(); };
//   … static const auto kinds = TaggedVariant<KeepAlive>("keep_alive", "…").alternative<FixedKeepAlive>("fixed", "…")…;
#pragma once

#include "sim/json/value_type.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace coldframe {

class FieldTableBase;

struct FieldInfo {
  std::string name;
  FieldOptions options;
  const ValueType* type = nullptr;
  std::size_t offset = 0; // of the member in its struct

  const void* in(const void* object) const { return static_cast<const char*>(object) + offset; }
  void* in(void* object) const { return static_cast<char*>(object) + offset; }

  std::string typeName() const;             // "a time", "a list, each a text", "one of …"
  std::vector<std::string> choices() const; // of a Choice or a Variant
  const FieldTableBase* nested() const;     // the table of a struct, or of the structs in a list, map or optional
  std::string rangeText() const;            // "at least 1 s and at most 15 min"; empty: any
};

class FieldTableBase {
public:
  FieldTableBase(std::string name, std::string help, std::shared_ptr<const void> defaults);

  const std::string& name() const { return m_name; } // unique among tables: names the schema's definition
  const std::string& help() const { return m_help; }
  const std::vector<FieldInfo>& fields() const { return m_fields; }
  const FieldInfo* find(std::string_view name) const;
  const void* defaults() const { return m_defaults.get(); } // a default-constructed struct
  JsonNode defaultOf(const FieldInfo& field) const;

  // Cross-field rules, those of inlined tables too; run only when every member of the struct was read without a
  // problem.
  void runChecks(const void* object, Reader& reader, const JsonNode& node) const;

protected:
  using AnyFunction = void (*)();
  void add(std::string_view name, const void* member, const ValueType& type, const FieldOptions& options);
  void inlineTable(const FieldTableBase& other, const void* member);

  std::string m_name;
  std::string m_help;
  std::shared_ptr<const void> m_defaults;
  std::vector<FieldInfo> m_fields;
  struct Rule {
    std::size_t offset = 0; // of the struct it looks at
    AnyFunction rule = nullptr;
    void (*call)(AnyFunction, const void*, Reader&, const JsonNode&) = nullptr;
  };
  std::vector<Rule> m_rules;
};

template <class S>
class FieldTable : public FieldTableBase {
public:
  using Check = void (*)(const S& value, Reader& reader, const JsonNode& node);

  FieldTable(std::string name, std::string help)
      : FieldTableBase(std::move(name), std::move(help), std::make_shared<S>()) {}

  template <class M, class Owner>
  FieldTable&& field(std::string_view name, M Owner::*member, const FieldOptions& options = {}) && {
    static_assert(std::is_base_of_v<Owner, S>);
    add(name, &(defaultStruct().*member), valueType<M>(), options);
    return std::move(*this);
  }
  // A member of a struct member, flat in this object.
  template <class M, class Inner, class Owner>
  FieldTable&& field(std::string_view name, Inner Owner::*outer, M Inner::*member,
                     const FieldOptions& options = {}) && {
    static_assert(std::is_base_of_v<Owner, S>);
    add(name, &((defaultStruct().*outer).*member), valueType<M>(), options);
    return std::move(*this);
  }
  // The members of a struct member stand flat in this object.
  template <class M, class Owner>
  FieldTable&& inlined(M Owner::*member) && {
    inlineTable(Fields<M>::table(), &(defaultStruct().*member));
    return std::move(*this);
  }
  FieldTable&& check(Check rule) && {
    m_rules.push_back({0, reinterpret_cast<AnyFunction>(rule),
                       [](AnyFunction f, const void* value, Reader& reader, const JsonNode& node) {
                         reinterpret_cast<Check>(f)(*static_cast<const S*>(value), reader, node);
                       }});
    return std::move(*this);
  }

private:
  const S& defaultStruct() const { return *static_cast<const S*>(m_defaults.get()); }
};

class VariantTableBase {
public:
  struct Alternative {
    std::string tag;
    std::string help;
    const FieldTableBase& (*table)() = nullptr;
    void* (*emplace)(void* out) = nullptr;            // makes the variant this alternative, default-constructed
    const void* (*held)(const void* value) = nullptr; // the alternative, or nullptr when it is another
  };

  VariantTableBase(std::string name, std::string help) : m_name(std::move(name)), m_help(std::move(help)) {}

  const std::string& name() const { return m_name; }
  const std::string& help() const { return m_help; }
  const std::vector<Alternative>& alternatives() const { return m_alternatives; }
  const Alternative* find(std::string_view tag) const;
  std::vector<std::string> tags() const;

protected:
  std::string m_name;
  std::string m_help;
  std::vector<Alternative> m_alternatives;
};

template <class V>
class TaggedVariant : public VariantTableBase {
public:
  using VariantTableBase::VariantTableBase;

  template <class A>
  TaggedVariant&& alternative(std::string tag, std::string help = {}) && {
    Alternative entry;
    entry.tag = std::move(tag);
    entry.help = std::move(help);
    entry.table = []() -> const FieldTableBase& { return Fields<A>::table(); };
    entry.emplace = [](void* out) -> void* { return &static_cast<V*>(out)->template emplace<A>(); };
    entry.held = [](const void* value) -> const void* { return std::get_if<A>(static_cast<const V*>(value)); };
    m_alternatives.push_back(std::move(entry));
    return std::move(*this);
  }
};

} // namespace coldframe
