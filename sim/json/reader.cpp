#include "sim/json/reader.h"

#include "sim/json/quantity.h"
#include "sim/units/parse.h"

#include <cassert>
#include <cmath>

namespace coldframe {

namespace {

constexpr std::size_t kShownValue = 60;  // bytes of a wrong value that a message repeats
constexpr std::size_t kLongestWord = 64; // beyond it nothing is suggested
constexpr std::size_t kListedKeys = 12;

std::string shortened(std::string text) {
  if (text.size() <= kShownValue)
    return text;
  std::size_t end = kShownValue;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  text.resize(end);
  return text + "…";
}

std::string shownValue(const JsonNode& node) {
  if (node.isObject() || node.isArray())
    return std::string(node.kindName());
  return shortened(writeJsonLine(node));
}

// The range, step and sign of a value in base units.
bool checkRange(Reader& reader, const JsonNode& node, ValueKind kind, const FieldOptions& options, double base) {
  const bool low = options.aboveMin ? !(base > options.min) : base < options.min;
  if (low || base > options.max) {
    FieldOptions range = options;
    range.step = 0;
    return reader.wrong(node, low ? "too small" : "too large", rangeText(kind, range));
  }
  if (options.step > 0 && std::isfinite(base)) {
    const double origin = std::isfinite(options.min) ? options.min : 0;
    const double steps = std::nearbyint((base - origin) / options.step);
    const double legal = origin + steps * options.step;
    if (std::abs(base - legal) > 1e-9 * options.step)
      return reader.wrong(node, "off the steps; the nearest is " + writeBase(kind, legal), rangeText(kind, options));
  }
  return true;
}

std::string withRange(std::string text, ValueKind kind, const FieldOptions& options) {
  const std::string range = rangeText(kind, options);
  return range.empty() ? text : text + ", " + range;
}

bool readQuantity(Reader& reader, const JsonNode& node, ValueKind kind, const FieldOptions& options, void* out) {
  const std::string expected =
      withRange(std::string(quantityName(kind)) + " such as " + std::string(quantityExample(kind)), kind, options);
  if (node.isNumeric())
    return reader.wrong(node, "a unit is missing", expected);
  if (!node.isString())
    return reader.wrong(node, "not " + std::string(quantityName(kind)), expected);
  std::string_view text = node.asString();
  const auto parsed = [&](const auto& result, auto toBase, auto& target) {
    if (!result) {
      const std::vector<Problem>& problems = result.error().problems;
      const bool said = !problems.empty() && !problems.front().expectation.empty();
      return reader.wrong(node, problems.empty() ? "not " + std::string(quantityName(kind)) : problems.front().what,
                          said ? problems.front().expectation : expected);
    }
    if (!checkRange(reader, node, kind, options, toBase(*result)))
      return false;
    target = *result;
    return true;
  };
  const bool unlimited = text == "unlimited" && mayBeUnlimited(kind, options);
  switch (kind) {
  case ValueKind::Duration: {
    auto& target = *static_cast<Duration*>(out);
    const auto base = [](Duration d) { return static_cast<double>(d.ns()); };
    if (unlimited) {
      target = Duration::max();
      return true;
    }
    if (options.min < 0 && std::isfinite(options.min) && text.starts_with('-')) {
      Result<Duration> negative = parseDuration(text.substr(1));
      if (negative)
        negative = -*negative;
      return parsed(negative, base, target);
    }
    return parsed(parseDuration(text), base, target);
  }
  case ValueKind::Memory:
    return parsed(
        parseMemory(text), [](Memory m) { return static_cast<double>(m.inBytes()); }, *static_cast<Memory*>(out));
  case ValueKind::Bytes:
    return parsed(
        parseBytes(text), [](Bytes b) { return static_cast<double>(b.count()); }, *static_cast<Bytes*>(out));
  case ValueKind::Rate:
    if (unlimited) {
      *static_cast<Rate*>(out) = Rate::unlimited();
      return true;
    }
    return parsed(
        parseRate(text), [](Rate r) { return r.inPerSecond(); }, *static_cast<Rate*>(out));
  case ValueKind::Bandwidth:
    if (unlimited) {
      *static_cast<Bandwidth*>(out) = Bandwidth::unlimited();
      return true;
    }
    return parsed(
        parseBandwidth(text), [](Bandwidth b) { return b.inBytesPerSecond(); }, *static_cast<Bandwidth*>(out));
  default:
    return parsed(
        parseMoney(text), [](Money m) { return m.inUsd(); }, *static_cast<Money*>(out));
  }
}

bool readInteger(Reader& reader, const JsonNode& node, const ValueType& type, const FieldOptions& options, void* out) {
  const std::string expected = withRange("a whole number", ValueKind::Integer, options);
  if (!node.isNumeric())
    return reader.wrong(node, "not a whole number", expected);
  std::int64_t whole = 0;
  std::uint64_t large = 0;
  std::uint64_t bits = 0;
  if (node.toInteger(whole)) {
    const bool fits =
        whole < 0 ? type.least < 0 && whole >= type.least : static_cast<std::uint64_t>(whole) <= type.most;
    if (!fits)
      return reader.wrong(node, whole < 0 ? "must not be negative" : "too large", expected);
    bits = static_cast<std::uint64_t>(whole);
  } else if (node.toUnsigned(large)) {
    if (large > type.most)
      return reader.wrong(node, "too large", expected);
    bits = large;
  } else {
    return reader.wrong(node, "not a whole number", expected);
  }
  if (!checkRange(reader, node, ValueKind::Integer, options, node.asNumber()))
    return false;
  type.setInteger(out, bits);
  return true;
}

bool readText(Reader& reader, const JsonNode& node, const FieldOptions& options, std::string& out) {
  if (!node.isString())
    return reader.wrong(node, "not a text", "a text in quotes");
  const auto length = static_cast<double>(node.asString().size());
  if (length < options.min)
    return reader.wrong(node, "too short a text",
                        "at least " + std::to_string(static_cast<int>(options.min)) + " characters");
  if (length > options.max)
    return reader.wrong(node, "too long a text",
                        "at most " + std::to_string(static_cast<int>(options.max)) + " characters");
  out = node.asString();
  return true;
}

bool readChoice(Reader& reader, const JsonNode& node, const ValueType& type, void* out) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < type.choiceCount; ++i)
    words.emplace_back(type.choiceName(i));
  std::string list;
  for (const std::string& word : words)
    list += (list.empty() ? "\"" : ", \"") + word + "\"";
  if (!node.isString())
    return reader.wrong(node, "not a word of the list", "one of " + list);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == node.asString()) {
      type.setChoice(out, i);
      return true;
    }
  }
  return reader.wrong(node, "not a word of the list" + suggestion(node.asString(), words), "one of " + list);
}

bool readElements(Reader& reader, const JsonNode& node, const ValueType& type, const FieldOptions& options, void* out) {
  const bool isMap = type.kind == ValueKind::Map;
  if (isMap ? !node.isObject() : !node.isArray())
    return reader.wrong(node, isMap ? "not an object" : "not a list", isMap ? "an object {…}" : "a list […]");
  type.clear(out);
  const std::size_t before = reader.count();
  static const std::string noKey;
  for (std::size_t i = 0; i < node.size(); ++i)
    readValue(reader, node.at(i), type.element(), options, type.add(out, isMap ? node.keyAt(i) : noKey));
  return reader.count() == before;
}

bool readStruct(Reader& reader, const JsonNode& node, const FieldTableBase& table, void* out, bool tagged) {
  if (!node.isObject())
    return reader.wrong(node, "not an object", "an object {…}: " + table.help());
  const std::size_t before = reader.count();
  std::vector<bool> given(table.fields().size(), false);
  for (std::size_t i = 0; i < node.size(); ++i) {
    const std::string& key = node.keyAt(i);
    if (tagged && key == "kind")
      continue;
    const FieldInfo* field = table.find(key);
    if (field) {
      given[static_cast<std::size_t>(field - table.fields().data())] = true;
      readValue(reader, node.at(i), *field->type, field->options, field->in(out));
      continue;
    }
    if (reader.full()) {
      reader.add({});
      continue;
    }
    std::vector<std::string> known;
    for (const FieldInfo& each : table.fields())
      known.push_back(each.name);
    reader.wrongKey(node, i, "unknown key" + suggestion(key, known), [&] {
      std::string list;
      for (const std::string& name : known)
        list += (list.empty() ? "" : ", ") + name;
      return known.empty() ? "no members" : known.size() > kListedKeys ? std::string() : "one of " + list;
    }());
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const FieldInfo& field = table.fields()[i];
    if (field.options.required && !given[i])
      reader.wrongAbout(node, "\"" + field.name + "\" is missing",
                        field.options.help.empty() ? field.typeName()
                                                   : field.typeName() + ": " + std::string(field.options.help));
  }
  if (reader.count() == before)
    table.runChecks(out, reader, node);
  return reader.count() == before;
}

bool readVariant(Reader& reader, const JsonNode& node, const VariantTableBase& variants, void* out) {
  const std::vector<std::string> tags = variants.tags();
  std::string list;
  for (const std::string& tag : tags)
    list += (list.empty() ? "\"" : ", \"") + tag + "\"";
  if (!node.isObject())
    return reader.wrong(node, "not an object", "an object with a \"kind\", one of " + list);
  const JsonNode* kind = node.find("kind");
  if (!kind)
    return reader.wrongAbout(node, "\"kind\" is missing", "one of " + list);
  if (!kind->isString())
    return reader.wrong(*kind, "not a kind of " + variants.name(), "one of " + list);
  const VariantTableBase::Alternative* alternative = variants.find(kind->asString());
  if (!alternative)
    return reader.wrong(*kind, "not a kind of " + variants.name() + suggestion(kind->asString(), tags),
                        "one of " + list);
  return readStruct(reader, node, alternative->table(), alternative->emplace(out), true);
}

} // namespace

bool Reader::wrong(const JsonNode& node, std::string what, std::string expectation) {
  if (full())
    return add({});
  Problem p = problemAt(node, std::move(what), std::move(expectation));
  p.value = shownValue(node);
  return add(std::move(p));
}

bool Reader::wrongAbout(const JsonNode& node, std::string what, std::string expectation) {
  return full() ? add({}) : add(problemAt(node, std::move(what), std::move(expectation)));
}

bool Reader::wrongKey(const JsonNode& object, std::size_t index, std::string what, std::string expectation) {
  if (full())
    return add({});
  Problem p = problemAt(object.at(index), std::move(what), std::move(expectation));
  p.line = object.keyLine(index);
  p.column = object.keyColumn(index);
  p.value = shortened(object.keyAt(index));
  return add(std::move(p));
}

bool Reader::add(Problem problem) {
  ++m_count;
  if (!full())
    m_problems.push_back(std::move(problem));
  return false;
}

Error Reader::error() const {
  return {ErrorKind::Input, m_problems};
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  if (word.size() > kLongestWord)
    return {};
  const std::string near = didYouMean(word, known);
  return near.empty() ? std::string() : "; did you mean \"" + near + "\"?";
}

bool readValue(Reader& reader, const JsonNode& node, const ValueType& type, const FieldOptions& options, void* out) {
  switch (type.kind) {
  case ValueKind::Boolean:
    if (node.kind() != JsonKind::Boolean)
      return reader.wrong(node, "not true or false", "true or false, without quotes");
    *static_cast<bool*>(out) = node.asBoolean();
    return true;
  case ValueKind::Integer:
    return readInteger(reader, node, type, options, out);
  case ValueKind::Number:
    if (!node.isNumeric())
      return reader.wrong(node, "not a number", withRange("a number without quotes", ValueKind::Number, options));
    if (!checkRange(reader, node, ValueKind::Number, options, node.asNumber()))
      return false;
    *static_cast<double*>(out) = node.asNumber();
    return true;
  case ValueKind::Text:
    return readText(reader, node, options, *static_cast<std::string*>(out));
  case ValueKind::Choice:
    return readChoice(reader, node, type, out);
  case ValueKind::Optional:
    type.clear(out);
    return node.isNull() || readValue(reader, node, type.element(), options, type.add(out, {}));
  case ValueKind::List:
  case ValueKind::Map:
    return readElements(reader, node, type, options, out);
  case ValueKind::Struct:
    return readStruct(reader, node, type.table(), out, false);
  case ValueKind::Variant:
    return readVariant(reader, node, type.variants(), out);
  case ValueKind::Custom:
    return type.read(reader, node, out, options);
  default:
    return readQuantity(reader, node, type.kind, options, out);
  }
}

} // namespace coldframe
