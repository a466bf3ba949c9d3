// Traces as CSV: Coldframe's own columns, and any foreign file by a mapping. A line that cannot be read is left out and
// counted, with the number of the line; the rest is the trace. The name, source and epoch of a trace are not in CSV.
// Errors (Input): no header, a mapped column that the file does not have, no row that could be read.
#pragma once

#include "sim/base/result.h"
#include "sim/trace/csv_lines.h"
#include "sim/trace/csv_mapping.h"
#include "sim/trace/import_progress.h"
#include "sim/trace/imported_trace.h"
#include "sim/trace/trace.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

// Own columns: the nine stamps as NAME_ns, the counts by their names, billed as billed_ns, memory and data in bytes,
// the names of functions and environments as text, cold and outcome as words. Only columns that the trace has.
std::string writeTraceCsv(const Trace& trace);
// By what its header says: there is an outcome, and every column is one of ours.
bool isOwnCsv(std::string_view text);
Result<ImportedTrace> readTraceCsv(std::string_view text, const std::string& fileName,
                                   ImportProgress* progress = nullptr);

Result<ImportedTrace> readMappedCsv(std::string_view text, const std::string& fileName, const CsvMapping& mapping,
                                    CsvQuotes quotes = CsvQuotes::EndWithTheLine, ImportProgress* progress = nullptr);

} // namespace coldframe
