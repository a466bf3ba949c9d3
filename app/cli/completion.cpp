#include "app/cli/completion.h"

#include "app/cli/command_table.h"

#include <set>

namespace coldframe::cli {

namespace {

// Names that the program itself knows best are asked of it when the key is pressed.
constexpr const char* kScenarioNames = "coldframe scenarios list --format csv 2>/dev/null | sed 1d | cut -d, -f1";
constexpr const char* kBookNames = "coldframe prices list --format csv 2>/dev/null | sed 1d | cut -d, -f1";
constexpr const char* kUsageNames = "coldframe prices examples --format csv 2>/dev/null | sed 1d | cut -d, -f1";
constexpr const char* kPlatformNames = "coldframe platforms list --format csv 2>/dev/null | sed 1d | cut -d, -f1";

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<OptionSpec> allOptions(const CommandSpec& command) {
  std::vector<OptionSpec> all = command.options;
  all.insert(all.end(), commonOptions().begin(), commonOptions().end());
  return all;
}

std::vector<std::string> firstWords() {
  std::vector<std::string> words;
  for (const CommandSpec& command : commands())
    if (words.empty() || words.back() != command.words[0])
      words.push_back(command.words[0]);
  return words;
}

// Inside single quotes of a shell.
std::string inShellQuotes(const std::string& text) {
  std::string out = "'";
  for (const char c : text)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string bashWords(WordKind kind, const std::vector<std::string>& choices) {
  if (!choices.empty())
    return "COMPREPLY=($(compgen -W " + inShellQuotes(joined(choices)) + " -- \"$word\"))";
  switch (kind) {
  case WordKind::Folder:
    return "COMPREPLY=($(compgen -d -- \"$word\"))";
  case WordKind::File:
    return "COMPREPLY=($(compgen -f -- \"$word\"))";
  case WordKind::Scenario:
    return std::string("COMPREPLY=($(compgen -f -W \"$(") + kScenarioNames + ")\" -- \"$word\"))";
  case WordKind::Usage:
    return std::string("COMPREPLY=($(compgen -f -W \"$(") + kUsageNames + ")\" -- \"$word\"))";
  case WordKind::Prices:
    return std::string("COMPREPLY=($(compgen -W \"$(") + kBookNames + ")\" -- \"$word\"))";
  case WordKind::Platform:
    return std::string("COMPREPLY=($(compgen -W \"$(") + kPlatformNames + ")\" -- \"$word\"))";
  default:
    return "COMPREPLY=()";
  }
}

// The sentence of a first word: a command's or a group's.
std::string summaryOf(const std::string& word) {
  for (const GroupSpec& group : groups())
    if (group.name == word)
      return group.summary;
  for (const CommandSpec& command : commands())
    if (command.words[0] == word)
      return command.summary;
  return {};
}

// Text inside a specification of _arguments or _describe.
std::string zshText(const std::string& text) {
  std::string out;
  for (const char c : text)
    out += (c == '[' || c == ']' || c == ':' || c == '\\') ? std::string("\\") + c : std::string(1, c);
  return out;
}

std::string zshWords(WordKind kind, const std::vector<std::string>& choices) {
  if (!choices.empty())
    return "(" + joined(choices) + ")";
  switch (kind) {
  case WordKind::Folder:
    return "_files -/";
  case WordKind::File:
    return "_files";
  case WordKind::Scenario:
    return std::string("{ compadd -- $(") + kScenarioNames + "); _files }";
  case WordKind::Usage:
    return std::string("{ compadd -- $(") + kUsageNames + "); _files }";
  case WordKind::Prices:
    return std::string("{ compadd -- $(") + kBookNames + ") }";
  case WordKind::Platform:
    return std::string("{ compadd -- $(") + kPlatformNames + ") }";
  default:
    return " ";
  }
}

std::string bashCase(const CommandSpec& command) {
  std::string flags;
  std::string values;
  for (const OptionSpec& option : allOptions(command)) {
    const std::string letter = option.letter != 0 ? std::string("-") + option.letter : "";
    flags += (flags.empty() ? "--" : " --") + option.name + (letter.empty() ? "" : " " + letter);
    if (!option.value.empty())
      values += "    --" + option.name + (letter.empty() ? "" : "|" + letter) + ") " +
                bashWords(option.kind, offered(option)) + "; return;;\n";
  }
  std::string out = "  " + inShellQuotes(command.name()) + ")\n    case \"$before\" in\n" + values + "    esac\n";
  out += "    if [[ $word == -* ]]; then COMPREPLY=($(compgen -W " + inShellQuotes(flags) +
         " -- \"$word\")); return; fi\n";
  if (!command.arguments.empty())
    out += "    " + bashWords(command.arguments[0].kind, command.arguments[0].choices) + "\n";
  return out + "    ;;\n";
}

} // namespace

std::string bashCompletion() {
  std::string out = "# Completion of coldframe for bash. Use: source <(coldframe completion bash)\n"
                    "_coldframe() {\n"
                    "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" command\n"
                    "  COMPREPLY=()\n"
                    "  if (( COMP_CWORD == 1 )); then\n"
                    "    COMPREPLY=($(compgen -W " +
                    inShellQuotes(joined(firstWords()) + " --help --version") +
                    " -- \"$word\"))\n    return\n  fi\n"
                    "  command=\"${COMP_WORDS[1]}\"\n"
                    "  case \"$command\" in\n";
  std::string patterns;
  for (const GroupSpec& group : groups()) {
    std::vector<std::string> second;
    for (const CommandSpec& command : commands())
      if (command.words[0] == group.name)
        second.push_back(command.words[1]);
    out += "  " + group.name + ")\n    if (( COMP_CWORD == 2 )); then COMPREPLY=($(compgen -W " +
           inShellQuotes(joined(second)) + " -- \"$word\")); return; fi\n    command+=\" ${COMP_WORDS[2]}\"\n    ;;\n";
  }
  out += "  esac\n  case \"$command\" in\n";
  for (const CommandSpec& command : commands())
    out += bashCase(command);
  return out + "  esac\n}\ncomplete -F _coldframe coldframe\n";
}

std::string zshCompletion() {
  std::string out = "#compdef coldframe\n"
                    "# Completion of coldframe for zsh. Use: source <(coldframe completion zsh)\n"
                    "_coldframe() {\n"
                    "  local -a first=(";
  for (const std::string& word : firstWords())
    out += "\n    " + inShellQuotes(word + ":" + zshText(summaryOf(word)));
  out += ")\n"
         "  if (( CURRENT == 2 )); then _describe command first; return; fi\n"
         "  local command=\"$words[2]\"\n"
         "  shift words; (( CURRENT-- ))\n"
         "  case \"$command\" in\n";
  for (const GroupSpec& group : groups()) {
    out += "  " + group.name + ")\n    local -a second=(";
    for (const CommandSpec& command : commands())
      if (command.words[0] == group.name)
        out += "\n      " + inShellQuotes(command.words[1] + ":" + zshText(command.summary));
    out += ")\n    if (( CURRENT == 2 )); then _describe command second; return; fi\n"
           "    command+=\" $words[2]\"\n    shift words; (( CURRENT-- ));;\n";
  }
  out += "  esac\n  case \"$command\" in\n";
  for (const CommandSpec& command : commands()) {
    out += "  " + inShellQuotes(command.name()) + ")\n    _arguments";
    for (const OptionSpec& option : allOptions(command)) {
      const std::string help = "[" + zshText(option.help) + "]";
      const std::string value =
          option.value.empty() ? "" : ":" + option.value + ":" + zshWords(option.kind, offered(option));
      out += " \\\n      " + inShellQuotes("--" + option.name + help + value);
      if (option.letter != 0)
        out += " \\\n      " + inShellQuotes(std::string("-") + option.letter + help + value);
    }
    for (const ArgumentSpec& argument : command.arguments)
      out += " \\\n      " + inShellQuotes((argument.many ? "*:" : ":") + argument.name + ":" +
                                           zshWords(argument.kind, argument.choices));
    out += ";;\n";
  }
  return out +
         "  esac\n}\n"
         "if [[ \"$funcstack[1]\" == _coldframe ]]; then _coldframe \"$@\"; else compdef _coldframe coldframe; fi\n";
}

std::string fishCompletion() {
  std::string out = "# Completion of coldframe for fish. Use: coldframe completion fish | source\n"
                    "complete -c coldframe -f\n";
  const auto describe = [](const std::string& text) { return " -d " + inShellQuotes(text); };
  const auto words = [](WordKind kind, const std::vector<std::string>& choices) -> std::string {
    if (!choices.empty())
      return " -xa " + inShellQuotes(joined(choices));
    switch (kind) {
    case WordKind::File:
    case WordKind::Folder:
      return " -rF";
    case WordKind::Scenario:
      return std::string(" -Fa ") + inShellQuotes(std::string("(") + kScenarioNames + ")");
    case WordKind::Usage:
      return std::string(" -Fa ") + inShellQuotes(std::string("(") + kUsageNames + ")");
    case WordKind::Prices:
      return std::string(" -xa ") + inShellQuotes(std::string("(") + kBookNames + ")");
    case WordKind::Platform:
      return std::string(" -xa ") + inShellQuotes(std::string("(") + kPlatformNames + ")");
    default:
      return " -x";
    }
  };
  std::set<std::string> grouped;
  for (const GroupSpec& group : groups()) {
    grouped.insert(group.name);
    out += "complete -c coldframe -n __fish_use_subcommand -a " + group.name + describe(group.summary) + '\n';
  }
  for (const CommandSpec& command : commands()) {
    std::string when = "__fish_seen_subcommand_from " + command.words[0];
    if (command.words.size() == 1) {
      out += "complete -c coldframe -n __fish_use_subcommand -a " + command.words[0] + describe(command.summary) + '\n';
    } else {
      out += "complete -c coldframe -n '" + when + "' -a " + command.words[1] + describe(command.summary) + '\n';
      when += "; and __fish_seen_subcommand_from " + command.words[1];
    }
    for (const OptionSpec& option : allOptions(command))
      out += "complete -c coldframe -n '" + when + "' -l " + option.name +
             (option.letter != 0 ? std::string(" -s ") + option.letter : "") +
             (option.value.empty() ? "" : words(option.kind, offered(option))) + describe(option.help) + '\n';
    if (!command.arguments.empty())
      out += "complete -c coldframe -n '" + when + "'" +
             words(command.arguments[0].kind, command.arguments[0].choices) + '\n';
  }
  return out;
}

} // namespace coldframe::cli
