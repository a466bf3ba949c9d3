#include "sim/study/vary_field.h"

#include "sim/json/field_table.h"
#include "sim/json/quantity.h"
#include "sim/json/reader.h"
#include "sim/scenario/profile.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace coldframe {

namespace {

tl::unexpected<Error> wrong(std::string what, std::string value, std::string expectation = {}) {
  Problem problem;
  problem.what = std::move(what);
  problem.value = std::move(value);
  problem.expectation = std::move(expectation);
  return failure(Error{ErrorKind::Usage, {std::move(problem)}});
}

// A whole number written with digits alone.
std::optional<JsonNode> exactInteger(const std::string& text) {
  const char* const end = text.data() + text.size();
  std::int64_t value = 0;
  if (const auto [last, problem] = std::from_chars(text.data(), end, value); problem == std::errc() && last == end)
    return JsonNode::integer(value);
  std::uint64_t large = 0;
  if (const auto [last, problem] = std::from_chars(text.data(), end, large); problem == std::errc() && last == end)
    return JsonNode::unsignedInteger(large);
  return std::nullopt;
}

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

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 30;
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i)
    list += (list.empty() ? "" : ", ") + names[i];
  return names.size() > kMost ? list + ", …" : list;
}

// Walks down the field tables and, beside them, the document.
class Walk {
public:
  Walk(const Scenario& scenario, const Catalogue& catalogue, const std::string& pointer)
      : m_catalogue(catalogue), m_pointer(pointer), m_type(&valueType<ScenarioBlocks>()), m_present(scenario.document) {
  }

  Result<VaryField> run() {
    if (m_pointer.empty() || m_pointer.front() != '/')
      return wrong("a field is named by a pointer that begins with \"/\"", m_pointer,
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
    return wrong(m_path + " is a value; nothing is below it", m_pointer);
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
    return wrong((m_path.empty() ? std::string("a scenario") : m_path) + " has no \"" + segment + "\"" +
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
      return wrong(m_path + " is not stated in the scenario", m_pointer);
    if (segment == "kind")
      return wrong("a kind cannot be varied: other kinds have other fields", m_pointer);
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
      return wrong("what something is called cannot be varied", m_pointer);
    if (m_inDistribution) {
      if (!m_present.isString() && !m_present.isNumeric())
        return wrong(m_pointer + " is not one number of a distribution", m_pointer, below());
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
      return wrong(m_pointer + " stands for several values", m_pointer, below());
    default:
      return field;
    }
  }

  Result<VaryField> custom(VaryField field) const {
    if (m_options.of != ValueKind::Custom) {
      if (m_present.isObject())
        return wrong(m_pointer + " is a distribution; vary one of its numbers", m_pointer, below());
      field.kind = m_options.of;
      return field;
    }
    if (m_present.isObject() || m_present.isArray())
      return wrong(m_pointer + " stands for several values", m_pointer, below());
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

bool VaryField::isNumeric() const {
  return kind == ValueKind::Integer || kind == ValueKind::Number || isQuantity(kind);
}

bool VaryField::isWhole() const {
  return kind == ValueKind::Integer || kind == ValueKind::Duration || kind == ValueKind::Memory ||
         kind == ValueKind::Bytes;
}

// Sizes of memory are whole megabytes unless the platform says otherwise.
double VaryField::step() const {
  if (options.step > 0)
    return options.step;
  return kind == ValueKind::Memory ? 1048576.0 : kind == ValueKind::Integer ? 1.0 : 0.0;
}

std::optional<double> VaryField::base(const JsonNode& value) const {
  if (!isNumeric())
    return std::nullopt;
  if (value.isNumeric())
    return isQuantity(kind) ? std::nullopt : std::optional<double>(value.asNumber());
  if (!isQuantity(kind) || !value.isString())
    return std::nullopt;
  double base = 0;
  std::string what;
  std::string expectation;
  return parseBase(kind, value.asString(), false, base, what, expectation) ? std::optional<double>(base) : std::nullopt;
}

JsonNode VaryField::nearest(double base) const {
  double legal = std::clamp(base, options.min, options.max);
  if (const double apart = step(); apart > 0) {
    const double origin = std::isfinite(options.min) && options.step > 0 ? options.min : 0;
    legal = origin + std::nearbyint((legal - origin) / apart) * apart;
    if (legal > options.max)
      legal -= apart;
  }
  if (isWhole())
    legal = std::nearbyint(legal);
  if (isQuantity(kind))
    return JsonNode::string(writeBase(kind, legal));
  return kind == ValueKind::Integer ? JsonNode::integer(static_cast<std::int64_t>(legal)) : JsonNode::number(legal);
}

Result<JsonNode> VaryField::parse(std::string_view given) const {
  const std::string text(given);
  const auto refuse = [&](std::string what, std::string expectation) {
    return wrong(pointer + ": " + std::move(what), text, std::move(expectation));
  };
  switch (kind) {
  case ValueKind::Boolean:
    if (text != "true" && text != "false")
      return refuse("not true or false", "true or false");
    return JsonNode::boolean(text == "true");
  case ValueKind::Choice: {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < choice->choiceCount; ++i)
      words.emplace_back(choice->choiceName(i));
    if (std::find(words.begin(), words.end(), text) == words.end())
      return refuse("not one of the choices" + suggestion(text, words), "one of " + listed(words));
    return JsonNode::string(text);
  }
  case ValueKind::Integer:
  case ValueKind::Number: {
    if (kind == ValueKind::Integer)
      if (auto exact = exactInteger(text);
          exact && exact->asNumber() >= options.min && exact->asNumber() <= options.max)
        return std::move(*exact);
    double value = 0;
    const auto [last, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isNumber = problem == std::errc() && last == text.data() + text.size() && std::isfinite(value);
    if (kind == ValueKind::Integer && text == "auto")
      return JsonNode::string(text); // a fleet's count; anything else refuses it when it is read
    if (!isNumber || (kind == ValueKind::Integer && value != std::floor(value)))
      return refuse(kind == ValueKind::Integer ? "not a whole number" : "not a number", rangeText(kind, options));
    if (value < options.min || value > options.max)
      return refuse("out of range", rangeText(kind, options));
    if (kind == ValueKind::Integer && std::fabs(value) > kMostExact)
      return refuse("too large", "a whole number");
    return kind == ValueKind::Integer ? JsonNode::integer(static_cast<std::int64_t>(value)) : JsonNode::number(value);
  }
  default:
    break;
  }
  if (!isQuantity(kind))
    return JsonNode::string(text);
  double base = 0;
  std::string what;
  std::string expectation;
  if (!parseBase(kind, text, mayBeUnlimited(kind, options), base, what, expectation))
    return refuse(what, expectation);
  if (base < options.min || base > options.max)
    return refuse(base < options.min ? "too small" : "too large", rangeText(kind, options));
  return JsonNode::string(text);
}

std::string VaryField::shown(const JsonNode& value) const {
  if (kind == ValueKind::Memory)
    if (const std::optional<double> bytes = base(value))
      return showMemory(Memory::bytes(static_cast<std::int64_t>(*bytes)));
  if (value.isString())
    return value.asString();
  if (value.kind() == JsonKind::Integer)
    return showCount(value.asNumber());
  return value.isNumeric() ? writeNumber(value.asNumber()) : writeJsonLine(value);
}

Result<VaryField> findVaryField(const Scenario& scenario, const Catalogue& catalogue, const std::string& pointer) {
  return Walk(scenario, catalogue, pointer).run();
}

} // namespace coldframe
