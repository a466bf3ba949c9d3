// The memory study as a table (one row a size), in sentences, and as "coldframe.memory/1".
#pragma once

#include "sim/json/node.h"
#include "sim/report/answer.h"
#include "sim/report/output_format.h"
#include "sim/report/study_json.h"
#include "sim/report/table.h"
#include "sim/study/memory.h"

#include <string>

namespace coldframe {

Table memoryTable(const MemoryStudy& study);
// Measured against simulated, one row a size; no rows when nothing was measured.
Table measuredTable(const MemoryStudy& study);
Answer memoryAnswer(const MemoryStudy& study);
JsonNode memoryJson(const MemoryStudy& study, const ResultStamp& stamp);
std::string renderMemory(const MemoryStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain);

} // namespace coldframe
