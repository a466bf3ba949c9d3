// Any CSV file whose columns can be told by their names (guess_mapping.h): comma, semicolon, tab or bar, quoted fields
// over several lines, CRLF. What had to be assumed, and which columns were not used, is said.
#include "sim/base/in_quotes.h"
#include "sim/trace/cloud_formats.h"
#include "sim/trace/column_words.h"
#include "sim/trace/guess_mapping.h"
#include "sim/trace/trace_csv.h"

#include <algorithm>
#include <array>

namespace coldframe {

namespace {

constexpr std::size_t kMostColumns = 10'000;
constexpr std::size_t kMostUnusedNamed = 10;

// Tables of known tools whose rows are no calls, though some of their columns look so.
struct OtherTable {
  std::array<std::string_view, 3> columns;
  std::string_view what;
  std::string_view instead;
};
constexpr std::array kOtherTables{
    OtherTable{{"metric_name", "timestamp", "metric_value"},
               "these are k6's measurements: a row is one of a metric, not a call",
               "the rows of http_req_duration alone, with a mapping: \"timestamp\" is a call's end, in s, and "
               "\"metric_value\" its duration, in ms"},
    OtherTable{{"User Count", "Requests/s", "Total Request Count"},
               "this is Locust's history: a row sums up many requests",
               "a row a request, as a listener of Locust's \"request\" event can write them"},
};

const OtherTable* otherTableOf(const std::vector<std::string>& header) {
  const auto found = std::ranges::find_if(
      kOtherTables, [&header](const OtherTable& table) { return hasColumns(header, table.columns); });
  return found == kOtherTables.end() ? nullptr : &*found;
}

tl::unexpected<Error> refuse(const std::string& fileName, std::string_view text,
                             std::string_view what = "no column of this file is known to say when calls ran or how "
                                                     "long they took",
                             std::string_view instead = "a trace, a log of a kind that docs/formats.md lists, or a "
                                                        "mapping that says which column is which") {
  constexpr std::size_t kShown = 80;
  const std::string_view header = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
  Problem problem;
  problem.file = fileName;
  problem.line = 1;
  problem.column = 1;
  problem.what = what;
  problem.value = inQuotes(plainText(header.substr(0, kShown))) + (header.size() > kShown ? " …" : "");
  problem.expectation = instead;
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

} // namespace

Result<ImportedTrace> readGenericCsv(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  const char separator = guessSeparator(text);
  CsvLines lines(text, separator, CsvQuotes::MaySpanLines);
  if (!lines.next() || lines.broken() || lines.fields().size() > kMostColumns)
    return refuse(fileName, text);
  const std::vector<std::string> header(lines.fields().begin(), lines.fields().end());
  if (const OtherTable* other = otherTableOf(header))
    return refuse(fileName, text, other->what, other->instead);
  auto guess = guessMapping(header, sampleRows(text, separator), separator);
  if (!guess)
    return refuse(fileName, text);
  auto imported = readMappedCsv(text, fileName, guess->mapping, CsvQuotes::MaySpanLines, &progress);
  if (!imported)
    return imported;
  imported->format = "CSV";
  imported->unknown = std::move(guess->assumed);
  std::string unused;
  for (std::size_t i = 0; i < std::min(guess->unused.size(), kMostUnusedNamed); ++i)
    unused += (i > 0 ? ", " : "") + inQuotes(guess->unused[i]);
  if (!unused.empty())
    imported->unknown.push_back("what these columns mean: " + unused +
                                (guess->unused.size() > kMostUnusedNamed ? ", …" : ""));
  return imported;
}

} // namespace coldframe
