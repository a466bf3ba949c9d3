// The command line as a function, so that tests drive it as a user does: words in, text and an exit code out.
// Exit codes: 0 done; 1 nothing that was asked for is feasible; 2 the command line makes no sense;
// 3 bad input; 4 a defect of ours; 5 output cannot be written; 130 interrupted.
#pragma once

#include <iosfwd>
#include <stop_token>
#include <string>
#include <vector>

namespace coldframe::cli {

struct CliSurroundings {
  bool errIsTerminal = false; // progress is shown only then
  std::stop_token stop;       // Ctrl-C
  std::string userFolder;     // profiles, books and scenarios of the user's own; empty: none
};

// `args` without the program's name.
int runCli(const std::vector<std::string>& args, std::istream& in, std::ostream& out, std::ostream& err,
           const CliSurroundings& surroundings = {});

} // namespace coldframe::cli
