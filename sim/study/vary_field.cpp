#include "sim/study/vary_field.h"

#include "sim/json/quantity.h"
#include "sim/json/reader.h"
#include "sim/json/write.h"
#include "sim/study/vary_field_words.h"
#include "sim/units/format.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace coldframe {

namespace {

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
  const bool quoted = given.size() >= 2 && given.front() == '"' && given.back() == '"'; // as the document has it
  const std::string text(quoted ? given.substr(1, given.size() - 2) : given);
  const auto refuse = [&](std::string what, std::string expectation) {
    return wrongField(pointer + ": " + std::move(what), text, std::move(expectation));
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

} // namespace coldframe
