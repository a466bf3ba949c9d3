#include "sim/report/render.h"

#include "sim/json/write.h"
#include "sim/report/json_value.h"

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

std::string renderForPeople(const Table& table, OutputFormat format) {
  return format == OutputFormat::Markdown ? renderMarkdown(table) : renderText(table);
}

// Headline, table, sentences, and what explains them.
std::string renderWords(const Answer& answer, const Table& table, const std::vector<Explanation>& explanations,
                        OutputFormat format) {
  const bool markdown = format == OutputFormat::Markdown;
  std::string out = (markdown ? "**" + answer.headline + "**\n" : answer.headline) + "\n";
  out += renderForPeople(table, format) + (markdown ? "\n" : "");
  for (const std::string& sentence : sentencesOf(answer))
    out += (markdown ? "- " : "") + sentence + "\n";
  for (const Explanation& explanation : explanations)
    out += "\n" + (markdown ? renderMarkdown(explanation) : renderText(explanation));
  return out;
}

} // namespace

std::string renderResult(const ResultForms& forms, OutputFormat format, bool explain) {
  if (format == OutputFormat::Csv)
    return forms.csv();
  const bool explained = explain && forms.explanations;
  const std::vector<Explanation> explanations = explained ? forms.explanations() : std::vector<Explanation>{};
  if (format == OutputFormat::Json) {
    JsonNode root = forms.json();
    if (explained)
      root.add("explanations", explanationsJson(explanations));
    return writeJson(root) + "\n";
  }
  std::string out = renderWords(forms.answer(), forms.table(), explanations, format);
  if (forms.moreTables)
    for (const Table& table : forms.moreTables())
      out += "\n" + renderForPeople(table, format);
  return out;
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
