#include "sim/report/study_json.h"

#include "sim/report/json_value.h"
#include "sim/report/study_words.h"

namespace coldframe {

JsonNode studyRoot(const std::string& schema, const StudyHead& head, const ResultStamp& stamp) {
  JsonNode root = JsonNode::object();
  root.add("schema", JsonNode::string(schema));
  root.add("version", JsonNode::string(stamp.programVersion));
  JsonNode scenario = JsonNode::object();
  scenario.add("name", JsonNode::string(head.scenarioName));
  scenario.add("sha256", JsonNode::string(head.scenarioSha256));
  root.add("scenario", std::move(scenario));
  root.add("prices", textsJson(head.prices));
  root.add("seed", JsonNode::unsignedInteger(head.seed));
  root.add("replications", JsonNode::unsignedInteger(head.replications));
  root.add("month_hours", jsonNumber(head.monthHours));
  root.add("partial", JsonNode::boolean(head.partial));
  root.add("provisional", JsonNode::boolean(head.provisional));
  root.add("warnings", textsJson(head.warnings));
  return root;
}

void endStudy(JsonNode& root, const ResultStamp& stamp) {
  root.add("asked", stamp.asked);
  root.add("scenario_document", stamp.scenarioDocument);
}

} // namespace coldframe
