#include "sim/report/render.h"

#include "sim/json/node.h"
#include "sim/json/write.h"
#include "sim/report/comparison_answer.h"
#include "sim/report/comparison_explanation.h"
#include "sim/report/comparison_table.h"
#include "sim/report/csv_flatten.h"
#include "sim/report/json_value.h"
#include "sim/report/scale_report.h"

namespace coldframe {

namespace {

JsonNode cellJson(const Cell& cell) {
  struct Write {
    JsonNode operator()(std::monostate) const { return JsonNode::null(); }
    JsonNode operator()(bool b) const { return JsonNode::boolean(b); }
    JsonNode operator()(std::int64_t n) const { return JsonNode::integer(n); }
    JsonNode operator()(double x) const { return jsonNumber(x); }
    JsonNode operator()(const std::string& s) const { return JsonNode::string(s); }
  };
  return std::visit(Write{}, cell.value);
}

} // namespace

std::string renderWords(const Answer& answer, const Table& table, const std::vector<Explanation>& explanations,
                        OutputFormat format) {
  const bool markdown = format == OutputFormat::Markdown;
  std::string out = (markdown ? "**" + answer.headline + "**\n" : answer.headline) + "\n";
  out += markdown ? renderMarkdown(table) + "\n" : renderText(table);
  for (const std::string& sentence : answer.evidence)
    out += (markdown ? "- " : "") + sentence + "\n";
  for (const Explanation& explanation : explanations)
    out += "\n" + (markdown ? renderMarkdown(explanation) : renderText(explanation));
  return out;
}

std::string renderComparison(const Comparison& comparison, OutputFormat format, const ResultStamp& stamp,
                             bool explain) {
  if (format == OutputFormat::Json || format == OutputFormat::Csv) {
    JsonNode root = comparisonJson(comparison, stamp);
    if (format == OutputFormat::Csv)
      return flattenToCsv(root, "platforms", {"scenario_document", "asked", "differences"});
    if (explain)
      root.add("explanations", explanationsJson(explainComparison(comparison)));
    return writeJson(root) + "\n";
  }
  const std::vector<Explanation> explanations = explain ? explainComparison(comparison) : std::vector<Explanation>{};
  std::string out = renderWords(comparisonAnswer(comparison), comparisonTable(comparison), explanations, format);
  const Table repriced = repricedTable(comparison);
  if (repriced.columns.size() > 1)
    out += "\n" + (format == OutputFormat::Markdown ? renderMarkdown(repriced) : renderText(repriced));
  return out;
}

std::string renderScale(const ScaleStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain) {
  const std::vector<Explanation> explanations = explain ? explainScale(study) : std::vector<Explanation>{};
  if (format == OutputFormat::Json) {
    JsonNode root = scaleJson(study, stamp);
    if (explain)
      root.add("explanations", explanationsJson(explanations));
    return writeJson(root) + "\n";
  }
  if (format == OutputFormat::Csv)
    return flattenToCsv(scaleJson(study, stamp), "points", {"scenario_document", "asked"});
  return renderWords(scaleAnswer(study), scaleTable(study), explanations, format);
}

JsonNode rowsJson(const Table& table) {
  JsonNode rows = JsonNode::array();
  for (const auto& row : table.rows) {
    JsonNode node = JsonNode::object();
    for (std::size_t i = 0; i < row.size(); ++i)
      node.add(table.columns[i].key, cellJson(row[i]));
    rows.append(std::move(node));
  }
  return rows;
}

std::string renderList(const Table& table, OutputFormat format, const std::string& schema,
                       const std::string& programVersion) {
  switch (format) {
  case OutputFormat::Csv:
    return renderCsv(table);
  case OutputFormat::Markdown:
    return renderMarkdown(table);
  case OutputFormat::Table:
    return renderText(table);
  case OutputFormat::Json:
    break;
  }
  JsonNode root = JsonNode::object();
  root.add("schema", JsonNode::string(schema));
  root.add("version", JsonNode::string(programVersion));
  root.add(table.name, rowsJson(table));
  return writeJson(root) + "\n";
}

} // namespace coldframe
