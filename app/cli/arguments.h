// A command line, taken apart: which command, its words and options. Values are checked against the command table
// (choices, required ones); numbers are read here, so that every command refuses the same nonsense with the same words.
#pragma once

#include "app/cli/command_table.h"
#include "sim/base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace coldframe::cli {

class Arguments {
public:
  const CommandSpec* command = nullptr;
  std::map<std::string, std::vector<std::string>> words; // by name, options without their dashes

  bool has(const std::string& name) const;
  std::string text(const std::string& name, std::string otherwise = {}) const;
  std::vector<std::string> list(const std::string& name) const;
  // Usage, when an option is missing that the command cannot do without.
  Result<void> checkRequired() const;
  // A whole number from `least` to `most`; Usage errors name the option.
  Result<std::optional<std::uint64_t>> whole(const std::string& name, std::uint64_t least, std::uint64_t most) const;
  // "1,2,4,8": whole numbers of at least 1.
  Result<std::vector<std::int64_t>> wholeList(const std::string& name) const;
};

// What parsing came to: a command to run, or a text to print (help, version) and the exit code to leave with.
struct Parsed {
  Arguments arguments;
  std::string print; // to standard output when exitCode is 0, else to standard error
  int exitCode = -1; // -1: run the command
};
Parsed parseArguments(const std::vector<std::string>& args);

} // namespace coldframe::cli
