#include "ui/panels/distribution_text.h"

#include "sim/json/quantity.h"
#include "sim/json/reader.h"
#include "sim/workload/distribution_codec.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace coldframe::ui {

namespace {

// Where the one there is says nothing: a value that is easy to type over.
double example(ValueKind kind) {
  switch (kind) {
  case ValueKind::Duration:
    return 1e9; // 1 s
  case ValueKind::Memory:
    return 100.0 * 1024 * 1024;
  case ValueKind::Bytes:
    return 1e6;
  default:
    return 1;
  }
}

double threeDigits(double x) {
  if (!(x > 0))
    return 0;
  const double scale = std::pow(10.0, std::floor(std::log10(x)) - 2);
  return std::round(x / scale) * scale;
}

JsonNode amount(ValueKind kind, double base) {
  if (kind == ValueKind::Memory) { // of 2^20 bytes
    constexpr double kMb = 1024.0 * 1024;
    return JsonNode::string(writeBase(kind, std::round(threeDigits(base / kMb)) * kMb));
  }
  return isQuantity(kind) ? JsonNode::string(writeBase(kind, std::round(threeDigits(base))))
                          : JsonNode::number(threeDigits(base));
}

} // namespace

const std::vector<DistributionLaw>& distributionLaws() {
  static const std::vector<DistributionLaw> laws{
      {"exponential", {{"mean", true}}},
      {"lognormal", {{"median", true}, {"p95", true}}},
      {"lognormal", {{"median", true}, {"sigma", false}}},
      {"lognormal", {{"mean", true}, {"sd", true}}},
      {"normal", {{"mean", true}, {"sd", true}}},
      {"gamma", {{"mean", true}, {"sd", true}}},
      {"gamma", {{"mean", true}, {"shape", false}}},
      {"weibull", {{"scale", true}, {"shape", false}}},
      {"pareto", {{"minimum", true}, {"shape", false}}},
      {"uniform", {{"low", true}, {"high", true}}},
      {"triangular", {{"low", true}, {"mode", true}, {"high", true}}},
  };
  return laws;
}

bool isDistribution(const FieldInfo& field) {
  const ValueType& type = field.type->kind == ValueKind::Optional ? field.type->element() : *field.type;
  return type.kind == ValueKind::Custom && field.options.of != ValueKind::Custom;
}

const DistributionLaw* lawOf(const JsonNode* value) {
  if (value == nullptr || !value->isObject() || value->size() != 1 || !value->at(0).isObject())
    return nullptr;
  const JsonNode& body = value->at(0);
  for (const DistributionLaw& law : distributionLaws())
    if (law.name == value->keyAt(0) && law.parameters.size() == body.size() &&
        std::ranges::all_of(law.parameters, [&](const auto& one) { return body.find(one.name) != nullptr; }))
      return &law;
  return nullptr;
}

std::optional<Distribution> distributionOf(const FieldInfo& field, const JsonNode& value) {
  Reader reader;
  Distribution out;
  if (!JsonCodec<Distribution>::read(reader, value, out, field.options) || !reader.ok())
    return std::nullopt;
  return out;
}

JsonNode rewritten(const FieldInfo& field, const Distribution& from, const DistributionLaw* law) {
  const ValueKind kind = field.options.of;
  const double mean = std::isfinite(from.mean()) ? from.mean() : from.quantile(0.5);
  const double middle = mean > 0 ? mean : example(kind);
  if (law == nullptr)
    return amount(kind, mean);
  constexpr double kBelow = 0.158655; // one standard deviation of a normal to either side
  double sd = mean > 0 ? (from.quantile(1 - kBelow) - from.quantile(kBelow)) / 2 : 0;
  const bool spread = sd > 0.001 * middle;
  if (!spread)
    sd = middle / 3;
  const double median = spread ? from.quantile(0.5) : middle;
  const double low = spread ? from.quantile(0.05) : middle * 0.5;
  const double high = spread ? from.quantile(0.95) : middle * 1.5;
  constexpr double kP95 = 1.6448536269514722; // standard normal quantile of 0.95
  const double sigma = median > 0 && high > median ? std::log(high / median) / kP95 : 0.3;
  const double steady = std::clamp(middle / sd * (middle / sd), 0.05, 1e6);
  const std::map<std::string_view, double> values{
      {"mean", middle}, {"sd", sd},        {"median", median},
      {"p95", high},    {"low", low},      {"mode", median},
      {"high", high},   {"scale", middle}, {"minimum", low > 0 ? low : middle / 2},
      {"sigma", sigma}};
  const auto shape = [&] {
    if (law->name == "pareto")
      return 2.5; // a mean and a variance that exist
    return law->name == "weibull" ? std::clamp(std::sqrt(steady), 0.2, 100.0) : steady;
  };
  JsonNode node = JsonNode::object();
  JsonNode& body = node.add(std::string(law->name), JsonNode::object());
  for (const DistributionLaw::Parameter& one : law->parameters) {
    const auto known = values.find(one.name);
    const double value = known != values.end() ? known->second : shape();
    body.add(std::string(one.name), one.isQuantity ? amount(kind, value) : JsonNode::number(threeDigits(value)));
  }
  return node;
}

} // namespace coldframe::ui
