// A sweep as a tidy table (one row a point and platform), in sentences, and as "coldframe.sweep/1". The first line of a
// sweep's journal is its header; each further line is a point.
#pragma once

#include "sim/json/node.h"
#include "sim/report/answer.h"
#include "sim/report/comparison_json.h"
#include "sim/report/explanation.h"
#include "sim/report/output_format.h"
#include "sim/report/table.h"
#include "sim/study/sweep.h"

#include <string>
#include <vector>

namespace coldframe {

std::string_view designName(SweepDesign design); // "grid", "random", "lhs"

// What is asked, before anything is simulated: two sweeps with the same header make the same points. What is here is
// what the JSON result begins with.
JsonNode sweepHeader(const StudySource& source, const SweepOptions& options, const std::string& programVersion);

Table sweepTable(const SweepStudy& study, const std::string& programVersion);
Answer sweepAnswer(const SweepStudy& study);
// The header, how far it came, the points and the scenario.
JsonNode sweepJson(const SweepStudy& study, JsonNode header, const ResultStamp& stamp);

// Where the cheapest and the fastest point have their figures from.
std::vector<Explanation> explainSweep(const SweepStudy& study);
std::string renderSweep(const SweepStudy& study, const JsonNode& header, OutputFormat format, const ResultStamp& stamp,
                        bool explain);

} // namespace coldframe
