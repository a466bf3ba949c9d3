// The batch study as a table (one row a batch size), in sentences, and as "coldframe.batch/1".
#pragma once

#include "sim/json/node.h"
#include "sim/report/answer.h"
#include "sim/report/output_format.h"
#include "sim/report/study_json.h"
#include "sim/report/table.h"
#include "sim/study/batch.h"

#include <string>

namespace coldframe {

Table batchTable(const BatchStudy& study);
Answer batchAnswer(const BatchStudy& study);
JsonNode batchJson(const BatchStudy& study, const ResultStamp& stamp);
std::string renderBatch(const BatchStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain);

} // namespace coldframe
