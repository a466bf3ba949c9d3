// What the commands that simulate do alike: load the scenario and the options, look after progress, name what a result
// came from.
#pragma once

#include "app/cli/command_call.h"
#include "app/cli/command_table.h"
#include "app/cli/progress.h"
#include "app/cli/scenario_source.h"
#include "sim/report/comparison_json.h"
#include "sim/study/evaluate.h"

#include <span>
#include <string>
#include <vector>

namespace coldframe::cli {

inline constexpr int kInfeasible = 1;
inline constexpr int kInterrupted = 130;

struct Study {
  Catalogue catalogue;
  LoadedScenario loaded;
  StudyOptions options;
  JsonNode asked; // what a result carries of the command line

  StudySource source() const { return {loaded.scenario, catalogue}; }
};

// The scenario, --seed, --replications, --effort, --jobs, --prices and --precision. A result file of the same command
// is asked again what it was asked: it brings the options that the command line leaves out.
Result<Study> prepareStudy(CommandCall& call);
// The same of a scenario that the command made itself.
Result<Study> studyOf(CommandCall& call, Catalogue catalogue, const SourceText& text);

// The scenario with fields changed, bound and resolved again, so that a result file repeats what was done.
// `origin`: where the values are said to come from.
Result<void> applySettings(Study& study, std::span<const Setting> settings, const std::string& origin);

// "1%", "0.5 %" or "0.01", above 0 and up to `most`; Usage errors name the option.
Result<double> readShare(const std::string& option, const std::string& text, double most);

// --deadline: a time above 0, or none.
Result<std::optional<Duration>> readDeadline(const Arguments& arguments);

// Usage error, with the nearest id, when the scenario has no such platform.
Result<void> checkPlatform(const BoundScenario& scenario, const std::string& id);

ResultStamp stampOf(const Study& study);
inline int interruptedOr(bool partial, int code) {
  return partial ? kInterrupted : code;
}
// What is to be known of a result that is printed as data; in words it says so itself.
void warnBeside(CommandCall& call, const std::vector<std::string>& warnings);

OptionSpec platformOption(bool required, std::string help);
OptionSpec monthOption(); // --month
OptionSpec precisionOption();
OptionSpec warmUpOption(); // --warm-up
OptionSpec setOption();    // --set

// Runs `run` with its progress on the terminal.
template <class Run>
auto withProgress(CommandCall& call, StudyOptions& options, const Run& run) {
  ProgressLine line(call.progressTerminal());
  if (call.progressTerminal() != nullptr)
    options.progress = [&line](double fraction) { line.update(fraction); };
  auto result = run();
  options.progress = nullptr;
  return result;
}

} // namespace coldframe::cli
