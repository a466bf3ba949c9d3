// A whole result in one of the output formats: what a command writes.
#pragma once

#include "sim/report/answer.h"
#include "sim/report/comparison_json.h"
#include "sim/report/explanation.h"
#include "sim/report/output_format.h"
#include "sim/report/table.h"
#include "sim/study/scale.h"

#include <string>
#include <vector>

namespace coldframe {

// For people (Table or Markdown): headline, table, sentences, and what explains them.
std::string renderWords(const Answer& answer, const Table& table, const std::vector<Explanation>& explanations,
                        OutputFormat format);

std::string renderComparison(const Comparison& comparison, OutputFormat format, const ResultStamp& stamp, bool explain);
std::string renderScale(const ScaleStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain);

// [{column: value}], a row each.
JsonNode rowsJson(const Table& table);
// A plain list, as `platforms list` prints it. JSON: {"schema", "version", "<table's name>": [{column: value}]}.
std::string renderList(const Table& table, OutputFormat format, const std::string& schema,
                       const std::string& programVersion);

} // namespace coldframe
