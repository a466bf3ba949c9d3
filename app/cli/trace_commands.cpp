// The commands about traces: info, convert.
#include "app/cli/command_call.h"
#include "app/cli/commands.h"
#include "app/cli/standard_input.h"
#include "app/cli/version.h"
#include "sim/json/document.h"
#include "sim/report/render.h"
#include "sim/report/trace_report.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_file.h"
#include "sim/trace/write_chrome_trace.h"

namespace coldframe::cli {

namespace {

constexpr std::size_t kMostMappingBytes = std::size_t{1} << 20;

Result<ImportedTrace> readTrace(CommandCall& call) {
  TraceReadOptions options;
  if (call.arguments().has("map")) {
    JsonLimits limits;
    limits.bytes = kMostMappingBytes;
    const auto document = JsonDocument::readFile(call.arguments().text("map"), limits);
    if (!document)
      return failure(document.error());
    auto mapping = readCsvMapping(*document);
    if (!mapping)
      return failure(mapping.error());
    options.mapping = std::move(*mapping);
  }
  if (call.arguments().has("with"))
    options.with = call.arguments().list("with");
  const std::string path = call.arguments().text("FILE");
  auto imported = [&]() -> Result<ImportedTrace> {
    if (path != "-")
      return readTraceFile(path, options);
    const auto text = readStandardInput(call.in(), options.mostBytes);
    if (!text)
      return failure(text.error());
    return readTraceText(*text, kStandardInput, options);
  }();
  if (!imported)
    return imported;
  if (const std::string words = clockSkewInWords(imported->clocks); !words.empty()) {
    const bool align = call.arguments().has("align");
    call.warn("warning: " + words + (align ? "; aligned" : " (--align shifts them)"));
    if (align)
      imported->trace = TraceBuilder::withWorkerSkew(std::move(imported->trace), imported->clocks.shiftNs);
  }
  return imported;
}

// What the file cannot tell, and what was left out: once a kind, with the first line it happened in.
void warnOf(CommandCall& call, const ImportedTrace& imported) {
  for (const std::string& unknown : imported.unknown)
    call.warn("not known: " + unknown);
  for (const ImportWarning& warning : imported.warnings)
    call.warn("warning: " + std::to_string(warning.count) + (warning.count == 1 ? " line: " : " lines: ") +
              warning.what + ", first in line " + std::to_string(warning.firstLine) +
              (warning.firstValue.empty() ? "" : ": '" + warning.firstValue + "'"));
}

int runTraceInfo(CommandCall& call) {
  const auto imported = readTrace(call);
  if (!imported)
    return call.fail(imported.error());
  warnOf(call, *imported);
  return call.finish(renderList(traceTable(imported->trace, summarize(imported->trace), statisticsOf(imported->trace)),
                                call.format(), "coldframe.trace-info/1", version()));
}

int runTraceConvert(CommandCall& call) {
  const auto imported = readTrace(call);
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

ArgumentSpec traceArgument() {
  return {.name = "FILE",
          .kind = WordKind::File,
          .help = "A trace or a log of a kind that docs/formats.md lists, plain or compressed; - for standard input"};
}

OptionSpec mapOption() {
  return {.name = "map",
          .value = "FILE",
          .kind = WordKind::File,
          .help = "A JSON file that says which column of a foreign CSV file means what"};
}

OptionSpec alignOption() {
  return {.name = "align",
          .help = "Where the clocks of client and workers differ, shift the workers' to suit most calls"};
}

OptionSpec toOption() {
  return {.name = "to",
          .value = "FORM",
          .choices = {"json", "csv", "chrome"},
          .help = "The form to write; chrome: events that Perfetto and chrome://tracing show as a timeline"};
}

OptionSpec withOption() {
  return {.name = "with",
          .value = "FILE",
          .kind = WordKind::File,
          .help = "A file that belongs to it: durations and memory of an Azure Functions 2019 day; may be repeated",
          .many = true};
}

} // namespace

std::vector<CommandSpec> traceCommands() {
  return {
      {.words = {"trace", "info"},
       .summary = "Say what a trace holds",
       .arguments = {traceArgument()},
       .options = {mapOption(), withOption(), alignOption()},
       .run = runTraceInfo},
      {.words = {"trace", "convert"},
       .summary = "Write a trace in another form",
       .description =
           "Reads a trace or a foreign log, found by what it holds. With --map, a CSV file of any columns is read "
           "by the mapping.",
       .arguments = {traceArgument()},
       .options = {mapOption(), withOption(), alignOption(), toOption()},
       .run = runTraceConvert},
  };
}

} // namespace coldframe::cli
