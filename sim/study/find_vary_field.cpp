// Which field a pointer names: the walk behind findVaryField().
#include "sim/json/field_table.h"
#include "sim/json/quantity.h"
#include "sim/json/reader.h"
#include "sim/scenario/profile.h"
#include "sim/study/vary_field.h"
#include "sim/study/vary_field_words.h"
#include "sim/units/parse.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace coldframe {

namespace {

const ValueType& unwrapped(const ValueType& type) {
  return type.kind == ValueKind::Optional ? unwrapped(type.element()) : type;
}

std::vector<std::string> segmentsOf(std::string_view pointer) {
  std::vector<std::string> segments;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    const char c = pointer[i];
    if (c == '/') {
      segments.emplace_back();
    } else if (c == '~' && i + 1 < pointer.size() && (pointer[i + 1] == '0' || pointer[i + 1] == '1')) {
      segments.back() += pointer[++i] == '0' ? '~' : '/';
    } else {
      segments.back() += c;
    }
  }
  return segments;
}

// Walks down the field tables and, beside them, the document.
class Walk {
public:
  Walk(const Scenario& scenario, const Catalogue& catalogue, const std::string& pointer)
      : m_catalogue(catalogue), m_pointer(pointer), m_type(&valueType<ScenarioBlocks>()), m_present(scenario.document) {
  }

  Result<VaryField> run() {
    if (m_pointer.empty() || m_pointer.front() != '/')
      return wrongField("a field is named by a pointer that begins with \"/\"", m_pointer,
                        "for example /workload/batch or /platforms/lambda/memory");
    for (const std::string& segment : segmentsOf(m_pointer)) {
      if (auto stepped = step(segment); !stepped)
        return failure(stepped.error());
      m_path += "/" + segment;
    }
    return end();
  }

private:
  Result<void> step(const std::string& segment) {
    const ValueType& type = unwrapped(*m_type);
    switch (m_inDistribution ? ValueKind::Custom : type.kind) {
    case ValueKind::Struct:
      return intoField(type.table(), segment);
    case ValueKind::Variant:
      return intoVariant(type.variants(), segment);
    case ValueKind::List:
      return intoElement(type, segment);
    case ValueKind::Map:
      m_type = &type.element();
      m_present = childOrNull(segment);
      return {};
    case ValueKind::Custom:
      if (m_options.of != ValueKind::Custom)
        return intoDistribution(segment);
      break;
    default:
      break;
    }
    return wrongField(m_path + " is a value; nothing is below it", m_pointer);
  }

  JsonNode childOrNull(const std::string& segment) const {
    const JsonNode* child = m_present.find(segment);
    return child ? *child : JsonNode::null();
  }

  JsonNode overrides(const std::string& key) const {
    const JsonNode* stated = m_present.find(key);
    return stated ? *stated : JsonNode::object();
  }

  Result<void> noSuch(const std::string& segment, const std::vector<std::string>& names) const {
    const std::string near = didYouMean(segment, names);
    return wrongField((m_path.empty() ? std::string("a scenario") : m_path) + " has no \"" + segment + "\"" +
                          (near.empty() ? "" : "; did you mean " + m_path + "/" + near + "?"),
                      m_pointer, "one of " + listed(names));
  }

  Result<void> intoField(const FieldTableBase& table, const std::string& segment) {
    const FieldInfo* field = table.find(segment);
    if (field == nullptr) {
      std::vector<std::string> names;
      for (const FieldInfo& each : table.fields())
        names.push_back(each.name);
      return noSuch(segment, names);
    }
    const bool isFunction = table.name() == "faas";
    if (isFunction && segment == "overrides")
      return intoProfile<FaasProfile>(loadFaasProfile(m_catalogue, text("profile"), overrides(segment)));
    if (segment == "executor_overrides")
      return intoProfile<ExecutorProfile>(loadExecutor(m_catalogue, text("executor", "none"), overrides(segment)));
    m_options = field->options;
    if (isFunction && segment == "memory")
      takeMemorySizes();
    m_type = field->type;
    const JsonNode* stated = m_present.find(segment);
    m_present = stated ? JsonNode(*stated) : table.defaultOf(*field);
    m_isName = segment == "id" || segment == "schema";
    return {};
  }

  std::string text(std::string_view key, std::string otherwise = {}) const {
    const JsonNode* node = m_present.find(key);
    return node && node->isString() ? node->asString() : otherwise;
  }

  template <class T>
  Result<void> intoProfile(const Result<Profile<T>>& profile) {
    if (!profile)
      return failure(profile.error());
    m_options = {};
    m_type = &valueType<T>();
    m_present = profile->document;
    return {};
  }

  // The profile's memory sizes, where it can be read.
  void takeMemorySizes() {
    const auto profile = loadFaasProfile(m_catalogue, text("profile"), overrides("overrides"));
    if (!profile)
      return;
    const MemoryRange& range = profile->value.memory;
    m_options.min = static_cast<double>(range.least.inBytes());
    m_options.max = static_cast<double>(range.most.inBytes());
    m_options.step = static_cast<double>(range.step.inBytes());
  }

  Result<void> intoVariant(const VariantTableBase& variants, const std::string& segment) {
    const VariantTableBase::Alternative* alternative = variants.find(text("kind"));
    if (alternative == nullptr)
      return wrongField(m_path + " is not stated in the scenario", m_pointer);
    if (segment == "kind")
      return wrongField("a kind cannot be varied: other kinds have other fields", m_pointer);
    return intoField(alternative->table(), segment);
  }

  Result<void> intoElement(const ValueType& list, const std::string& segment) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < m_present.size(); ++i) {
      const JsonNode* id = m_present.at(i).find("id");
      ids.push_back(id && id->isString() ? id->asString() : std::to_string(i));
    }
    const JsonNode* element = m_present.isArray() ? findByPointer(m_present, "/" + segment) : nullptr;
    if (element == nullptr)
      return noSuch(segment, ids);
    m_type = &list.element();
    m_present = JsonNode(*element);
    return {};
  }

  Result<void> intoDistribution(const std::string& segment) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < m_present.size(); ++i)
      names.push_back(m_present.isObject() ? m_present.keyAt(i) : std::to_string(i));
    const JsonNode* child = m_present.isObject() || m_present.isArray()
                                ? findByPointer(m_present, "/" + escapePointerSegment(segment))
                                : nullptr;
    if (child == nullptr)
      return noSuch(segment, names);
    m_inDistribution = true;
    m_present = JsonNode(*child);
    return {};
  }

  Result<VaryField> end() const {
    const ValueType& type = unwrapped(*m_type);
    VaryField field;
    field.pointer = m_pointer;
    field.options = m_options;
    field.present = m_present;
    field.kind = type.kind;
    if (m_isName)
      return wrongField("what something is called cannot be varied", m_pointer);
    if (m_inDistribution) {
      if (!m_present.isString() && !m_present.isNumeric())
        return wrongField(m_pointer + " is not one number of a distribution", m_pointer, below());
      field.options = {};
      field.kind = m_present.isString() ? m_options.of : ValueKind::Number;
      return field;
    }
    switch (type.kind) {
    case ValueKind::Choice:
      field.choice = &type;
      return field;
    case ValueKind::Custom:
      return custom(std::move(field));
    case ValueKind::Struct:
    case ValueKind::Variant:
    case ValueKind::List:
    case ValueKind::Map:
    case ValueKind::Optional:
      return wrongField(m_pointer + " stands for several values", m_pointer, below());
    default:
      return field;
    }
  }

  Result<VaryField> custom(VaryField field) const {
    if (m_options.of != ValueKind::Custom) {
      if (m_present.isObject())
        return wrongField(m_pointer + " is a distribution; vary one of its numbers", m_pointer, below());
      field.kind = m_options.of;
      return field;
    }
    if (m_present.isObject() || m_present.isArray())
      return wrongField(m_pointer + " stands for several values", m_pointer, below());
    const bool counts = m_present.isNumeric() || std::isfinite(m_options.min); // a number of machines, or "auto"
    field.kind = counts ? ValueKind::Integer : ValueKind::Text;
    return field;
  }

  // What can be named instead: the numbers and texts below the present value.
  std::string below() const {
    std::vector<std::string> leaves;
    collect(m_present, m_pointer, leaves);
    return leaves.empty() ? "a field with one value" : "for example " + leaves.front();
  }

  static void collect(const JsonNode& node, const std::string& pointer, std::vector<std::string>& leaves) {
    if (!node.isObject() && !node.isArray())
      leaves.push_back(pointer);
    for (std::size_t i = 0; i < node.size() && leaves.empty(); ++i)
      if (!node.isObject() || (node.keyAt(i) != "kind" && node.keyAt(i) != "id"))
        collect(node.at(i), pointer + "/" + (node.isObject() ? escapePointerSegment(node.keyAt(i)) : std::to_string(i)),
                leaves);
  }

  const Catalogue& m_catalogue;
  const std::string& m_pointer;
  std::string m_path; // walked so far
  const ValueType* m_type;
  FieldOptions m_options;
  JsonNode m_present;
  bool m_inDistribution = false;
  bool m_isName = false;
};

} // namespace

Result<VaryField> findVaryField(const Scenario& scenario, const Catalogue& catalogue, const std::string& pointer) {
  return Walk(scenario, catalogue, pointer).run();
}

} // namespace coldframe
