// The commands about traces: info, diff, convert; replay has a file of its own.
#include "app/cli/book_source.h"
#include "app/cli/command_call.h"
#include "app/cli/commands.h"
#include "app/cli/scenario_source.h"
#include "app/cli/trace_source.h"
#include "app/cli/version.h"
#include "sim/report/render.h"
#include "sim/report/trace_diff.h"
#include "sim/report/trace_report.h"
#include "sim/trace/trace_file.h"
#include "sim/trace/write_chrome_trace.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"

namespace coldframe::cli {

namespace {

// --prices, --architecture, --overhead and --free-grant: what the calls would have cost.
Result<void> priceCalls(CommandCall& call, const Trace& trace, TraceContext& context) {
  const Arguments& arguments = call.arguments();
  if (!arguments.has("prices"))
    return {};
  auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return failure(catalogue.error());
  auto book = findBook(arguments.text("prices"), *catalogue, call.in());
  if (!book)
    return failure(book.error());
  TraceCostOptions options;
  options.book = &book->book;
  options.bill.freeGrant = arguments.has("free-grant");
  if (!book->book.functionRules.empty())
    options.function.provider = book->book.functionRules.front().provider;
  if (arguments.text("architecture", "x86_64") == "arm64")
    options.function.architecture = Architecture::Arm;
  options.function.memory = context.memory;
  if (arguments.has("overhead")) {
    const auto overhead = parseDuration(arguments.text("overhead"));
    if (!overhead || overhead->ns() < 0)
      return failure(ErrorKind::Usage, "--overhead takes a time with its unit, e.g. \"150 ms\", not '" +
                                           arguments.text("overhead") + "'");
    options.overhead = context.overhead = *overhead;
  }
  auto cost = costOf(trace, options);
  if (!cost)
    return failure(cost.error());
  context.book = book->book.exactName();
  context.cost = std::move(*cost);
  return {};
}

// --baseline: a time, or another run.
Result<void> findBaseline(CommandCall& call, TraceContext& context) {
  const std::string typed = call.arguments().text("baseline");
  if (typed.empty())
    return {};
  if (const auto time = parseDuration(typed); time && time->ns() > 0) {
    context.baselineS = time->inSeconds();
    context.baseline = showDuration(time->inSeconds());
    return {};
  }
  const auto other = readTraceOf(call, typed);
  if (!other)
    return failure(other.error());
  const auto span = statisticsOf(other->trace).span;
  if (!span || span->ns() <= 0)
    return failure(ErrorKind::Input, typed + ": the run has no stamps to be a baseline");
  context.baselineS = span->inSeconds();
  context.baseline = other->trace.name().empty() ? typed : other->trace.name();
  context.baseline += ", " + showDuration(*context.baselineS);
  return {};
}

int runTraceInfo(CommandCall& call) {
  const auto imported = readTraceOf(call, call.arguments().text("FILE"));
  if (!imported)
    return call.fail(imported.error());
  warnOf(call, *imported);
  TraceContext context;
  if (call.arguments().has("memory")) {
    const auto memory = parseMemory(call.arguments().text("memory"));
    if (!memory)
      return call.fail(makeError(ErrorKind::Usage, "--memory: " + memory.error().text(1)));
    context.memory = *memory;
  }
  if (auto priced = priceCalls(call, imported->trace, context); !priced)
    return call.fail(priced.error());
  if (auto found = findBaseline(call, context); !found)
    return call.fail(found.error());
  return call.finish(renderTraceInfo(imported->trace, context, call.format(), version()));
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
  if (const std::string format = call.arguments().text("format", ""); !to.empty() && !format.empty() && to != format)
    return call.fail(makeError(ErrorKind::Usage, "--to " + to + " and --format " + format + " both say the form"));
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
       .summary = "Say what a trace holds, and what it would have cost",
       .description =
           "Calls, span, phases with their percentiles (cold and warm apart), how many ran at once, memory time, "
           "effective parallelism, stragglers; with --prices what the calls would have cost, with --baseline the "
           "speedup. Markdown is a summary to be pasted.",
       .arguments = {traceArgument()},
       .options = traceOptions(
           {{.name = "prices",
             .value = "NAME@DATE",
             .kind = WordKind::Prices,
             .help = "Price the calls under this book"},
            {.name = "memory", .value = "SIZE", .help = "Memory of the function, where the trace does not say it"},
            {.name = "architecture",
             .value = "ARCHITECTURE",
             .choices = {"x86_64", "arm64"},
             .help = "Of the function; x86_64 when left out"},
            {.name = "overhead",
             .value = "TIME",
             .help = "Billed time of each call that start and end do not enclose; nothing when left out"},
            {.name = "free-grant", .help = "Take the free grant off"},
            {.name = "baseline",
             .value = "TIME|FILE",
             .help = "What the speedup is over: a time, e.g. \"13 h\", or another run"}}),
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
      replayCommand(),
  };
}

} // namespace coldframe::cli
