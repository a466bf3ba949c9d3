#include "sim/report/point_json.h"

#include "sim/report/json_value.h"

#include <limits>

namespace coldframe {

namespace {

struct NamedFigure {
  const char* key;
  Figure PointFigures::*figure;
  bool money;
};

constexpr NamedFigure kFigures[] = {
    {"makespan_s", &PointFigures::makespanS, false},
    {"speedup", &PointFigures::speedup, false},
    {"run_usd", &PointFigures::runUsd, true},
    {"month_usd", &PointFigures::monthUsd, true},
    {"response_p50_s", &PointFigures::responseP50S, false},
    {"response_p95_s", &PointFigures::responseP95S, false},
    {"cold_start_fraction", &PointFigures::coldStartFraction, false},
    {"concurrency_max", &PointFigures::concurrencyMax, false},
    {"utilization", &PointFigures::utilization, false},
    {"month_utilization", &PointFigures::monthUtilization, false},
};

std::string textOf(const JsonNode& object, std::string_view key) {
  const JsonNode* node = object.find(key);
  return node && node->isString() ? node->asString() : std::string();
}

bool readFigure(const JsonNode& object, const NamedFigure& named, Figure& out) {
  const JsonNode* node = object.find(named.key);
  if (node == nullptr)
    return false;
  if (!node->isObject()) {
    const JsonNode* why = object.find("why");
    out = Figure::none(why ? textOf(*why, named.key) : std::string());
    return node->isNull();
  }
  const JsonNode* mean = node->find("mean");
  const JsonNode* count = node->find("n");
  const JsonNode* interval = node->find("ci95");
  Estimate estimate;
  if (!mean || !mean->isNumeric() || !count || !count->toUnsigned(estimate.n) || !interval)
    return false;
  estimate.mean = mean->asNumber();
  if (interval->isArray() && interval->size() == 2 && interval->at(0).isNumeric() && interval->at(1).isNumeric()) {
    estimate.lo = interval->at(0).asNumber();
    estimate.hi = interval->at(1).asNumber();
  }
  out = Figure::of(estimate);
  return true;
}

bool readFigures(const JsonNode& node, PointFigures& figures) {
  const JsonNode* feasible = node.find("feasible");
  const JsonNode* probability = node.find("completion_probability");
  const JsonNode* prices = node.find("prices");
  if (!feasible || feasible->kind() != JsonKind::Boolean || !probability || !probability->isNumeric() || !prices)
    return false;
  figures.platform = textOf(node, "id");
  figures.prices = {textOf(*prices, "name"), textOf(*prices, "sha256")};
  figures.feasible = feasible->asBoolean();
  figures.completionProbability = probability->asNumber();
  figures.verdict = textOf(node, "verdict");
  for (const NamedFigure& named : kFigures)
    if (!readFigure(node, named, figures.*named.figure))
      return false;
  return true;
}

} // namespace

void addPointFigures(JsonNode& object, const PointFigures& figures) {
  JsonNode why = JsonNode::object();
  object.add("id", JsonNode::string(figures.platform));
  JsonNode prices = JsonNode::object();
  prices.add("name", JsonNode::string(figures.prices.name));
  prices.add("sha256", JsonNode::string(figures.prices.sha256));
  object.add("prices", std::move(prices));
  object.add("feasible", JsonNode::boolean(figures.feasible));
  object.add("completion_probability", jsonNumber(figures.completionProbability));
  object.add("verdict", JsonNode::string(figures.verdict));
  for (const NamedFigure& named : kFigures)
    (named.money ? addMoneyFigure : addFigure)(object, why, "", named.key, figures.*named.figure);
  object.add("why", std::move(why));
}

JsonNode sweepPointJson(const SweepPoint& point) {
  JsonNode node = JsonNode::object();
  node.add("index", JsonNode::unsignedInteger(point.index));
  JsonNode settings = JsonNode::object();
  for (const Setting& setting : point.settings)
    settings.add(setting.pointer, setting.value);
  node.add("settings", std::move(settings));
  node.add("scenario_sha256", JsonNode::string(point.scenarioSha256));
  node.add("why", point.why.empty() ? JsonNode::null() : JsonNode::string(point.why));
  JsonNode platforms = JsonNode::array();
  for (const PointFigures& figures : point.platforms)
    addPointFigures(platforms.append(JsonNode::object()), figures);
  node.add("platforms", std::move(platforms));
  return node;
}

std::optional<SweepPoint> readSweepPoint(const JsonNode& node, const std::vector<Setting>& settings) {
  const JsonNode* index = node.find("index");
  const JsonNode* stated = node.find("settings");
  const JsonNode* platforms = node.find("platforms");
  std::int64_t place = 0;
  if (!index || !index->toInteger(place) || place < 0 || !stated || stated->size() != settings.size() || !platforms)
    return std::nullopt;
  for (const Setting& setting : settings) {
    const JsonNode* value = stated->find(setting.pointer);
    if (value == nullptr || !value->sameValue(setting.value))
      return std::nullopt;
  }
  SweepPoint point;
  point.index = static_cast<std::size_t>(place);
  point.settings = settings;
  point.scenarioSha256 = textOf(node, "scenario_sha256");
  point.why = textOf(node, "why");
  for (std::size_t i = 0; i < platforms->size(); ++i)
    if (!readFigures(platforms->at(i), point.platforms.emplace_back()))
      return std::nullopt;
  return point;
}

} // namespace coldframe
