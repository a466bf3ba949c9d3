// Any CSV file whose columns can be told by their names (guess_mapping.h): comma, semicolon, tab or bar, quoted fields
// over several lines, CRLF. What had to be assumed, and which columns were not used, is said.
#include "sim/base/in_quotes.h"
#include "sim/trace/cloud_formats.h"
#include "sim/trace/guess_mapping.h"
#include "sim/trace/trace_csv.h"

namespace coldframe {

namespace {

constexpr std::size_t kMostColumns = 10'000;
constexpr std::size_t kMostUnusedNamed = 10;

tl::unexpected<Error> refuse(const std::string& fileName, std::string_view text) {
  constexpr std::size_t kShown = 80;
  const std::string_view header = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
  Problem problem;
  problem.file = fileName;
  problem.line = 1;
  problem.column = 1;
  problem.what = "no column of this file is known to say when calls ran or how long they took";
  problem.value = inQuotes(plainText(header.substr(0, kShown))) + (header.size() > kShown ? " …" : "");
  problem.expectation =
      "a trace, a log of a kind that docs/formats.md lists, or a mapping that says which column is which";
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

} // namespace

Result<ImportedTrace> readGenericCsv(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  const char separator = guessSeparator(text);
  CsvLines lines(text, separator, CsvQuotes::MaySpanLines);
  if (!lines.next() || lines.broken() || lines.fields().size() > kMostColumns)
    return refuse(fileName, text);
  const std::vector<std::string> header(lines.fields().begin(), lines.fields().end());
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
