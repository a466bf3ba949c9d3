// A comparison as "coldframe.comparison/1": the contract other programs read. Keys stand in a fixed order and a shape
// never changes within a major version. What does not apply is null, and the platform's "why" says by name why:
//   "speedup": null, …, "why": { "speedup": "a stream has no makespan" }
// The scenario, resolved, is embedded, so that a result file re-runs itself.
#pragma once

#include "sim/json/node.h"
#include "sim/result/outcome.h"

#include <string>

namespace coldframe {

struct ResultStamp {
  std::string programVersion;
  JsonNode scenarioDocument; // the resolved scenario
};

JsonNode comparisonJson(const Comparison& comparison, const ResultStamp& stamp);

} // namespace coldframe
