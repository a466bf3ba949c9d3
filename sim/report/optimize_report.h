// What optimize found, as a table of the best configurations, in sentences, and as "coldframe.optimize/1" with all of
// them.
#pragma once

#include "sim/json/node.h"
#include "sim/report/answer.h"
#include "sim/report/explanation.h"
#include "sim/report/output_format.h"
#include "sim/report/study_json.h"
#include "sim/report/table.h"
#include "sim/study/optimize.h"

#include <string>
#include <vector>

namespace coldframe {

inline constexpr std::size_t kShownConfigurations = 10;

// `most`: rows at most, the best first.
Table optimizeTable(const OptimizeStudy& study, std::size_t most = kShownConfigurations);
Answer optimizeAnswer(const OptimizeStudy& study);
std::vector<Explanation> explainOptimize(const OptimizeStudy& study);
JsonNode optimizeJson(const OptimizeStudy& study, const ResultStamp& stamp);
std::string renderOptimize(const OptimizeStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain);

} // namespace coldframe
