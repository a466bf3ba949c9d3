// The commands that simulate: compare, run, scale.
#include "app/cli/commands.h"
#include "app/cli/study_call.h"
#include "app/cli/trace_output.h"
#include "sim/report/comparison_report.h"
#include "sim/report/scale_report.h"
#include "sim/run/simulate.h"
#include "sim/study/workload_size.h"
#include "sim/trace/trace_builder.h"
#include "sim/units/format.h"

#include <algorithm>

namespace coldframe::cli {

namespace {

// A trace row takes about 200 bytes.
constexpr double kMostTraceRows = 20'000'000;

Result<void> recordTrace(const BoundPlatform& platform, std::uint64_t seed, const std::stop_token& stop,
                         OutputFile& file, const std::string& path) {
  TraceBuilder builder;
  builder.setName(platform.id);
  builder.setEpoch(platform.model.run.windowStart);
  RunContext context;
  context.stop = stop;
  if (!simulate(platform.model.platform, platform.model.run, {seed, 0}, context, &builder).complete)
    return failure(ErrorKind::Interrupted, "interrupted before the trace was finished; it was not written");
  return writeTrace(builder.build(), path, file);
}

int runCompare(CommandCall& call) {
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  const std::string required = call.arguments().text("require");
  if (!required.empty())
    if (auto known = checkPlatform(study->loaded.bound, required); !known)
      return call.fail(known.error());
  const auto comparison =
      withProgress(call, study->options, [&] { return compare(study->loaded.bound, study->options); });
  if (!comparison)
    return call.fail(comparison.error());
  warnBeside(call, comparison->warnings);
  const bool good =
      std::any_of(comparison->platforms.begin(), comparison->platforms.end(), [&](const Outcome& outcome) {
        return outcome.feasible && (required.empty() || outcome.id == required);
      });
  return call.finish(renderComparison(*comparison, call.format(), stampOf(*study), call.explain()),
                     interruptedOr(comparison->partial, good ? 0 : kInfeasible));
}

int runRun(CommandCall& call) {
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  const std::string id = call.arguments().text("platform");
  const BoundScenario& scenario = study->loaded.bound;
  if (auto known = checkPlatform(scenario, id); !known)
    return call.fail(known.error());
  const BoundPlatform& platform = *std::find_if(scenario.platforms.begin(), scenario.platforms.end(),
                                                [&](const BoundPlatform& each) { return each.id == id; });
  const std::string tracePath = call.arguments().text("trace-out");
  std::optional<OutputFile> traceFile;
  if (!tracePath.empty() && tracePath == call.arguments().text("output"))
    return call.fail(makeError(ErrorKind::Usage, "--trace-out and --output name one file"));
  if (!tracePath.empty()) {
    const double rows = expectedCalls(platform.model.run);
    if (rows > kMostTraceRows)
      return call.fail(makeError(ErrorKind::Input, "the trace would have about " + showCount(rows) +
                                                       " rows; give the scenario a shorter \"horizon\""));
    auto opened = OutputFile::beside(tracePath);
    if (!opened)
      return call.fail(opened.error());
    traceFile.emplace(std::move(*opened));
  }

  study->options.only = {id};
  const auto comparison = withProgress(call, study->options, [&] { return compare(scenario, study->options); });
  if (!comparison)
    return call.fail(comparison.error());
  warnBeside(call, comparison->warnings);
  if (traceFile && !comparison->partial)
    if (auto written = recordTrace(platform, comparison->seed, study->options.stop, *traceFile, tracePath); !written)
      return call.fail(written.error());
  const bool feasible = comparison->platforms.front().feasible;
  return call.finish(renderComparison(*comparison, call.format(), stampOf(*study), call.explain()),
                     interruptedOr(comparison->partial, feasible ? 0 : kInfeasible));
}

int runScale(CommandCall& call) {
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  ScaleOptions options;
  options.platform = call.arguments().text("platform");
  if (!options.platform.empty())
    if (auto known = checkPlatform(study->loaded.bound, options.platform); !known)
      return call.fail(known.error());
  if (call.arguments().has("workers")) {
    auto workers = call.arguments().wholeList("workers");
    if (!workers)
      return call.fail(workers.error());
    std::ranges::sort(*workers);
    workers->erase(std::ranges::unique(*workers).begin(), workers->end());
    options.workers = std::move(*workers);
  }
  const auto result = withProgress(call, study->options, [&] {
    options.study = study->options;
    return scale(study->loaded.bound, options);
  });
  if (!result)
    return call.fail(result.error());
  warnBeside(call, result->warnings);
  const bool feasible =
      std::any_of(result->points.begin(), result->points.end(), [](const ScalePoint& point) { return point.feasible; });
  return call.finish(renderScale(*result, call.format(), stampOf(*study), call.explain()),
                     interruptedOr(result->partial, feasible ? 0 : kInfeasible));
}

} // namespace

std::vector<CommandSpec> studyCommands() {
  return {
      {.words = {"compare"},
       .summary = "Compare every platform of a scenario: time, cost, certainty",
       .description = "Each platform does the same work with the same draws, replicated. Prints one row a platform and "
                      "says which is fastest, which is cheapest per month and up to where, and what to watch. With "
                      "--require, exit code 1 means that this platform is infeasible; without, that every one is.",
       .arguments = {scenarioArgument()},
       .options = {{.name = "require", .value = "ID", .help = "Exit with 1 when this platform is infeasible"},
                   {.name = "prices",
                    .value = "NAME@DATE,...",
                    .kind = WordKind::Prices,
                    .help = "Show the month under these price books too, without simulating again"},
                   setOption(),
                   precisionOption(),
                   warmUpOption()},
       .run = runCompare},
      {.words = {"run"},
       .summary = "Run a scenario on one platform",
       .description = "Like compare for one platform, measured against the scenario's baseline. With --trace-out, "
                      "every attempt of the first replication is written as a row of a trace.",
       .arguments = {scenarioArgument()},
       .options = {platformOption(true, "The platform's id in the scenario"),
                   {.name = "trace-out",
                    .value = "FILE",
                    .kind = WordKind::File,
                    .help = "Write the trace of the first replication: CSV when the name ends in .csv, else "
                            "coldframe.trace/1"},
                   setOption(),
                   precisionOption(),
                   warmUpOption()},
       .run = runRun},
      {.words = {"scale"},
       .summary = "Show speedup and efficiency against the number of workers",
       .description =
           "Runs the scenario's job with each number of workers: slots of a machine or fleet, concurrency of "
           "a function. Says from where overhead or the job's own parts keep more workers from helping.",
       .arguments = {scenarioArgument()},
       .options = {platformOption(false, "The platform to scale; the scenario's baseline when left out"),
                   {.name = "workers",
                    .value = "N,N,...",
                    .help =
                        "Numbers of workers, with commas between; up to what the platform runs at once when left out"},
                   setOption()},
       .run = runScale},
  };
}

} // namespace coldframe::cli
