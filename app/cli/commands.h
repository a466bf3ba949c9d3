// The groups of commands, one file each: their entries of the command table and, beside them, what they do. A command
// reads its words from the call, makes its result and gives it to the call's output; what it returns is the exit code.
#pragma once

#include "app/cli/command_table.h"

namespace coldframe::cli {

std::vector<CommandSpec> decisionCommands();  // breakeven, sensitivity
std::vector<CommandSpec> monthCommands();     // month
std::vector<CommandSpec> studyCommands();     // compare, run, scale
std::vector<CommandSpec> sizeCommands();      // batch, memory
std::vector<CommandSpec> sweepCommands();     // sweep, optimize
std::vector<CommandSpec> priceCommands();     // bill, prices
std::vector<CommandSpec> catalogueCommands(); // platforms, scenarios, validate, schema
std::vector<CommandSpec> fitCommands();       // fit, predict
std::vector<CommandSpec> traceCommands();     // trace info, trace diff, trace convert, trace replay
CommandSpec replayCommand();                  // trace replay
std::vector<CommandSpec> selfCommands();      // completion, man

} // namespace coldframe::cli
