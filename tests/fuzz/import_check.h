// What must hold of any reader whatever the bytes are: it reads or refuses with reasons; what it read is a trace whose
// rows add up and that survives being written and read.
#pragma once

#include "sim/trace/trace_file.h"
#include "sim/trace/trace_formats.h"
#include "sim/trace/trace_json.h"
#include "sim/trace/trace_statistics.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace coldframe::fuzz {

inline void check(const Result<ImportedTrace>& read) {
  if (!read) {
    if (read.error().problems.empty() || read.error().text().empty())
      std::abort();
    return;
  }
  if (read->trace.rows() == 0 || read->format.empty())
    std::abort();
  for (const ImportWarning& warning : read->warnings)
    if (warning.count == 0 || warning.what.empty())
      std::abort();
  const auto again = readTraceJson(writeTraceJson(read->trace), "again");
  if (!again || !(*again == read->trace))
    std::abort();
  statisticsOf(read->trace, 7);
}

using Reader = Result<ImportedTrace> (*)(std::string_view, const std::string&, ImportProgress&);

inline std::string_view textOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void check(Reader reader, std::string_view text) {
  ImportProgress progress;
  check(reader(text, "fuzz", progress));
}

} // namespace coldframe::fuzz
