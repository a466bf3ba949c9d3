// The commands about traces: info, convert.
#include "app/cli/command_call.h"
#include "app/cli/commands.h"
#include "app/cli/trace_source.h"
#include "app/cli/version.h"
#include "sim/report/render.h"
#include "sim/report/trace_report.h"
#include "sim/trace/trace_file.h"
#include "sim/trace/write_chrome_trace.h"

namespace coldframe::cli {

namespace {

int runTraceInfo(CommandCall& call) {
  const auto imported = readTraceOf(call, call.arguments().text("FILE"));
  if (!imported)
    return call.fail(imported.error());
  warnOf(call, *imported);
  return call.finish(renderList(traceTable(imported->trace, summarize(imported->trace), statisticsOf(imported->trace)),
                                call.format(), "coldframe.trace-info/1", version()));
}

int runTraceConvert(CommandCall& call) {
  const auto imported = readTraceOf(call, call.arguments().text("FILE"));
  if (!imported)
    return call.fail(imported.error());
  warnOf(call, *imported);
  // --format says the form; without it, the name of the file that is written.
  const std::string to = call.arguments().text("to", "");
  if (to == "chrome")
    return call.finish(writeChromeTrace(imported->trace));
  std::string name = to.empty() ? call.arguments().text("output", "trace.json") : "trace." + to;
  if (call.arguments().has("format")) {
    if (call.format() != OutputFormat::Json && call.format() != OutputFormat::Csv)
      return call.fail(makeError(ErrorKind::Usage, "a trace is written as json or csv, not as a table"));
    name = call.format() == OutputFormat::Csv ? "trace.csv" : "trace.json";
  }
  return call.finish(writeTraceText(imported->trace, name));
}

OptionSpec toOption() {
  return {.name = "to",
          .value = "FORM",
          .choices = {"json", "csv", "chrome"},
          .help = "The form to write; chrome: events that Perfetto and chrome://tracing show as a timeline"};
}

} // namespace

std::vector<CommandSpec> traceCommands() {
  return {
      {.words = {"trace", "info"},
       .summary = "Say what a trace holds",
       .arguments = {traceArgument()},
       .options = traceOptions(),
       .run = runTraceInfo},
      {.words = {"trace", "convert"},
       .summary = "Write a trace in another form",
       .description =
           "Reads a trace or a foreign log, found by what it holds. With --map, a CSV file of any columns is read "
           "by the mapping.",
       .arguments = {traceArgument()},
       .options = traceOptions({toOption()}),
       .run = runTraceConvert},
  };
}

} // namespace coldframe::cli
