#include "sim/report/study_words.h"

#include "sim/units/format.h"

namespace coldframe {

std::string conditionsText(std::uint64_t seed, std::uint64_t replications, bool provisional) {
  return "seed " + std::to_string(seed) + " · " + countedText(replications, "replication") +
         (provisional ? " (provisional)" : "");
}

std::string countedText(std::size_t count, const std::string& singular) {
  return showCount(static_cast<double>(count)) + " " + singular + (count == 1 ? "" : "s");
}

std::string costText(const PointFigures& figures) {
  const Figure& cost = figures.cost();
  if (!cost.estimate)
    return "no cost";
  const Estimate& e = *cost.estimate;
  return (e.hasInterval() ? showMoney(e.mean, e.halfWidth()) : showMoney(e.mean)) +
         (figures.monthUsd.estimate ? " a month" : " a run");
}

std::string timeText(const PointFigures& figures) {
  const Figure& time = figures.time();
  if (!time.estimate)
    return "no time";
  const Estimate& e = *time.estimate;
  return (e.hasInterval() ? showDuration(e.mean, e.halfWidth()) : showDuration(e.mean)) +
         (figures.makespanS.estimate ? "" : " at the 95 % quantile");
}

JsonNode textsJson(const std::vector<std::string>& texts) {
  JsonNode list = JsonNode::array();
  for (const std::string& text : texts)
    list.append(JsonNode::string(text));
  return list;
}

JsonNode studyHeaderOf(const std::string& schema, const std::string& scenario, const std::string& sha256,
                       const std::string& platform, std::uint64_t seed, std::uint64_t replications, bool partial,
                       bool provisional, const ResultStamp& stamp) {
  JsonNode root = JsonNode::object();
  root.add("schema", JsonNode::string(schema));
  root.add("version", JsonNode::string(stamp.programVersion));
  JsonNode named = JsonNode::object();
  named.add("name", JsonNode::string(scenario));
  named.add("sha256", JsonNode::string(sha256));
  root.add("scenario", std::move(named));
  root.add("platform", JsonNode::string(platform));
  root.add("seed", JsonNode::unsignedInteger(seed));
  root.add("replications", JsonNode::unsignedInteger(replications));
  root.add("partial", JsonNode::boolean(partial));
  root.add("provisional", JsonNode::boolean(provisional));
  return root;
}

} // namespace coldframe
