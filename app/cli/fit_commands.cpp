// The commands that learn from runs and are held against them: fit, predict.
#include "app/cli/commands.h"
#include "app/cli/output_file.h"
#include "app/cli/scenario_source.h"
#include "app/cli/study_call.h"
#include "app/cli/trace_source.h"
#include "app/cli/version.h"
#include "sim/fit/fitted_profile.h"
#include "sim/json/write.h"
#include "sim/report/fit_report.h"
#include "sim/report/predict_report.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <filesystem>

namespace coldframe::cli {

namespace {

// What the runs do not say of themselves, as the options do.
Result<FittedScenarioOptions> scenarioOptions(CommandCall& call, const std::vector<ImportedTrace>& runs,
                                              const std::string& names) {
  const Arguments& arguments = call.arguments();
  FittedScenarioOptions options = fittedScenarioOptions(runs, names);
  options.profile = arguments.text("profile", options.profile);
  options.executor = arguments.text("executor", options.executor);
  options.prices = arguments.text("prices", options.prices);
  if (arguments.has("memory")) {
    const auto memory = parseMemory(arguments.text("memory"));
    if (!memory)
      return failure(ErrorKind::Usage, "--memory: " + memory.error().text(1));
    options.memory = *memory;
  }
  return options;
}

Result<std::string> scenarioText(const RunFit& fit, const FittedScenarioOptions& options) {
  if (options.memory.inBytes() <= 0)
    return failure(ErrorKind::Usage, "the runs do not say how much memory their calls had: give it with --memory, "
                                     "e.g. --memory \"1024 MB\"");
  if (const FitPart* duration = fit.find("duration"); duration == nullptr || !duration->identified())
    return failure(ErrorKind::Input, "no scenario can be made of runs whose calls have no duration: " +
                                         (duration != nullptr ? duration->why : std::string()));
  return writeJson(fittedScenario(fit, options)) + "\n";
}

// The platform's profile at `path`, the client's beside it.
Result<void> writeProfiles(CommandCall& call, const RunFit& fit, const FittedScenarioOptions& options,
                           const std::string& path) {
  const std::filesystem::path file(path);
  if (file.extension() != ".json")
    return failure(ErrorKind::Usage, "--out takes the file of a profile, e.g. platforms/aws-lambda-flops@2022-06.json, "
                                     "not '" +
                                         path + "'");
  const auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return failure(catalogue.error());
  const std::string name = file.stem().string();
  const auto profiles = fittedProfiles(fit, options, *catalogue, name);
  if (!profiles)
    return failure(profiles.error());
  if (auto written = writeFile(path, profiles->platform); !written || profiles->executor.empty())
    return written;
  return writeFile((file.parent_path() / (clientName(name) + ".json")).string(), profiles->executor);
}

int runFit(CommandCall& call) {
  std::vector<ImportedTrace> runs;
  std::string names;
  for (const std::string& path : call.arguments().list("TRACE")) {
    auto imported = readTraceOf(call, path);
    if (!imported)
      return call.fail(imported.error());
    warnOf(call, *imported);
    names += (names.empty() ? "" : ", ") + imported->trace.source();
    runs.push_back(std::move(*imported));
  }
  std::vector<const Trace*> traces;
  for (const ImportedTrace& run : runs)
    traces.push_back(&run.trace);
  RunFitOptions fitOptions;
  if (call.arguments().has("moved")) {
    const auto moved = parseBytes(call.arguments().text("moved"));
    if (!moved)
      return call.fail(makeError(ErrorKind::Usage, "--moved: " + moved.error().text(1)));
    fitOptions.moved = *moved;
  }
  const RunFit fit = fitRuns(traces, fitOptions);
  const auto options = scenarioOptions(call, runs, names);
  if (!options)
    return call.fail(options.error());
  if (const std::string path = call.arguments().text("scenario", ""); !path.empty()) {
    const auto text = scenarioText(fit, *options);
    if (!text)
      return call.fail(text.error());
    if (auto written = writeFile(path, *text); !written)
      return call.fail(written.error());
  }
  if (const std::string path = call.arguments().text("out", ""); !path.empty())
    if (auto written = writeProfiles(call, fit, *options, path); !written)
      return call.fail(written.error());
  return call.finish(renderFit(fit, names, call.format(), version()));
}

// The platform that is asked for; else the only one, or the only function.
Result<std::string> platformOf(CommandCall& call, const BoundScenario& scenario) {
  if (call.arguments().has("platform")) {
    const std::string id = call.arguments().text("platform");
    if (auto known = checkPlatform(scenario, id); !known)
      return failure(known.error());
    return id;
  }
  std::vector<std::string> functions;
  for (const BoundPlatform& platform : scenario.platforms)
    if (scenario.platforms.size() == 1 || std::holds_alternative<FaasModel>(platform.model.platform))
      functions.push_back(platform.id);
  if (functions.size() == 1)
    return functions.front();
  return failure(ErrorKind::Usage, "say with --platform which platform the run was made on");
}

int runPredict(CommandCall& call) {
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  const auto platform = platformOf(call, study->loaded.bound);
  if (!platform)
    return call.fail(platform.error());
  const auto observed = readTraceOf(call, call.arguments().text("observed"));
  if (!observed)
    return call.fail(observed.error());
  warnOf(call, *observed);
  // The ends of an interval for one more run are the ends of the replications: ten have none.
  constexpr std::uint64_t kReplications = 40;
  if (!call.arguments().has("replications"))
    study->options.replications = kReplications;
  const auto prediction = withProgress(call, study->options, [&] {
    return predict({study->loaded.scenario, study->catalogue}, *platform, observed->trace, study->options);
  });
  if (!prediction)
    return call.fail(prediction.error());
  return call.finish(renderPrediction(*prediction, call.format(), stampOf(*study)),
                     interruptedOr(prediction->partial, 0));
}

OptionSpec option(std::string name, std::string value, std::string help, WordKind kind = WordKind::Plain) {
  return {.name = std::move(name), .value = std::move(value), .kind = kind, .help = std::move(help)};
}

} // namespace

std::vector<CommandSpec> fitCommands() {
  ArgumentSpec traces = traceArgument("TRACE");
  traces.many = true;
  OptionSpec observed =
      option("observed", "TRACE", "The run that was made, in any form that trace info reads", WordKind::File);
  observed.required = true;
  return {
      {.words = {"fit"},
       .summary = "Learn from runs how a platform and a client behave",
       .description = "Fits start latency, set-up, durations, the life of environments and the client's pace to one or "
                      "more runs of the same code, each figure with its standard error; what the data cannot tell is "
                      "said so. With --scenario, writes a scenario that simulates such a run: a job, or the calls "
                      "of a log as they came; change its \"items\" or \"arrivals\" and ask predict or compare. With "
                      "--out, writes profiles that any scenario can name.",
       .arguments = {traces},
       .options = traceOptions(
           {option("scenario", "FILE", "Write a scenario of the fitted run to this file", WordKind::File),
            option("out", "PROFILE",
                   "Write a profile of the fitted platform to this file, NAME[@DATE].json, and one of the "
                   "client beside it: in the folder platforms/ of a --data folder, scenarios can name them",
                   WordKind::File),
            option("memory", "SIZE", "Memory of the functions, where the runs do not say it"),
            option("moved", "SIZE",
                   "Bytes that each call moves to or from the object store, where the runs do not say it"),
            option("profile", "NAME@DATE",
                   "The platform's profile for what the runs do not tell; aws-lambda at the "
                   "run's date when left out"),
            option("executor", "NAME", "The library of the runs; by the form of the file when left out"),
            option("prices", "NAME@DATE",
                   "The price book of the scenario; aws-us-east-1 at the run's date when left "
                   "out")}),
       .run = runFit},
      {.words = {"predict"},
       .summary = "Simulate what was run, and set it beside what happened",
       .description =
           "Measures the recorded run and every simulated one alike: makespan, cost of the calls, phases cold "
           "and warm, calls running. Says for each how far the prediction is off and whether the run lies "
           "in the 95 % prediction interval, where one more run should lie.",
       .arguments = {scenarioArgument()},
       .options = traceOptions({observed,
                                platformOption(false, "The platform the run was made on; the only function "
                                                      "of the scenario when left out"),
                                setOption()}),
       .run = runPredict},
  };
}

} // namespace coldframe::cli
