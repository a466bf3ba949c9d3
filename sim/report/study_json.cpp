#include "sim/report/study_json.h"

namespace coldframe {

JsonNode studyRoot(const std::string& schema, const ResultStamp& stamp, const std::string& scenarioName,
                   const std::string& scenarioSha256, std::uint64_t seed) {
  JsonNode root = JsonNode::object();
  root.add("schema", JsonNode::string(schema));
  root.add("version", JsonNode::string(stamp.programVersion));
  JsonNode scenario = JsonNode::object();
  scenario.add("name", JsonNode::string(scenarioName));
  scenario.add("sha256", JsonNode::string(scenarioSha256));
  root.add("scenario", std::move(scenario));
  root.add("seed", JsonNode::unsignedInteger(seed));
  return root;
}

} // namespace coldframe
