// trace replay: a recorded run as load on other platforms.
#include "app/cli/commands.h"
#include "app/cli/study_call.h"
#include "app/cli/trace_source.h"
#include "sim/json/write.h"
#include "sim/report/comparison_report.h"
#include "sim/scenario/replay_scenario.h"
#include "sim/trace/trace_statistics.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <algorithm>
#include <filesystem>

namespace coldframe::cli {

namespace {

// Whole, so that the scenario may be put anywhere.
std::string wholePath(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

Result<void> readTimes(const Arguments& arguments, ReplayOptions& options) {
  if (arguments.has("memory")) {
    const auto memory = parseMemory(arguments.text("memory"));
    if (!memory)
      return failure(ErrorKind::Usage, "--memory: " + memory.error().text(1));
    options.memory = *memory;
  }
  if (options.memory.inBytes() <= 0)
    return failure(ErrorKind::Usage, "the run does not say how much memory its functions had: give it with --memory, "
                                     "e.g. --memory \"1024 MB\"");
  if (arguments.has("cpu-share")) {
    const auto share = readShare("cpu-share", arguments.text("cpu-share"), 1);
    if (!share)
      return failure(share.error());
    options.recording.cpuShare = *share;
  }
  if (arguments.has("duration")) {
    const auto time = parseDuration(arguments.text("duration"));
    if (!time || time->ns() <= 0)
      return failure(ErrorKind::Usage, "--duration takes a time with its unit, e.g. \"150 ms\", not '" +
                                           arguments.text("duration") + "'");
    options.recording.unrecorded.io = Scalar{static_cast<double>(time->ns())};
  }
  return {};
}

Result<ReplayOptions> replayOptions(CommandCall& call, const ImportedTrace& run, const std::string& path) {
  const Arguments& arguments = call.arguments();
  const RunOrigin origin = originOf(run);
  ReplayOptions options;
  options.recording.file = wholePath(path);
  for (const std::string& file : arguments.list("with"))
    options.recording.with.push_back(wholePath(file));
  if (arguments.has("map"))
    options.recording.mapping = wholePath(arguments.text("map"));
  options.recording.as = usualReplay(origin);
  if (arguments.has("as"))
    options.recording.as = arguments.text("as") == "job" ? RecordedAs::Job : RecordedAs::Stream;
  options.executor = arguments.text("executor", origin.executor);
  options.profile = arguments.text("profile", options.profile);
  options.prices = arguments.text("prices", options.prices);
  options.memory = origin.memory;
  options.places = origin.places;
  if (options.recording.as == RecordedAs::Job)
    options.warm = origin.warm;
  for (const std::string& each : arguments.list("on")) {
    auto target = readReplayTarget(each);
    if (!target)
      return failure(ErrorKind::Usage, "--on: " + target.error().text(1));
    options.on.push_back(std::move(*target));
  }
  if (auto read = readTimes(arguments, options); !read)
    return failure(read.error());
  return options;
}

int runTraceReplay(CommandCall& call) {
  const std::string path = call.arguments().text("FILE");
  if (path == "-")
    return call.fail(makeError(ErrorKind::Usage, "a replay needs the run in a file, which its scenario names"));
  const auto run = readTraceOf(call, path);
  if (!run)
    return call.fail(run.error());
  const auto options = replayOptions(call, *run, path);
  if (!options)
    return call.fail(options.error());
  const std::string text = writeJson(replayScenario("Replay of " + run->trace.source(), *options)) + "\n";
  const std::string saved = call.arguments().text("scenario");
  if (!saved.empty())
    if (auto written = writeFile(saved, text); !written)
      return call.fail(written.error());
  auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return call.fail(catalogue.error());
  auto study = studyOf(call, std::move(*catalogue), {text, saved.empty() ? "the replay" : saved});
  if (!study)
    return call.fail(study.error());
  const auto comparison =
      withProgress(call, study->options, [&] { return compare(study->loaded.bound, study->options); });
  if (!comparison)
    return call.fail(comparison.error());
  warnBeside(call, comparison->warnings);
  const TraceStatistics happened = statisticsOf(run->trace, 0);
  if (happened.span)
    call.warn("recorded: " + showCount(run->trace.rows()) + " calls in " + showDuration(happened.span->inSeconds()) +
              ", at most " + showCount(happened.mostRunning) + " at once");
  const bool good = std::ranges::any_of(comparison->platforms, &Outcome::feasible);
  return call.finish(renderComparison(*comparison, call.format(), stampOf(*study), call.explain()),
                     interruptedOr(comparison->partial, good ? 0 : kInfeasible));
}

} // namespace

CommandSpec replayCommand() {
  OptionSpec on{.name = "on",
                .value = "PLATFORM",
                .help = "An instance type with the number of machines, c6i.8xlarge or c6i.large:4, or a function "
                        "platform with its memory, aws-lambda@2025-10:2048MB; may be repeated",
                .required = true,
                .many = true};
  return {
      .words = {"trace", "replay"},
      .summary = "Run a recorded run again on other platforms",
      .description =
          "Makes a scenario whose work is the recording (each call with its recorded running time) and compares: the "
          "function it ran on, with as many places where its calls waited for one, beside the platforms of --on, all "
          "under one price book. Calls of a library that maps (Lithops, PyWren) come as one job, through it where "
          "they are functions; calls of a log as they came.",
      .arguments = {traceArgument()},
      .options = traceOptions(
          {std::move(on),
           {.name = "as",
            .value = "KIND",
            .choices = {"stream", "job"},
            .help = "The calls come again as they came, or all at once as the tasks of one job"},
           {.name = "cpu-share",
            .value = "SHARE",
            .help = "CPU's share of each running time, which another machine changes; all when left out"},
           {.name = "duration", .value = "TIME", .help = "Of calls whose running time the file does not tell"},
           {.name = "memory", .value = "SIZE", .help = "Memory of the functions, where the run does not say it"},
           {.name = "profile",
            .value = "NAME@DATE",
            .kind = WordKind::Platform,
            .help = "The platform it ran on; the newest aws-lambda when left out"},
           {.name = "executor",
            .value = "NAME",
            .help = "The library of the run; by the form of the file when left out"},
           {.name = "prices",
            .value = "NAME@DATE",
            .kind = WordKind::Prices,
            .help = "The price book; the newest of aws-us-east-1 when left out"},
           {.name = "scenario",
            .value = "FILE",
            .kind = WordKind::File,
            .help = "Write the scenario to this file too, to be changed or asked other questions"}}),
      .run = runTraceReplay};
}

} // namespace coldframe::cli
