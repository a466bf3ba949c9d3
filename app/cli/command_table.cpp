#include "app/cli/command_table.h"

#include "app/cli/commands.h"

namespace coldframe::cli {

namespace {

const std::vector<std::string> kFormats{"table", "json", "csv", "markdown"};
const std::vector<std::string> kEfforts{"quick", "normal", "precise"};

std::vector<CommandSpec> joinGroups() {
  std::vector<CommandSpec> all;
  for (auto group : {studyCommands, decisionCommands, monthCommands, sizeCommands, sweepCommands, priceCommands,
                     catalogueCommands, traceCommands, fitCommands, selfCommands})
    for (CommandSpec& command : group())
      all.push_back(std::move(command));
  return all;
}

} // namespace

ArgumentSpec scenarioArgument() {
  return {.name = "SCENARIO",
          .kind = WordKind::Scenario,
          .help = "A scenario file, the name of a shipped scenario, a result file (asked the same again), or - for "
                  "standard input"};
}

std::string CommandSpec::name() const {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : " ") + word;
  return out;
}

const std::vector<CommandSpec>& commands() {
  static const std::vector<CommandSpec> all = joinGroups();
  return all;
}

const std::vector<OptionSpec>& commonOptions() {
  static const std::vector<OptionSpec> all{
      {.name = "format", .value = "FORMAT", .choices = kFormats, .help = "How to print the result"},
      {.name = "output",
       .letter = 'o',
       .value = "FILE",
       .kind = WordKind::File,
       .help =
           "Write the result to this file instead of standard output; an older file is replaced whole or not at all"},
      {.name = "seed", .value = "N", .help = "Seed of all random draws, instead of the scenario's"},
      {.name = "replications", .value = "N", .help = "Independent repetitions; 10 when left out (predict: 40)"},
      {.name = "effort",
       .value = "EFFORT",
       .choices = kEfforts,
       .help = "How much to simulate; a quick answer is marked provisional and has wider intervals"},
      {.name = "jobs", .value = "N", .help = "Threads; never changes the result"},
      {.name = "explain", .help = "Also print where the figures come from, down to each line of the bill"},
      {.name = "quiet", .letter = 'q', .help = "No progress and no warnings on standard error"},
      {.name = "data",
       .value = "DIR",
       .kind = WordKind::Folder,
       .help = "Look for profiles, price books and scenarios here before the built-in ones"},
  };
  return all;
}

const std::vector<GroupSpec>& groups() {
  static const std::vector<GroupSpec> all{{"platforms", "Platform profiles"},
                                          {"prices", "Price books"},
                                          {"scenarios", "Shipped scenarios"},
                                          {"trace", "Traces: recorded or simulated runs, one row an attempt"}};
  return all;
}

const std::vector<ExitCodeSpec>& exitCodes() {
  static const std::vector<ExitCodeSpec> all{
      {0, "Done"},
      {1, "Nothing that was asked for is feasible (compare --require: the platform it names)"},
      {2, "The command line makes no sense"},
      {3, "Bad input"},
      {4, "A defect of the program"},
      {5, "The output cannot be written"},
      {130, "Interrupted; the result holds the replications that were finished and says so"}};
  return all;
}

} // namespace coldframe::cli
