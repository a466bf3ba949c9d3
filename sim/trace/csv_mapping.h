// Which column of a foreign CSV file means what ("coldframe.csv-mapping/1"), documented in docs/formats.md:
//
//   { "schema": "coldframe.csv-mapping/1",
//     "where": {"experiment": "experiment_0"},
//     "columns": { "start": {"column": "t_start_s", "unit": "s"},
//                  "duration": {"column": "aws_duration_ms", "unit": "ms"},
//                  "environment": {"column": "instance"} },
//     "cold": {"column": "cold", "yes": ["1"], "no": ["0"]} }
//
// Targets: the nine stamps, the other columns of a trace (trace.h), and three lengths that give the stamp that is
// missing: `duration` (start → end), `function_duration` (func_start → func_end), `client_duration` (submit →
// result_done). A stamp may be an instant (unit "iso"), or a number with a unit of time; `absolute` says that numbers
// count from 1970, so that t0 becomes the first stamp. Quantities need a unit, the numbers of calls and items none;
// `call`, `function`, `environment` and `worker` may be any text. Words are compared by their keys (wordKey).
#pragma once

#include "sim/json/document.h"
#include "sim/json/field_table.h"
#include "sim/units/data_size.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

struct CsvColumn {
  std::string column;
  std::string unit;
};

struct CsvColdColumn {
  std::string column;
  std::vector<std::string> yes{"1", "true", "yes", "cold"};
  std::vector<std::string> no{"0", "false", "no", "warm"};
  bool whenPresent = false; // any value above zero means a cold start, none means warm: an INIT time
};

struct CsvOutcomeColumn {
  std::string column;
  std::map<std::string, std::vector<std::string>> words; // outcome → what the file says for it
  std::string otherwise = "error";                       // what is in none of them; noted where this one has words too
};

struct CsvMapping {
  std::string schema = "coldframe.csv-mapping/1";
  std::string name;
  std::string separator = ",";
  std::string decimal = "."; // what stands before the fraction of a number: "." or ","
  bool absolute = false;
  bool endToEnd = false;                    // a file without instants: each call begins where the last one ended
  std::map<std::string, std::string> where; // only rows whose column has this value
  std::map<std::string, CsvColumn> columns;
  std::optional<CsvColdColumn> cold;
  std::optional<CsvOutcomeColumn> outcome;
  std::optional<Memory> memory; // of every row, where the file does not have it
};

Result<CsvMapping> readCsvMapping(const JsonDocument& document);

// What counts of a word: not its case, and of "200.0" and "200 OK" the number alone.
std::string wordKey(std::string_view text);

template <>
struct Fields<CsvColumn> {
  static const FieldTable<CsvColumn>& table();
};
template <>
struct Fields<CsvColdColumn> {
  static const FieldTable<CsvColdColumn>& table();
};
template <>
struct Fields<CsvOutcomeColumn> {
  static const FieldTable<CsvOutcomeColumn>& table();
};
template <>
struct Fields<CsvMapping> {
  static const FieldTable<CsvMapping>& table();
};

} // namespace coldframe
