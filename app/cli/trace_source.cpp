#include "app/cli/trace_source.h"

#include "app/cli/progress.h"
#include "app/cli/standard_input.h"
#include "sim/json/document.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_file.h"
#include "sim/units/format.h"

namespace coldframe::cli {

namespace {

constexpr std::size_t kMostMappingBytes = std::size_t{1} << 20;

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

OptionSpec withOption() {
  return {.name = "with",
          .value = "FILE",
          .kind = WordKind::File,
          .help = "A file that belongs to it: durations and memory of an Azure Functions 2019 day; may be repeated",
          .many = true};
}

} // namespace

std::vector<OptionSpec> traceOptions(std::vector<OptionSpec> more) {
  more.insert(more.begin(), {mapOption(), withOption(), alignOption()});
  return more;
}

ArgumentSpec traceArgument(std::string name) {
  return {.name = std::move(name),
          .kind = WordKind::File,
          .help = "A trace or a log of a kind that docs/formats.md lists, plain or compressed; - for standard input"};
}

Result<ImportedTrace> readTraceOf(CommandCall& call, const std::string& path) {
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
  options.stop = call.surroundings().stop;
  auto imported = [&]() -> Result<ImportedTrace> {
    ProgressLine line(call.progressTerminal());
    options.onProgress = [&line](double share) { line.update(share); };
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

void warnOf(CommandCall& call, const ImportedTrace& imported) {
  for (const std::string& unknown : imported.unknown)
    call.warn("not known: " + unknown);
  for (const ImportWarning& warning : imported.warnings)
    call.warn("warning: " + showCounted(warning.count, "line") + ": " + warning.what + ", first in line " +
              std::to_string(warning.firstLine) + (warning.firstValue.empty() ? "" : ": '" + warning.firstValue + "'"));
}

} // namespace coldframe::cli
