#include "sim/report/comparison_report.h"

#include "sim/report/comparison_answer.h"
#include "sim/report/comparison_explanation.h"
#include "sim/report/comparison_json.h"
#include "sim/report/comparison_table.h"
#include "sim/report/csv_flatten.h"
#include "sim/report/render.h"

namespace coldframe {

std::string renderComparison(const Comparison& comparison, OutputFormat format, const ResultStamp& stamp,
                             bool explain) {
  const auto repriced = [&] {
    Table table = repricedTable(comparison);
    return table.columns.size() > 1 ? std::vector<Table>{std::move(table)} : std::vector<Table>{};
  };
  return renderResult({.answer = [&] { return comparisonAnswer(comparison); },
                       .table = [&] { return comparisonTable(comparison); },
                       .json = [&] { return comparisonJson(comparison, stamp); },
                       .csv =
                           [&] {
                             return flattenToCsv(comparisonJson(comparison, stamp), "platforms",
                                                 {"scenario_document", "asked", "differences"});
                           },
                       .moreTables = repriced,
                       .explanations = [&] { return explainComparison(comparison); }},
                      format, explain);
}

} // namespace coldframe
