#include "sim/scenario/reference.h"

#include "sim/json/node.h"
#include "sim/json/schema_writer.h"
#include "sim/scenario/field_types.h"
#include "sim/scenario/profile.h"

#include <deque>
#include <set>
#include <utility>

namespace coldframe {

namespace {

constexpr std::string_view kHead = R"(# Scenario files

Written by `coldframe schema --format markdown` from the tables that read scenarios; a test keeps this page the same. For
editors and other programs there is `coldframe schema` (JSON Schema, draft-07); `coldframe validate FILE` says everything
that is wrong with a file, `coldframe validate --resolved FILE` shows each value that it stands for and where that comes from,
and `coldframe scenarios show carrots` prints one to start from.

- A physical quantity is a text with its unit; counts and ratios are numbers. A bare number where a unit is due is an error.
- Times: `ns` `us` `ms` `s` `min` `h` `d` `week`. Memory: `B` `kB` `MB` `GB` (binary, as on AWS Lambda) and `KiB` `MiB` `GiB`
  `TiB`. Data: `B` `kB` `MB` `GB` `TB` (decimal) and `KiB` `MiB` `GiB` `TiB` (binary). Rates: `/s` `/min` `/h` `/d`. Bandwidths:
  data `/s`, or `kbit/s` `Mbit/s` `Gbit/s`. Times, rates and bandwidths without a largest value may be `"unlimited"`.
- Unknown members, members given twice and values out of their range are errors, each with its line and column.
- Any value may be written `{"value": …, "basis": …, "source": …}` to say how it is known; any object may have `"basis"` and
  `"source"` beside its members. Bases: published, measured, documented, derived, fitted, assumed.

## Distributions

Where a distribution is due, a value alone means that it is always the same. Of times, memory and data the amounts are texts
with a unit; of numbers they are numbers. Draws below 0 do not occur: the normal law is cut off there.

| written | law |
|---|---|
| `"4.2 s"` | always the same |
| `{"exponential": {"mean": "3 s"}}` | exponential |
| `{"normal": {"mean": "3 s", "sd": "1 s"}}` | normal, cut off at 0 |
| `{"lognormal": {"median": "4.2 s", "p95": "6 s"}}` | lognormal; or `median` and `sigma`, or `mean` and `sd` |
| `{"gamma": {"mean": "3 s", "shape": 2}}` | gamma; or `mean` and `sd` |
| `{"weibull": {"scale": "3 s", "shape": 2}}` | Weibull |
| `{"pareto": {"minimum": "1 s", "shape": 2.5}}` | Pareto |
| `{"uniform": {"low": "1 s", "high": "3 s"}}` | uniform |
| `{"triangular": {"low": "1 s", "mode": "2 s", "high": "4 s"}}` | triangular |
| `{"empirical": {"values": ["1 s", "2 s"]}}` | the given values, with equal chance |
| `{"mixture": [{"weight": 0.9, "scalar": "1 s"}, {"weight": 0.1, "exponential": {"mean": "9 s"}}]}` | one of the parts, by weight |
)";

constexpr std::string_view kProfiles = R"(
# Profiles

What a platform is at a date stands in its profile (`coldframe platforms list`). `overrides` and `executor_overrides` of a
scenario are members of these objects, merged over the profile; inner objects are merged member by member.
)";

const ValueType& innermost(const ValueType& type) {
  const ValueType* at = &type;
  while (at->element)
    at = &at->element();
  return *at;
}

// GitHub's rule for the anchor of a heading: "keep_alive: fixed" → "keep_alive-fixed".
std::string anchorOf(std::string_view heading) {
  std::string anchor;
  for (const char c : heading)
    if (c == ' ')
      anchor += '-';
    else if (c != ':')
      anchor += c;
  return anchor;
}

std::string linkTo(const std::string& heading) {
  return "[" + heading + "](#" + anchorOf(heading) + ")";
}

// What a JSON form of its own looks like, by its schema: "an object", "a whole number or \"auto\"".
std::string formOf(const JsonNode& schema) {
  if (const JsonNode* choices = schema.find("anyOf")) {
    std::string text;
    for (std::size_t i = 0; i < choices->size(); ++i)
      text += (i ? " or " : "") + formOf(choices->at(i));
    return text;
  }
  if (const JsonNode* only = schema.find("const"))
    return writeJsonLine(*only);
  const JsonNode* type = schema.find("type");
  const std::string name = type != nullptr ? type->asString() : "";
  if (name == "array")
    return "a list";
  return name == "string" ? "a text" : name == "integer" ? "a whole number" : "an object";
}

std::string typeOf(const FieldInfo& field) {
  const ValueType& type = *field.type;
  const ValueType& inner = innermost(type);
  std::string text = typeText(inner, field.options);
  if (inner.kind == ValueKind::Struct)
    text = linkTo(inner.table().name());
  if (inner.kind == ValueKind::Variant)
    text = linkTo(inner.variants().name());
  if (inner.kind == ValueKind::Custom && field.options.of == ValueKind::Custom) {
    SchemaDefinitions definitions;
    text = formOf(inner.schema(definitions, field.options));
  }
  if (inner.kind == ValueKind::Custom && field.options.of != ValueKind::Custom)
    text = "[" + text + "](#distributions)";
  if (type.kind == ValueKind::List)
    return "a list, each " + text;
  return type.kind == ValueKind::Map ? "an object, each member " + text : text;
}

// What holds when the member is not there.
std::string defaultOf(const FieldTableBase& table, const FieldInfo& field) {
  if (field.options.required)
    return "**required**";
  const ValueKind kind = field.type->kind;
  const JsonNode value = table.defaultOf(field);
  const bool empty = value.isNull() || (value.isString() && value.asString().empty()) ||
                     ((value.isObject() || value.isArray()) && value.size() == 0);
  if (empty || kind == ValueKind::Struct)
    return "";
  if (kind == ValueKind::Variant)
    return value.find("kind") != nullptr ? "`" + value.find("kind")->asString() + "`" : "";
  return "`" + writeJsonLine(value) + "`";
}

std::string meaningOf(const FieldInfo& field) {
  std::string text(field.options.help);
  const bool isText = innermost(*field.type).kind == ValueKind::Text;
  const std::string range = isText ? (field.options.min > 0 ? "not empty" : "") : field.rangeText();
  for (const std::string& more : {range, std::string(field.options.source)})
    if (!more.empty())
      text += (text.empty() ? "" : "; ") + more;
  for (std::size_t bar = 0; (bar = text.find('|', bar)) != std::string::npos; bar += 2)
    text.insert(bar, "\\");
  return text;
}

// Walks tables breadth first: an object's own members before the objects in them, each object once.
class Walk {
public:
  explicit Walk(std::string& text) : m_text(text) {}

  void from(const FieldTableBase& root) {
    later(root);
    while (!m_next.empty()) {
      const auto [table, variants] = m_next.front();
      m_next.pop_front();
      if (table != nullptr)
        section("## " + table->name(), table->help(), *table);
      else
        section(*variants);
    }
  }

private:
  void later(const FieldTableBase& table) {
    if (m_seen.insert(table.name()).second)
      m_next.emplace_back(&table, nullptr);
  }
  void later(const VariantTableBase& variants) {
    if (m_seen.insert(variants.name()).second)
      m_next.emplace_back(nullptr, &variants);
  }

  void section(const VariantTableBase& variants) {
    m_text += "\n## " + variants.name() + "\n\n" + variants.help() + (variants.help().empty() ? "" : ": ") +
              "an object whose `kind` is one of\n\n";
    for (const VariantTableBase::Alternative& alternative : variants.alternatives())
      m_text += "- " + linkTo(headingOf(variants, alternative)) + "\n";
    for (const VariantTableBase::Alternative& alternative : variants.alternatives()) {
      const FieldTableBase& table = alternative.table();
      section("### " + headingOf(variants, alternative), alternative.help.empty() ? table.help() : alternative.help,
              table);
    }
  }
  static std::string headingOf(const VariantTableBase& variants, const VariantTableBase::Alternative& alternative) {
    return variants.name() + ": " + alternative.tag;
  }

  void section(const std::string& heading, const std::string& help, const FieldTableBase& table) {
    m_text += "\n" + heading + "\n\n" + help + "\n";
    if (table.fields().empty()) {
      m_text += "\nIt has no members of its own.\n";
      return;
    }
    m_text += "\n| member | what it is | when not said | meaning |\n|---|---|---|---|\n";
    for (const FieldInfo& field : table.fields()) {
      m_text += "| `" + field.name + "` | " + typeOf(field) + " | " + defaultOf(table, field) + " | " +
                meaningOf(field) + " |\n";
      const ValueType& inner = innermost(*field.type);
      if (inner.kind == ValueKind::Struct)
        later(inner.table());
      if (inner.kind == ValueKind::Variant)
        later(inner.variants());
    }
  }

  std::string& m_text;
  std::deque<std::pair<const FieldTableBase*, const VariantTableBase*>> m_next;
  std::set<std::string> m_seen;
};

} // namespace

std::string scenarioReference() {
  std::string text(kHead);
  Walk walk(text);
  walk.from(Fields<ScenarioBlocks>::table());
  text += kProfiles;
  walk.from(Fields<FaasProfile>::table());
  walk.from(Fields<ExecutorProfile>::table());
  return text;
}

} // namespace coldframe
