#include "app/cli/command_table.h"

#include "app/cli/commands.h"

namespace coldframe::cli {

namespace {

const std::vector<std::string> kFormats{"table", "json", "csv", "markdown"};
const std::vector<std::string> kEfforts{"quick", "normal", "precise"};

ArgumentSpec scenarioArgument() {
  return {.name = "SCENARIO",
          .kind = WordKind::Scenario,
          .help = "A scenario file, the name of a shipped scenario, a result file, or - for standard input"};
}

OptionSpec platformOption(bool required, std::string help) {
  return {.name = "platform", .value = "ID", .help = std::move(help), .required = required};
}

ArgumentSpec traceArgument() {
  return {.name = "FILE",
          .kind = WordKind::File,
          .help = "A trace: coldframe.trace/1 or CSV, plain or compressed (.zst); - for standard input"};
}

OptionSpec mapOption() {
  return {.name = "map",
          .value = "FILE",
          .kind = WordKind::File,
          .help = "A JSON file that says which column of a foreign CSV file means what"};
}

std::vector<CommandSpec> makeCommands() {
  return {
      {.words = {"compare"},
       .summary = "Compare every platform of a scenario: time, cost, certainty",
       .description = "Each platform does the same work with the same draws, replicated. Prints one row a platform and "
                      "says which is fastest, which is cheapest per month and up to where, and what to watch. With "
                      "--require, exit code 1 means that this platform is infeasible; without, that every one is.",
       .arguments = {scenarioArgument()},
       .options = {{.name = "require", .value = "ID", .help = "Exit with 1 when this platform is infeasible"}},
       .run = runCompare},
      {.words = {"run"},
       .summary = "Run a scenario on one platform",
       .description = "Like compare for one platform, measured against the scenario's baseline. With --trace-out, "
                      "every attempt of the first replication is written as a row of a trace.",
       .arguments = {scenarioArgument()},
       .options = {platformOption(true, "The platform's id in the scenario"),
                   {.name = "trace-out",
                    .value = "FILE",
                    .kind = WordKind::File,
                    .help = "Write the trace of the first replication: CSV when the name ends in .csv, else "
                            "coldframe.trace/1"}},
       .run = runRun},
      {.words = {"scale"},
       .summary = "Show speedup and efficiency against the number of workers",
       .description =
           "Runs the scenario's job with each number of workers: slots of a machine or fleet, concurrency of "
           "a function. Says from where overhead or the job's own parts keep more workers from helping.",
       .arguments = {scenarioArgument()},
       .options = {platformOption(false, "The platform to scale; the scenario's baseline when left out"),
                   {.name = "workers",
                    .value = "N,N,...",
                    .help = "Numbers of workers, with commas between; 1,2,3,4,5,7,8,16 when left out"}},
       .run = runScale},
      {.words = {"platforms", "list"},
       .summary = "List the platform profiles that scenarios can name",
       .run = runPlatformsList},
      {.words = {"platforms", "show"},
       .summary = "Show one platform profile with the source of each figure",
       .description = "NAME@DATE means the newest profile that is not after that date.",
       .arguments = {{.name = "NAME", .kind = WordKind::Platform, .help = "A profile, e.g. aws-lambda@2017-05"}},
       .run = runPlatformsShow},
      {.words = {"scenarios", "list"}, .summary = "List the shipped scenarios", .run = runScenariosList},
      {.words = {"scenarios", "show"},
       .summary = "Show a shipped scenario, to start one's own from",
       .arguments = {{.name = "NAME", .kind = WordKind::Scenario, .help = "A shipped scenario, e.g. carrots"}},
       .run = runScenariosShow},
      {.words = {"validate"},
       .summary = "Check scenarios and say everything that is wrong with them",
       .description = "With --resolved, prints each scenario with every value explicit and where it comes from.",
       .arguments = {{.name = "SCENARIO",
                      .kind = WordKind::Scenario,
                      .help = "Scenario files, names of shipped scenarios, result files, or - for standard input",
                      .many = true}},
       .options = {{.name = "resolved", .help = "Print the resolved scenario"}},
       .run = runValidate},
      {.words = {"schema"}, .summary = "Print the JSON Schema of scenario files", .run = runSchema},
      {.words = {"trace", "info"},
       .summary = "Say what a trace holds",
       .arguments = {traceArgument()},
       .options = {mapOption()},
       .run = runTraceInfo},
      {.words = {"trace", "convert"},
       .summary = "Write a trace in another form",
       .description = "Reads coldframe.trace/1 or CSV. With --map, a CSV file of any columns is read by the mapping.",
       .arguments = {traceArgument()},
       .options = {mapOption()},
       .run = runTraceConvert},
      {.words = {"completion"},
       .summary = "Print the completion script of a shell",
       .arguments =
           {{.name = "SHELL", .kind = WordKind::Shell, .choices = {"bash", "zsh", "fish"}, .help = "The shell"}},
       .run = runCompletion},
      {.words = {"man"}, .summary = "Print the manual page in roff", .run = runMan},
  };
}

} // namespace

std::string CommandSpec::name() const {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : " ") + word;
  return out;
}

const std::vector<CommandSpec>& commands() {
  static const std::vector<CommandSpec> all = makeCommands();
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
      {.name = "replications", .value = "N", .help = "Independent repetitions; 10 when left out"},
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
                                          {"scenarios", "Shipped scenarios"},
                                          {"trace", "Traces: recorded or simulated runs, one row an attempt"}};
  return all;
}

const std::vector<ExitCodeSpec>& exitCodes() {
  static const std::vector<ExitCodeSpec> all{
      {0, "Done"},
      {1, "The asked platform (for compare: every platform) is infeasible"},
      {2, "The command line makes no sense"},
      {3, "Bad input"},
      {4, "A defect of the program"},
      {5, "The output cannot be written"},
      {130, "Interrupted; the result holds the replications that were finished and says so"}};
  return all;
}

} // namespace coldframe::cli
