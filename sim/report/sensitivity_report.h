// A sensitivity study as a table (one row an input), in sentences and as "coldframe.sensitivity/1".
#pragma once

#include "sim/json/node.h"
#include "sim/report/answer.h"
#include "sim/report/explanation.h"
#include "sim/report/output_format.h"
#include "sim/report/study_json.h"
#include "sim/report/table.h"
#include "sim/study/sensitivity.h"

#include <string>

namespace coldframe {

// `all`: also inputs that move nothing and turn nothing.
Table sensitivityTable(const SensitivityStudy& study, bool all = true);
Answer sensitivityAnswer(const SensitivityStudy& study);
Explanation explainSensitivity(const SensitivityStudy& study);
JsonNode sensitivityJson(const SensitivityStudy& study, const ResultStamp& stamp);

std::string renderSensitivity(const SensitivityStudy& study, OutputFormat format, const ResultStamp& stamp,
                              bool explain);

} // namespace coldframe
