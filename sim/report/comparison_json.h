// A comparison as "coldframe.comparison/1": the contract other programs read. Keys stand in a fixed order and a shape
// never changes within a major version. What does not apply is null, and the platform's "why" says by name why:
//   "speedup": null, …, "why": { "speedup": "a stream has no makespan" }
#pragma once

#include "sim/report/study_json.h"
#include "sim/result/outcome.h"

namespace coldframe {

JsonNode comparisonJson(const Comparison& comparison, const ResultStamp& stamp);

} // namespace coldframe
