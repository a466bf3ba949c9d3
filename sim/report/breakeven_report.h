// A break-even as a table (one row a value of the field), in sentences and as "coldframe.breakeven/1".
#pragma once

#include "sim/json/node.h"
#include "sim/report/answer.h"
#include "sim/report/explanation.h"
#include "sim/report/output_format.h"
#include "sim/report/study_json.h"
#include "sim/report/table.h"
#include "sim/study/breakeven.h"

#include <string>

namespace coldframe {

// A row a value; unless `all` only one of those near a crossing that read the same.
Table breakevenTable(const BreakevenStudy& study, bool all);
Answer breakevenAnswer(const BreakevenStudy& study);
Explanation explainBreakeven(const BreakevenStudy& study);
JsonNode breakevenJson(const BreakevenStudy& study, const ResultStamp& stamp);

std::string renderBreakeven(const BreakevenStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain);

} // namespace coldframe
