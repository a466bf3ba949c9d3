// What a command was asked, as a result file carries it ("asked"), so that the file can be asked the same again:
//   {"command": "batch", "platform": "lambda", "sizes": "10,20,40"}
// Left out is what the scenario in the file says already (--set, --seed, --warm-up), what changes no result, and names
// of files, which may be gone (a link or a document that holds what it stands for is none).
#pragma once

#include "app/cli/arguments.h"
#include "sim/json/node.h"
#include "sim/scenario/load_scenario.h"

#include <map>
#include <string>
#include <vector>

namespace coldframe::cli {

JsonNode askedOf(const Arguments& arguments);

// The options by name; none where the text is no result of this command.
std::map<std::string, std::vector<std::string>> askedIn(const SourceText& text, const std::string& command);

} // namespace coldframe::cli
