// The scale study as a table, in sentences and as "coldframe.scale/1".
#pragma once

#include "sim/json/node.h"
#include "sim/report/answer.h"
#include "sim/report/explanation.h"
#include "sim/report/output_format.h"
#include "sim/report/study_json.h"
#include "sim/report/table.h"
#include "sim/study/scale.h"

namespace coldframe {

Table scaleTable(const ScaleStudy& study);
Answer scaleAnswer(const ScaleStudy& study);
// Where each figure of each point comes from.
std::vector<Explanation> explainScale(const ScaleStudy& study);
JsonNode scaleJson(const ScaleStudy& study, const ResultStamp& stamp);
std::string renderScale(const ScaleStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain);

} // namespace coldframe
