// The commands that learn from runs and are held against them: fit, predict.
#include "app/cli/commands.h"
#include "app/cli/study_call.h"
#include "app/cli/trace_source.h"
#include "app/cli/version.h"
#include "sim/fit/fitted_scenario.h"
#include "sim/json/write.h"
#include "sim/report/fit_report.h"
#include "sim/report/predict_report.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"

namespace coldframe::cli {

namespace {

Result<std::string> scenarioText(CommandCall& call, const RunFit& fit, const std::vector<ImportedTrace>& runs,
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
  if (options.memory.inBytes() <= 0)
    return failure(ErrorKind::Usage, "the runs do not say how much memory their calls had: give it with --memory, "
                                     "e.g. --memory \"1024 MB\"");
  if (const FitPart* duration = fit.find("duration"); duration == nullptr || !duration->identified())
    return failure(ErrorKind::Input, "no scenario can be made of runs whose calls have no duration");
  return writeJson(fittedScenario(fit, options)) + "\n";
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
  const RunFit fit = fitRuns(traces);
  if (const std::string path = call.arguments().text("scenario", ""); !path.empty()) {
    const auto text = scenarioText(call, fit, runs, names);
    if (!text)
      return call.fail(text.error());
    auto file = OutputFile::beside(path);
    if (!file)
      return call.fail(file.error());
    if (auto written = file->write(*text); !written)
      return call.fail(written.error());
    if (auto committed = file->commit(); !committed)
      return call.fail(committed.error());
  }
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
  const auto prediction = withProgress(
      call, study->options, [&] { return predict(study->loaded.bound, *platform, observed->trace, study->options); });
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
                      "said so. With --scenario, writes a scenario that simulates such a run: change its \"items\" and "
                      "ask predict or compare.",
       .arguments = {traces},
       .options =
           traceOptions({option("scenario", "FILE", "Write a scenario of the fitted run to this file", WordKind::File),
                         option("memory", "SIZE", "Memory of the functions, where the runs do not say it"),
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
