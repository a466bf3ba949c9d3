// What the sentences of all studies have in common.
#pragma once

#include "sim/json/node.h"
#include "sim/report/comparison_json.h"
#include "sim/study/point_figures.h"

#include <string>
#include <vector>

namespace coldframe {

// "seed 7 · 10 replications (provisional)".
std::string conditionsText(std::uint64_t seed, std::uint64_t replications, bool provisional);
// "12,340 points", "1 point".
std::string countedText(std::size_t count, const std::string& singular);
// "$0.41 a run", "$18.70 a month"; what the cost of a point is of.
std::string costText(const PointFigures& figures);
std::string timeText(const PointFigures& figures);

JsonNode textsJson(const std::vector<std::string>& texts);

// What the JSON of every study of one platform begins with.
JsonNode studyHeaderOf(const std::string& schema, const std::string& scenario, const std::string& sha256,
                       const std::string& platform, std::uint64_t seed, std::uint64_t replications, bool partial,
                       bool provisional, const ResultStamp& stamp);
template <class Study>
JsonNode studyHeader(const std::string& schema, const Study& study, const ResultStamp& stamp) {
  return studyHeaderOf(schema, study.scenarioName, study.scenarioSha256, study.platform, study.seed, study.replications,
                       study.partial, study.provisional, stamp);
}

} // namespace coldframe
