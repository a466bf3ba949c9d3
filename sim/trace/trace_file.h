// Traces in files. Written in the form that the name asks for: .csv, else coldframe.trace/1; with .zst behind it,
// compressed. Read by what the file holds, whatever its name: compressed (gzip, Zstandard) or not, UTF-8 or UTF-16, our
// own JSON or CSV, any CSV with a mapping, one of the foreign formats (trace_formats.h), or a CSV whose columns can be
// told by their names. Errors (Input): unreadable, too large (packed or unpacked), or what the readers of the forms
// say. Interrupted: stopped.
#pragma once

#include "sim/base/result.h"
#include "sim/trace/trace_csv.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

struct TraceReadOptions {
  std::optional<CsvMapping> mapping;               // of a CSV file with other columns
  std::vector<std::string> with{};                 // paths of files that belong to this one (Azure Functions 2019)
  std::size_t mostBytes = std::size_t{4} << 30;    // of the file
  std::size_t mostUnpacked = std::size_t{4} << 30; // of its text
  std::stop_token stop{};
  std::function<void(double)> onProgress{}; // the share that is read, from the reading thread
};

std::string writeTraceText(const Trace& trace, std::string_view fileName);

Result<ImportedTrace> readTraceText(std::string_view bytes, const std::string& fileName,
                                    const TraceReadOptions& options = {});
Result<ImportedTrace> readTraceFile(const std::string& path, const TraceReadOptions& options = {});

} // namespace coldframe
