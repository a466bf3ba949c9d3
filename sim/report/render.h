// A whole result in one of the output formats: what a command writes.
#pragma once

#include "sim/json/node.h"
#include "sim/report/answer.h"
#include "sim/report/explanation.h"
#include "sim/report/output_format.h"
#include "sim/report/table.h"

#include <functional>
#include <string>
#include <vector>

namespace coldframe {

// The forms of a result; only what its format needs is made.
struct ResultForms {
  std::function<Answer()> answer;
  std::function<Table()> table;
  std::function<JsonNode()> json;
  std::function<std::string()> csv;
  std::function<std::vector<Table>()> moreTables{};         // below the sentences
  std::function<std::vector<Explanation>()> explanations{}; // asked for with --explain
};
std::string renderResult(const ResultForms& forms, OutputFormat format, bool explain = false);

// [{column: value}], a row each.
JsonNode rowsJson(const Table& table);
// A plain list, as `platforms list` prints it. JSON: {"schema", "version", "<table's name>": [{column: value}]}.
std::string renderList(const Table& table, OutputFormat format, const std::string& schema,
                       const std::string& programVersion);

} // namespace coldframe
