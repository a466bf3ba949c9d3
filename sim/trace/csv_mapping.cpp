#include "sim/trace/csv_mapping.h"

#include "sim/json/reader.h"
#include "sim/trace/csv_target.h"
#include "sim/units/lower_case.h"
#include "sim/units/parse.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr std::string_view kSchema = "coldframe.csv-mapping/1";

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : ", ") + word;
  return text;
}

void checkColumns(const CsvMapping& mapping, Reader& reader, const JsonNode& node) {
  const JsonNode* columns = node.find("columns");
  for (const auto& [name, column] : mapping.columns) {
    const JsonNode& place = *columns->find(name);
    const auto target = findTarget(name);
    if (!target) {
      reader.wrongAbout(place, "a trace has no column \"" + name + "\"" + suggestion(name, targetNames()),
                        "one of " + listed(targetNames()));
      continue;
    }
    const std::vector<std::string> units = target->units();
    if (units.empty() && !column.unit.empty())
      reader.wrong(*place.find("unit"), "a number without a unit is due here", "no \"unit\"");
    else if (!units.empty() && column.unit.empty())
      reader.wrongAbout(place, "this column needs a \"unit\"", "one of " + listed(units));
    else if (!units.empty() && std::ranges::find(units, column.unit) == units.end())
      reader.wrong(*place.find("unit"), "this is not a unit of this column", "one of " + listed(units));
  }
  const auto has = [&mapping](Stamp stamp) {
    return mapping.columns.contains(std::string(kStampNames[static_cast<std::size_t>(stamp)]));
  };
  for (std::size_t i = 0; i < kSpanNames.size(); ++i) {
    const auto [from, to] = endsOf(static_cast<Span>(i));
    if (mapping.columns.contains(std::string(kSpanNames[i])) && has(from) == has(to) &&
        !(mapping.endToEnd && !has(from)))
      reader.wrongAbout(*columns->find(kSpanNames[i]),
                        "a length goes with one of its two stamps, which gives the other",
                        "either " + std::string(kStampNames[static_cast<std::size_t>(from)]) + " or " +
                            std::string(kStampNames[static_cast<std::size_t>(to)]));
  }
  if (mapping.memory && mapping.columns.contains("memory"))
    reader.wrongAbout(*node.find("memory"), "the memory is given twice");
}

} // namespace

const FieldTable<CsvColumn>& Fields<CsvColumn>::table() {
  static const FieldTable<CsvColumn> fields =
      FieldTable<CsvColumn>("csv_column", "a column of a CSV file")
          .field("column", &CsvColumn::column, {.help = "its name in the file's first line", .required = true})
          .field("unit", &CsvColumn::unit,
                 {.help = "of its numbers; \"iso\": instants; \"dmy\", \"mdy\": as spreadsheets write them"});
  return fields;
}

const FieldTable<CsvColdColumn>& Fields<CsvColdColumn>::table() {
  using C = CsvColdColumn;
  static const FieldTable<C> fields =
      FieldTable<C>("csv_cold", "the column that says whether a call was cold")
          .field("column", &C::column, {.help = "its name in the file's first line", .required = true})
          .field("yes", &C::yes, {.help = "what stands there for a cold start"})
          .field("no", &C::no, {.help = "what stands there for a warm one"})
          .field("when_present", &C::whenPresent, {.help = "any number above zero means cold: an INIT time"});
  return fields;
}

const FieldTable<CsvOutcomeColumn>& Fields<CsvOutcomeColumn>::table() {
  using C = CsvOutcomeColumn;
  static const FieldTable<C> fields =
      FieldTable<C>("csv_outcome", "the column that says how a call ended")
          .field("column", &C::column, {.help = "its name in the file's first line", .required = true})
          .field("words", &C::words, {.help = "outcome → what the file says for it", .required = true})
          .field("otherwise", &C::otherwise, {.help = "outcome of everything else"})
          .check([](const C& column, Reader& reader, const JsonNode& node) {
            const std::vector<std::string> known(kOutcomeNames.begin(), kOutcomeNames.end());
            for (const auto& [outcome, texts] : column.words)
              if (std::ranges::find(known, outcome) == known.end())
                reader.wrongAbout(*node.find("words")->find(outcome), "there is no such outcome",
                                  "one of " + listed(known));
            if (std::ranges::find(known, column.otherwise) == known.end())
              reader.wrong(*node.find("otherwise"), "there is no such outcome", "one of " + listed(known));
          });
  return fields;
}

const FieldTable<CsvMapping>& Fields<CsvMapping>::table() {
  using M = CsvMapping;
  static const FieldTable<M> fields =
      FieldTable<M>("csv_mapping", "which column of a CSV file means what")
          .field("schema", &M::schema, {.required = true})
          .field("name", &M::name, {.help = "of the trace"})
          .field("separator", &M::separator, {.help = "one character"})
          .field("decimal", &M::decimal, {.help = "before the fraction of a number: a point or a comma"})
          .field("absolute", &M::absolute, {.help = "numbers of stamps count from 1970"})
          .field("end_to_end", &M::endToEnd, {.help = "no instants: each call begins where the last one ended"})
          .field("where", &M::where, {.help = "only rows whose column has this value"})
          .field("columns", &M::columns, {.help = "column of a trace → column of the file", .required = true})
          .field("cold", &M::cold)
          .field("outcome", &M::outcome)
          .field("memory", &M::memory, {.help = "of every call, where the file does not have it"})
          .check([](const M& mapping, Reader& reader, const JsonNode& node) {
            if (mapping.schema != kSchema)
              reader.wrong(*node.find("schema"), "not a mapping of this version", "\"" + std::string(kSchema) + "\"");
            if (mapping.separator.size() != 1)
              reader.wrong(*node.find("separator"), "a separator is one character", "\",\", \";\" or \"\\t\"");
            if ((mapping.decimal != "." && mapping.decimal != ",") || mapping.decimal == mapping.separator)
              reader.wrong(*node.find("decimal"), "this does not stand before fractions",
                           "\".\" or \",\", and not the separator");
            checkColumns(mapping, reader, node);
          });
  return fields;
}

Result<CsvMapping> readCsvMapping(const JsonDocument& document) {
  return readJson<CsvMapping>(document.root());
}

std::string wordKey(std::string_view text) {
  const auto notDigit = std::ranges::find_if_not(text, [](char c) { return c >= '0' && c <= '9'; });
  const auto digits = static_cast<std::size_t>(notDigit - text.begin());
  const std::string_view rest = text.substr(digits);
  const bool fractionOfZeros = rest.starts_with('.') && rest.find_first_not_of('0', 1) == std::string_view::npos;
  std::string key(digits > 0 && (fractionOfZeros || rest.starts_with(' ')) ? text.substr(0, digits) : text);
  std::ranges::transform(key, key.begin(), lowerCase);
  return key;
}

} // namespace coldframe
