#include "sim/report/json_value.h"

#include "sim/units/format.h"

#include <charconv>
#include <cmath>

namespace coldframe {

namespace {

double rounded(double x) {
  const std::string text = significant(x);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

JsonNode estimateNode(const Estimate& estimate, bool money) {
  JsonNode node = JsonNode::object();
  node.add("mean", jsonNumber(estimate.mean));
  if (money)
    node.add("decimal", JsonNode::string(plainDecimal(estimate.mean)));
  JsonNode interval = JsonNode::array();
  interval.append(jsonNumber(estimate.lo));
  interval.append(jsonNumber(estimate.hi));
  node.add("ci95", estimate.hasInterval() ? std::move(interval) : JsonNode::null());
  node.add("n", JsonNode::unsignedInteger(estimate.n));
  if (!estimate.hasInterval())
    node.add("why", JsonNode::string("one replication has no interval"));
  return node;
}

void addAny(JsonNode& object, JsonNode& why, const std::string& path, const std::string& key, const Figure& figure,
            bool money) {
  if (figure.estimate) {
    object.add(key, estimateNode(*figure.estimate, money));
    return;
  }
  object.add(key, JsonNode::null());
  why.add(path + key, JsonNode::string(figure.why));
}

} // namespace

JsonNode jsonNumber(double x) {
  if (!std::isfinite(x))
    return JsonNode::null();
  const double value = rounded(x);
  if (value == std::floor(value) && std::fabs(value) < 9e15)
    return JsonNode::integer(static_cast<std::int64_t>(value));
  return JsonNode::number(value);
}

std::string plainDecimal(double x) {
  const double value = rounded(x);
  char buffer[512];
  const auto [end, problem] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  return problem == std::errc() ? std::string(buffer, end) : significant(x);
}

void addFigure(JsonNode& object, JsonNode& why, const std::string& path, const std::string& key, const Figure& figure) {
  addAny(object, why, path, key, figure, false);
}

void addMoneyFigure(JsonNode& object, JsonNode& why, const std::string& path, const std::string& key,
                    const Figure& figure) {
  addAny(object, why, path, key, figure, true);
}

} // namespace coldframe
