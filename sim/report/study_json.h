// What the JSON of every study begins and ends with: schema, program, scenario, prices, seed, how far it came; what
// was asked and the scenario, resolved, so that a result file re-runs itself.
#pragma once

#include "sim/json/node.h"
#include "sim/result/study_head.h"

#include <string>

namespace coldframe {

struct ResultStamp {
  std::string programVersion;
  JsonNode asked;            // the command and its options, as far as they are not in the document
  JsonNode scenarioDocument; // the resolved scenario
};

// "coldframe.batch/1" and the head.
JsonNode studyRoot(const std::string& schema, const StudyHead& head, const ResultStamp& stamp);
void endStudy(JsonNode& root, const ResultStamp& stamp);

} // namespace coldframe
