// The foreign formats that are found by what a file holds: one entry a format, its reader in a file of its own. To add
// one: a sniff that no other format passes (it sees the first 64 KiB), a reader, an entry in trace_formats.cpp, a line
// in docs/formats.md.
#pragma once

#include "sim/base/result.h"
#include "sim/trace/import_progress.h"
#include "sim/trace/imported_trace.h"
#include "sim/trace/trace_builder.h"

#include <span>
#include <string>
#include <string_view>

namespace coldframe {

struct TraceFormat {
  std::string_view name; // "AWS Lambda log"
  bool (*sniff)(std::string_view head);
  // Errors (Input): no row could be read. Interrupted: `progress` was told to stop.
  Result<ImportedTrace> (*read)(std::string_view text, const std::string& fileName, ImportProgress& progress);
};

inline constexpr std::size_t kSniffedBytes = std::size_t{1} << 16;

// In the order in which they are tried.
std::span<const TraceFormat> traceFormats();

// What every reader does at its end: names the file, refuses a trace without rows, and takes over what was noted.
Result<ImportedTrace> finishImport(TraceBuilder& builder, ImportLog& log, std::vector<std::string> unknown,
                                   std::string_view format, const std::string& fileName,
                                   const ImportProgress& progress);

} // namespace coldframe
