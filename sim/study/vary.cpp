#include "sim/study/vary.h"

#include "sim/random/elementary.h"
#include "sim/scenario/sha256.h"
#include "sim/units/format.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace coldframe {

namespace {

constexpr std::int64_t kMostValues = 100'000;

tl::unexpected<Error> wrong(const std::string& text, std::string what, std::string expectation) {
  Problem problem;
  problem.what = std::move(what);
  problem.value = text;
  problem.expectation = std::move(expectation);
  return failure(Error{ErrorKind::Usage, {std::move(problem)}});
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text)
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}

double sixDigits(double x) {
  const std::string text = significant(x, 6);
  double value = x;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Setting settingOf(const VaryField& field, JsonNode value) {
  Setting setting;
  setting.pointer = field.pointer;
  setting.base = field.base(value);
  setting.shown = field.shown(value);
  setting.value = std::move(value);
  return setting;
}

// Appends unless the same value stands there already.
void addOnce(Variation& variation, Setting setting) {
  for (const Setting& present : variation.settings)
    if (present.value.sameValue(setting.value) || (present.base && present.base == setting.base)) {
      variation.notes.push_back(setting.pointer + ": " + setting.shown + " stands only once");
      return;
    }
  variation.settings.push_back(std::move(setting));
}

Result<void> addListed(Variation& variation, const std::string& text) {
  const VaryField& field = variation.field;
  auto value = field.parse(text);
  if (!value)
    return failure(value.error());
  const std::optional<double> typed = field.base(*value);
  // Whole numbers that a double cannot tell apart (seeds) have no nearest.
  if (typed && std::fabs(*typed) <= kMostExact) {
    JsonNode legal = field.nearest(*typed);
    if (field.base(legal) != typed) {
      variation.notes.push_back(field.pointer + ": " + text + " is not offered; " + field.shown(legal) + " instead");
      value = std::move(legal);
    }
  }
  addOnce(variation, settingOf(field, std::move(*value)));
  return {};
}

Result<void> addRange(Variation& variation, const std::vector<std::string>& parts) {
  const VaryField& field = variation.field;
  const std::string text = field.pointer;
  if (parts.size() < 3 || parts.size() > 4 || (parts.size() == 4 && parts[3] != "log"))
    return wrong(text, "not a range", "FROM:TO:HOW MANY, with :log behind it for equal ratios");
  const auto lo = field.parse(parts[0]);
  const auto hi = field.parse(parts[1]);
  if (!lo || !hi)
    return failure((lo ? hi : lo).error());
  const std::optional<double> from = field.base(*lo);
  const std::optional<double> to = field.base(*hi);
  std::int64_t count = 0;
  const auto [end, problem] = std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), count);
  if (problem != std::errc() || end != parts[2].data() + parts[2].size() || count < 2 || count > kMostValues)
    return wrong(parts[2], text + ": a range says how many values it stands for",
                 "a whole number from 2 to " + std::to_string(kMostValues));
  const bool logarithmic = parts.size() == 4;
  if (!from || !to || !(*from < *to) || (logarithmic && !(*from > 0)))
    return wrong(parts[0] + ":" + parts[1], text + ": not a range",
                 logarithmic ? "two values above zero, the smaller first" : "two values, the smaller first");
  variation.range = ValueRange{*from, *to, logarithmic};
  std::int64_t moved = 0;
  for (const double base : evenlySpaced(*from, *to, count, logarithmic)) {
    // What any value may be is not written with more digits than anybody would ask for.
    const Setting setting = settingAt(field, field.step() > 0 ? base : sixDigits(base));
    moved += std::fabs(setting.base.value_or(base) - base) > 1e-6 * field.step() && field.step() > 0 ? 1 : 0;
    addOnce(variation, setting);
  }
  if (moved > 0 && field.kind != ValueKind::Integer)
    variation.notes.push_back(text + ": " + std::to_string(moved) + " of " + std::to_string(count) +
                              " values were moved to the nearest that is offered");
  return {};
}

} // namespace

std::vector<double> evenlySpaced(double lo, double hi, std::int64_t count, bool logarithmic) {
  std::vector<double> values;
  for (std::int64_t i = 0; i < count; ++i) {
    const double part = count == 1 ? 0 : static_cast<double>(i) / static_cast<double>(count - 1);
    if (i == 0 || i == count - 1)
      values.push_back(i == 0 ? lo : hi);
    else
      values.push_back(logarithmic ? lo * detExp(part * detLog(hi / lo)) : lo + part * (hi - lo));
  }
  return values;
}

Setting settingAt(const VaryField& field, double base) {
  return settingOf(field, field.nearest(base));
}

Variation variationAt(const VaryField& field, const std::vector<double>& bases) {
  Variation variation;
  variation.field = field;
  for (const double base : bases)
    addOnce(variation, settingAt(field, base));
  return variation;
}

Result<Variation> parseVariation(std::string_view text, const Scenario& scenario, const Catalogue& catalogue) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals + 1 == text.size())
    return wrong(std::string(text), "a variation is a field and its values",
                 "POINTER=VALUES, for example /workload/batch=10,20,40");
  auto field = findVaryField(scenario, catalogue, std::string(text.substr(0, equals)));
  if (!field)
    return failure(field.error());
  Variation variation;
  variation.field = std::move(*field);
  variation.text = text;
  const std::string_view values = text.substr(equals + 1);
  if (variation.field.isNumeric() && values.find(':') != std::string_view::npos) {
    if (auto added = addRange(variation, split(values, ':')); !added)
      return failure(added.error());
    return variation;
  }
  for (const std::string& value : split(values, ','))
    if (auto added = addListed(variation, value); !added)
      return failure(added.error());
  return variation;
}

namespace {

// Work that was measured on a platform stays that work when the platform is given another memory size.
void pinMeasuredMemory(JsonNode& document, const Setting& setting) {
  constexpr std::string_view kMemory = "/memory";
  const JsonNode* platform = findByPointer(document, "/workload/measured_at/platform");
  const JsonNode* pinned = findByPointer(document, "/workload/measured_at/memory");
  if (!platform || !platform->isString() || (pinned && !pinned->isNull()) || !setting.pointer.ends_with(kMemory))
    return;
  const std::string block = setting.pointer.substr(0, setting.pointer.size() - kMemory.size());
  const JsonNode* id = findByPointer(document, block + "/id");
  const JsonNode* present = findByPointer(document, setting.pointer);
  const JsonNode* kind = findByPointer(document, block + "/kind");
  std::string ignored;
  if (id && id->sameValue(*platform) && present && kind && kind->isString() && kind->asString() == "faas")
    setByPointer(document, "/workload/measured_at/memory", JsonNode(*present), ignored);
}

} // namespace

Result<Scenario> withSettings(const Scenario& scenario, std::span<const Setting> settings, const std::string& from) {
  JsonNode document = scenario.document;
  const auto origin = std::make_shared<const std::string>(from);
  std::string madeOf = scenario.sha256;
  for (const Setting& setting : settings) {
    JsonNode value = setting.value;
    madeOf += "\n" + setting.pointer + "=" + writeJsonLine(value);
    value.setOrigin(origin);
    pinMeasuredMemory(document, setting);
    std::string why;
    if (!setByPointer(document, setting.pointer, std::move(value), why))
      return failure(ErrorKind::Input, setting.pointer + ": " + why);
  }
  return readScenario(std::move(document), scenario.file, sha256(madeOf));
}

Result<BoundScenario> boundWith(const Scenario& scenario, std::span<const Setting> settings, const Catalogue& catalogue,
                                BindCache& cache) {
  const Result<Scenario> varied = withSettings(scenario, settings);
  if (!varied)
    return failure(varied.error());
  return bind(*varied, catalogue, cache);
}

std::vector<std::vector<Setting>> gridOf(const std::vector<Variation>& variations) {
  std::vector<std::vector<Setting>> points(1);
  for (const Variation& variation : variations) {
    std::vector<std::vector<Setting>> longer;
    longer.reserve(points.size() * variation.settings.size());
    for (const std::vector<Setting>& point : points)
      for (const Setting& setting : variation.settings) {
        longer.push_back(point);
        longer.back().push_back(setting);
      }
    points = std::move(longer);
  }
  return points;
}

std::string settingsText(std::span<const Setting> settings) {
  std::string text;
  for (const Setting& setting : settings)
    text += (text.empty() ? "" : ", ") + setting.pointer + " = " + setting.shown;
  return text;
}

} // namespace coldframe
