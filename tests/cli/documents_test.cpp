// The completion scripts and the manual page, which are made from the table of commands.
#include "app/cli/command_table.h"
#include "app/cli/completion.h"
#include "app/cli/man_page.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>

namespace coldframe::cli {
namespace {

std::string outputOf(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe))
    text.append(buffer.data(), n);
  EXPECT_EQ(pclose(pipe), 0) << command;
  return text;
}

// What bash would offer for a command line whose last word is being typed.
std::string offered(const std::string& words, int position) {
  const test::TemporaryFolder folder;
  const auto script = folder.path() / "completion.bash";
  std::ofstream(script) << bashCompletion() << "COMP_WORDS=(" << words << "); COMP_CWORD=" << position
                        << "; _coldframe; echo \"${COMPREPLY[*]}\"\n";
  return outputOf("bash " + script.string());
}

TEST(BashCompletion, OffersCommandsOptionsAndTheirChoices) {
  EXPECT_EQ(offered("coldframe comp", 1), "compare completion\n");
  EXPECT_EQ(offered("coldframe platforms ''", 2), "list show\n");
  EXPECT_EQ(offered("coldframe compare x --req", 3), "--require\n");
  EXPECT_EQ(offered("coldframe compare x --format ''", 4), "table json csv markdown\n");
  EXPECT_EQ(offered("coldframe trace info --ef", 3), "--effort\n");
  EXPECT_EQ(offered("coldframe completion z", 2), "zsh\n");
  EXPECT_EQ(offered("coldframe breakeven x --over ''", 4), "requests runs utilization burst duration\n");
  EXPECT_EQ(offered("coldframe sensitivity x --input du", 4), "duration\n");
}

TEST(Completion, KnowsEveryCommandAndOptionInEveryShell) {
  for (const std::string& script : {bashCompletion(), zshCompletion(), fishCompletion()})
    for (const CommandSpec& command : commands()) {
      for (const std::string& word : command.words)
        EXPECT_NE(script.find(word), std::string::npos) << word;
      for (const OptionSpec& option : command.options)
        EXPECT_NE(script.find(option.name), std::string::npos) << option.name;
    }
}

TEST(ManPage, DescribesEveryCommandOptionAndExitCode) {
  const std::string page = manPage();
  const auto asTyped = [](std::string text) {
    for (std::size_t at = 0; (at = text.find('-', at)) != std::string::npos; at += 2)
      text.insert(at, "\\");
    return text;
  };
  EXPECT_EQ(page.rfind(".TH COLDFRAME 1 ", 0), 0u);
  for (const CommandSpec& command : commands()) {
    EXPECT_NE(page.find(".SS \\fBcoldframe " + command.name()), std::string::npos) << command.name();
    for (const OptionSpec& option : command.options)
      EXPECT_NE(page.find(asTyped("--" + option.name)), std::string::npos) << option.name;
  }
  for (const OptionSpec& option : commonOptions())
    EXPECT_NE(page.find(asTyped("--" + option.name)), std::string::npos) << option.name;
  for (const ExitCodeSpec& code : exitCodes())
    EXPECT_NE(page.find("\\fB" + std::to_string(code.code) + "\\fR\n"), std::string::npos) << code.code;
}

TEST(CommandTable, SaysWhatEverythingIsFor) {
  for (const CommandSpec& command : commands()) {
    EXPECT_FALSE(command.summary.empty()) << command.name();
    EXPECT_FALSE(command.summary.ends_with('.')) << command.name();
    EXPECT_NE(command.run, nullptr) << command.name();
    for (const ArgumentSpec& argument : command.arguments)
      EXPECT_FALSE(argument.help.empty()) << command.name() << " " << argument.name;
    for (const OptionSpec& option : command.options)
      EXPECT_FALSE(option.help.empty()) << command.name() << " --" << option.name;
  }
}

} // namespace
} // namespace coldframe::cli
