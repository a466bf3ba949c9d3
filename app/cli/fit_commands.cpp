// The command that learns from runs: fit.
#include "app/cli/commands.h"
#include "app/cli/trace_source.h"
#include "app/cli/version.h"
#include "sim/report/fit_report.h"

namespace coldframe::cli {

namespace {

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
  return call.finish(renderFit(fitRuns(traces), names, call.format(), version()));
}

} // namespace

std::vector<CommandSpec> fitCommands() {
  ArgumentSpec traces = traceArgument();
  traces.name = "TRACE";
  traces.many = true;
  return {
      {.words = {"fit"},
       .summary = "Learn from runs how a platform and a client behave",
       .description = "Fits start latency, set-up, durations, the life of environments and the client's pace to one or "
                      "more runs of the same code, each figure with its standard error; what the data cannot tell is "
                      "said so.",
       .arguments = {traces},
       .options = traceOptions(),
       .run = runFit},
  };
}

} // namespace coldframe::cli
