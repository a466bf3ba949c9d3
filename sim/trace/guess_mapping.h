// Which column of a CSV file means what, told by its header and some lines, so that a file of anybody's making is read
// without a mapping. A name is split into words ("billedDurationMs", "Billed Duration (ms)", "@billedDuration" are all
// "billed duration", the first two with a unit) and looked up among the names that logs use; the unit stands in the
// name, or is told by the size of the numbers (an instant since 1970 in s, ms, µs or ns; "2026-08-14 14:00:43").
// Whatever had to be assumed is said.
#pragma once

#include "sim/trace/column_words.h"
#include "sim/trace/csv_mapping.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

// The most likely of , ; tab and | in a header line.
char guessSeparator(std::string_view headerLine);

struct GuessedMapping {
  CsvMapping mapping;               // its separator is one character
  std::vector<std::string> assumed; // a sentence each: what the file does not say
  std::vector<std::string> unused;  // columns that mean nothing here
};

// The first records after the header of a file, and its last ones, which may be of another day.
std::vector<std::vector<std::string>> sampleRows(std::string_view text, char separator);

// `rows` are some of the records. Nothing: the file does not say when calls were, nor how long they took.
std::optional<GuessedMapping> guessMapping(const std::vector<std::string>& header,
                                           const std::vector<std::vector<std::string>>& rows, char separator);

} // namespace coldframe
