// The commands about traces: info, diff, convert.
#include "app/cli/command_call.h"
#include "app/cli/commands.h"
#include "app/cli/trace_source.h"
#include "app/cli/version.h"
#include "sim/report/render.h"
#include "sim/report/trace_diff.h"
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

int runTraceDiff(CommandCall& call) {
  const auto a = readTraceOf(call, call.arguments().text("A"));
  if (!a)
    return call.fail(a.error());
  const auto b = readTraceOf(call, call.arguments().text("B"));
  if (!b)
    return call.fail(b.error());
  const Table table = traceDiffTable(a->trace, b->trace);
  if (table.rows.empty())
    return call.fail(makeError(ErrorKind::Input, "the two runs have no stamps in common"));
  return call.finish(renderList(table, call.format(), "coldframe.trace-diff/1", version()));
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
      {.words = {"trace", "diff"},
       .summary = "Set two runs side by side, phase by phase",
       .description = "Medians and p90 of each phase in A and in B, and the Kolmogorov-Smirnov distance of their times "
                      "beside the one that chance alone stays under in 999 of 1,000 cases.",
       .arguments = {traceArgument("A"), traceArgument("B")},
       .options = traceOptions(),
       .run = runTraceDiff},
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
