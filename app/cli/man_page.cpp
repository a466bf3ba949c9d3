#include "app/cli/man_page.h"

#include "app/cli/command_table.h"
#include "app/cli/version.h"

namespace coldframe::cli {

namespace {

std::string escaped(const std::string& text) {
  std::string out;
  bool lineStart = true;
  for (const char c : text) {
    if (lineStart && (c == '.' || c == '\''))
      out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    lineStart = c == '\n';
  }
  return out;
}

std::string bold(const std::string& text) {
  return "\\fB" + escaped(text) + "\\fR";
}

std::string italic(const std::string& text) {
  return "\\fI" + escaped(text) + "\\fR";
}

std::string optionText(const OptionSpec& option) {
  std::string flag = option.letter != 0 ? bold(std::string("-") + option.letter) + ", " : "";
  flag += bold("--" + option.name);
  if (!option.value.empty())
    flag += " " + italic(option.value);
  std::string out = ".TP\n" + flag + "\n" + escaped(option.help);
  if (!option.choices.empty()) {
    out += ": ";
    for (std::size_t i = 0; i < option.choices.size(); ++i)
      out += (i > 0 ? ", " : "") + bold(option.choices[i]);
  }
  return out + (option.required ? " (required).\n" : ".\n");
}

std::string synopsis(const CommandSpec& command) {
  std::string out = bold("coldframe " + command.name());
  for (const ArgumentSpec& argument : command.arguments)
    out += std::string(" ") + (argument.required ? "" : "[") + italic(argument.name) + (argument.many ? "..." : "") +
           (argument.required ? "" : "]");
  for (const OptionSpec& option : command.options)
    out += std::string(" ") + (option.required ? "" : "[") + bold("--" + option.name) +
           (option.value.empty() ? "" : " " + italic(option.value)) + (option.required ? "" : "]");
  return out;
}

} // namespace

std::string manPage() {
  std::string out = ".TH COLDFRAME 1 \"\" \"coldframe " + std::string(version()) + "\" \"User Commands\"\n";
  out += ".SH NAME\ncoldframe \\- laptop, always\\-on EC2 or Lambda for bursty work: how long, how much, how sure\n";
  out += ".SH SYNOPSIS\n";
  for (const CommandSpec& command : commands())
    out += synopsis(command) + "\n.br\n";
  out += ".SH DESCRIPTION\nTakes a scenario that describes bursty work and the platforms it could run on, simulates it "
         "call by call, prices what was used, and says how long it takes, what it costs and how sure that is.\n.PP\n";
  out += italic("SCENARIO") + " is a file, the name of a shipped scenario, a result file, or " + bold("-") +
         " for standard input.\n";
  out += ".SH COMMANDS\n";
  for (const CommandSpec& command : commands()) {
    out += ".SS " + synopsis(command) + "\n" + escaped(command.summary) + ".\n";
    if (!command.description.empty())
      out += ".PP\n" + escaped(command.description) + "\n";
    for (const ArgumentSpec& argument : command.arguments)
      out += ".TP\n" + italic(argument.name) + "\n" + escaped(argument.help) + ".\n";
    for (const OptionSpec& option : command.options)
      out += optionText(option);
  }
  out += ".SH OPTIONS\nEvery command takes these.\n";
  for (const OptionSpec& option : commonOptions())
    out += optionText(option);
  out += ".SH EXIT STATUS\n";
  for (const ExitCodeSpec& code : exitCodes())
    out += ".TP\n" + bold(std::to_string(code.code)) + "\n" + escaped(code.meaning) + ".\n";
  return out;
}

} // namespace coldframe::cli
