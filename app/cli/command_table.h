// Every command and option of `coldframe`, once: what the parser accepts, the shell completes and the man page says.
#pragma once

#include <string>
#include <vector>

namespace coldframe::cli {

class CommandCall;

// What a word on the command line stands for, so that a shell can complete it.
enum class WordKind { Plain, File, Folder, Scenario, Platform, Prices, Usage, Shell };

struct OptionSpec {
  std::string name{};                     // "format": written --format
  char letter = 0;                        // 'o': also -o
  std::string value{};                    // "FILE"; empty: a flag
  std::vector<std::string> choices{};     // when only these are accepted
  std::vector<std::string> suggestions{}; // when these are accepted among others
  WordKind kind = WordKind::Plain;
  std::string help{}; // one sentence without its full stop
  bool required = false;
  bool many = false; // may be given again and again
};

// What a shell offers.
inline const std::vector<std::string>& offered(const OptionSpec& option) {
  return option.choices.empty() ? option.suggestions : option.choices;
}

struct ArgumentSpec {
  std::string name{}; // "SCENARIO"
  WordKind kind = WordKind::Plain;
  std::vector<std::string> choices{};
  std::string help{};
  bool required = true;
  bool many = false;
};

struct CommandSpec {
  std::vector<std::string> words{}; // {"compare"}, {"platforms", "show"}
  std::string summary{};            // one sentence without its full stop
  std::string description{};        // more, for the man page and the command's own help
  std::vector<ArgumentSpec> arguments{};
  std::vector<OptionSpec> options{}; // besides commonOptions()
  int (*run)(CommandCall& call) = nullptr;

  std::string name() const; // "platforms show"
};

const std::vector<CommandSpec>& commands();
ArgumentSpec scenarioArgument();                // the SCENARIO of every command that takes one
const std::vector<OptionSpec>& commonOptions(); // accepted by every command

// Groups of commands ("platforms": list and show) with a sentence each.
struct GroupSpec {
  std::string name{};
  std::string summary{};
};
const std::vector<GroupSpec>& groups();

struct ExitCodeSpec {
  int code;
  std::string meaning;
};
const std::vector<ExitCodeSpec>& exitCodes();

} // namespace coldframe::cli
