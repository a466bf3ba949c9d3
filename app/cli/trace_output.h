// A trace into a file that is replaced whole or not at all.
#pragma once

#include "app/cli/output_file.h"
#include "sim/base/result.h"
#include "sim/trace/trace.h"

#include <string>

namespace coldframe::cli {

// In the form that the name asks for: .csv, else coldframe.trace/1; with .zst behind it, compressed. Writes and
// commits.
Result<void> writeTrace(const Trace& trace, const std::string& path, OutputFile& file);

} // namespace coldframe::cli
