// The traces that commands are given: read with the options that say how, and what was wrong with them told.
#pragma once

#include "app/cli/command_call.h"
#include "app/cli/command_table.h"
#include "sim/trace/imported_trace.h"

#include <string>
#include <vector>

namespace coldframe::cli {

// --map, --with and --align, and those of the command.
std::vector<OptionSpec> traceOptions(std::vector<OptionSpec> more = {});
ArgumentSpec traceArgument(std::string name = "FILE");

// The trace in a file, or from standard input for "-". Clocks that differ are told, and shifted where asked for.
Result<ImportedTrace> readTraceOf(CommandCall& call, const std::string& path);
// What the file cannot tell, and what was left out: once a kind, with the first line it happened in.
void warnOf(CommandCall& call, const ImportedTrace& imported);

} // namespace coldframe::cli
