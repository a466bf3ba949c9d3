#include "sim/study/quantity.h"

#include "sim/study/quantity_kinds.h"
#include "sim/study/vary_field_words.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace coldframe {

namespace {

constexpr std::string_view kNames[] = {"requests", "runs", "utilization", "burst", "duration"};
constexpr std::string_view kRate = "/workload/arrivals/rate";

// Of these arrivals the rate is that of a while only.
bool isRateOfAll(const Scenario& scenario, const VaryField& field) {
  const auto* requests = std::get_if<RequestsWorkload>(&scenario.blocks.workload);
  return field.pointer == kRate && requests != nullptr && !std::holds_alternative<OnOffArrivals>(requests->arrivals);
}

std::string fieldText(const Scenario& scenario, const VaryField& field, double base) {
  if (isRateOfAll(scenario, field))
    return arrivalsText(scenario, base, "requests");
  if (field.pointer == "/month/runs")
    return showCount(std::nearbyint(base)) + (std::nearbyint(base) == 1 ? " run " : " runs ") + aMonth(scenario);
  switch (field.kind) {
  case ValueKind::Duration:
    return showDuration(base / 1e9);
  case ValueKind::Number:
    return significant(base, 4);
  default:
    return field.shown(field.nearest(base));
  }
}

} // namespace

std::string aMonth(const Scenario& scenario) {
  constexpr double kDay = 86'400;
  const Duration length = scenario.blocks.month.length;
  const bool isMonth = length.inSeconds() >= 28 * kDay && length.inSeconds() <= 31 * kDay;
  return isMonth ? "a month" : "in " + writeDuration(length);
}

std::string arrivalsText(const Scenario& scenario, double perSecond, const std::string& what) {
  const std::string each = perSecond >= 0.1          ? significant(perSecond, 3) + " /s"
                           : perSecond * 3600 >= 0.1 ? significant(perSecond * 3600, 4) + " /h"
                                                     : significant(perSecond * 86400, 3) + " /day";
  const double month = perSecond * scenario.blocks.month.length.inSeconds();
  double unit = 1;
  while (month / unit >= 10'000) // four digits
    unit *= 10;
  return showCount(std::nearbyint(month / unit) * unit) + " " + what + " " + aMonth(scenario) + " (" + each + ")";
}

double reaches(const std::function<double(double)>& rising, double value, double hint, double most) {
  double high = hint;
  while (high < most && rising(high) < value)
    high *= 2;
  double low = 0;
  constexpr int kHalvings = 60; // of the interval: to its last digit
  for (int halving = 0; halving < kHalvings; ++halving) {
    const double middle = low + (high - low) / 2;
    (rising(middle) < value ? low : high) = middle;
  }
  return high;
}

std::optional<double> typedNumber(const std::string& text, std::string_view sign) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  while (rest.starts_with(' '))
    rest.remove_prefix(1);
  return problem == std::errc() && std::isfinite(value) && (rest.empty() || rest == sign) ? std::optional(value)
                                                                                          : std::nullopt;
}

Result<Quantity> fieldQuantity(const Scenario& scenario, const Catalogue& catalogue, const std::string& pointer) {
  auto found = findVaryField(scenario, catalogue, pointer);
  if (!found)
    return failure(found.error());
  if (!found->isNumeric())
    return failure(ErrorKind::Usage, pointer + " is not a number; a quantity is needed");
  const VaryField field = std::move(*found);
  Quantity quantity;
  quantity.name = pointer;
  quantity.title = isRateOfAll(scenario, field) ? "requests " + aMonth(scenario)
                   : pointer == "/month/runs"   ? "runs " + aMonth(scenario)
                                                : pointer.substr(pointer.rfind('/') + 1);
  quantity.titled = isRateOfAll(scenario, field) ? scenario.blocks.month.length.inSeconds() : 1;
  quantity.fields = {pointer};
  quantity.present = field.base(field.present);
  quantity.least = field.options.min;
  quantity.most = field.options.max;
  quantity.step = field.step();
  if (quantity.present && *quantity.present > 0) {
    quantity.from = std::clamp(*quantity.present / kCurveSpan, quantity.least, quantity.most);
    quantity.to = std::clamp(*quantity.present * kCurveSpan, quantity.least, quantity.most);
  }
  quantity.legal = [field](double base) { return settingAt(field, base).base.value_or(base); };
  quantity.settings = [field](double base) { return std::vector{settingAt(field, base)}; };
  quantity.shown = [field, &scenario](double base) { return fieldText(scenario, field, base); };
  quantity.parse = [field](const std::string& typed) -> Result<double> {
    const auto value = field.parse(typed);
    if (!value)
      return failure(value.error());
    const std::optional<double> base = field.base(*value);
    return base ? Result<double>(*base) : failure(ErrorKind::Usage, field.pointer + ": " + typed + " is not a number");
  };
  return quantity;
}

std::span<const std::string_view> quantityNames() {
  return kNames;
}

Result<Quantity> findQuantity(const Scenario& scenario, const Catalogue& catalogue, const std::string& named,
                              std::span<const std::string> machines) {
  if (named.starts_with('/'))
    return fieldQuantity(scenario, catalogue, named);
  const std::vector<std::string> names(std::begin(kNames), std::end(kNames));
  if (std::ranges::find(names, named) == names.end()) {
    const std::string near = didYouMean(named, names);
    return wrongField("no quantity of this name" + (near.empty() ? std::string() : "; did you mean " + near + "?"),
                      named, listed(names) + ", or a field's pointer such as /workload/batch");
  }
  auto found = named == "requests"   ? requestsQuantity(scenario)
               : named == "runs"     ? runsQuantity(scenario, catalogue)
               : named == "duration" ? durationQuantity(scenario)
               : named == "burst"    ? burstQuantity(scenario)
                                     : utilizationQuantity(scenario, catalogue, machines);
  if (found)
    found->name = named;
  return found;
}

} // namespace coldframe
