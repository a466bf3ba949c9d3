// A sweep as a tidy table (one row a point and platform), in sentences, and as "coldframe.sweep/1".
#pragma once

#include "sim/json/node.h"
#include "sim/report/answer.h"
#include "sim/report/explanation.h"
#include "sim/report/output_format.h"
#include "sim/report/study_json.h"
#include "sim/report/table.h"
#include "sim/study/sweep.h"

#include <string>
#include <vector>

namespace coldframe {

std::string_view designName(SweepDesign design); // "grid", "random", "lhs"

Table sweepTable(const SweepStudy& study, const std::string& programVersion);
Answer sweepAnswer(const SweepStudy& study);
JsonNode sweepJson(const SweepStudy& study, const ResultStamp& stamp);

// Where the cheapest and the fastest point have their figures from.
std::vector<Explanation> explainSweep(const SweepStudy& study);
std::string renderSweep(const SweepStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain);

} // namespace coldframe
