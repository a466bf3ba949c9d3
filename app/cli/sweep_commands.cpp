// The commands that try many variants of a scenario: sweep, optimize.
#include "app/cli/commands.h"
#include "app/cli/study_call.h"
#include "app/cli/sweep_journal.h"
#include "app/cli/version.h"
#include "sim/report/optimize_report.h"
#include "sim/report/sweep_report.h"
#include "sim/scenario/sha256.h"
#include "sim/units/parse.h"

#include <algorithm>
#include <filesystem>

namespace coldframe::cli {

namespace {

Result<std::vector<Variation>> variationsOf(const std::vector<std::string>& texts, const Study& study) {
  std::vector<Variation> variations;
  for (const std::string& text : texts) {
    auto variation = parseVariation(text, study.loaded.scenario, study.catalogue);
    if (!variation)
      return failure(variation.error());
    for (const Variation& other : variations)
      if (other.field.pointer == variation->field.pointer)
        return failure(ErrorKind::Usage, other.field.pointer + " is varied twice");
    variations.push_back(std::move(*variation));
  }
  return variations;
}

Result<SweepOptions> sweepOptions(CommandCall& call, Study& study) {
  const Arguments& arguments = call.arguments();
  SweepOptions options;
  const std::vector<std::string> texts = arguments.list("vary");
  if (texts.empty())
    return failure(ErrorKind::Usage, "a sweep varies something: --vary /workload/batch=10,20,40");
  auto variations = variationsOf(texts, study);
  if (!variations)
    return failure(variations.error());
  options.variations = std::move(*variations);
  const std::string design = arguments.text("design");
  options.design = design == "random" ? SweepDesign::Random
                   : design == "lhs"  ? SweepDesign::LatinHypercube
                                      : SweepDesign::Grid;
  const auto points = arguments.whole("points", 1, kMostSweepPoints);
  if (!points)
    return failure(points.error());
  options.points = points->value_or(options.points);
  options.study = study.options;
  if (const std::string only = arguments.text("platform"); !only.empty()) {
    if (auto known = checkPlatform(study.loaded.bound, only); !known)
      return failure(known.error());
    options.study.only = {only};
  }
  options.study.month = arguments.has("month") || !study.loaded.bound.isJob;
  options.study.withBaseline = options.study.only.empty();
  return options;
}

// Where -o leads to a file that can be written again: what is done is kept beside it.
std::string journalPath(const CommandCall& call) {
  const std::string output = call.arguments().text("output");
  std::error_code ignored;
  const auto status = std::filesystem::status(output, ignored);
  if (output.empty() || (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)))
    return {};
  return output + ".journal";
}

int runSweep(CommandCall& call) {
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  auto options = sweepOptions(call, *study);
  if (!options)
    return call.fail(options.error());
  const StudySource source = study->source();
  std::optional<SweepJournal> journal;
  if (const std::string path = journalPath(call); !path.empty()) {
    const std::uint64_t seed = options->study.seed.value_or(study->loaded.scenario.blocks.seed);
    const auto points = sweepPoints(options->variations, options->design, options->points, seed);
    if (!points)
      return call.fail(points.error());
    // Two sweeps with the same header make the same points: of exactly this scenario, --set and all.
    JsonNode header = JsonNode::object();
    header.add("version", JsonNode::string(version()));
    header.add("asked", study->asked);
    header.add("seed", JsonNode::unsignedInteger(seed));
    header.add("document_sha256", JsonNode::string(sha256(writeJson(study->loaded.scenario.document, true))));
    auto opened = SweepJournal::open(path, header, *points);
    if (!opened)
      return call.fail(opened.error());
    journal.emplace(std::move(*opened));
    options->before = journal->takeEarlier();
    if (!options->before.empty())
      call.warn("going on after " + std::to_string(options->before.size()) + " points of " + path);
    options->finished = [&journal](const SweepPoint& point) { return journal->add(point); };
  }
  const auto result = withProgress(call, options->study, [&] { return sweep(source, *options); });
  if (!result)
    return call.fail(result.error());
  warnBeside(call, result->warnings);
  if (result->partial && journal)
    call.warn("interrupted; the same command goes on where this one stopped");
  const bool feasible = cheapestOf(result->points).figures != nullptr;
  const int code = call.finish(renderSweep(*result, call.format(), stampOf(*study), call.explain()),
                               interruptedOr(result->partial, feasible ? 0 : kInfeasible));
  if (journal && !result->partial && (code == 0 || code == kInfeasible))
    journal->remove();
  return code;
}

Result<OptimizeOptions> optimizeOptions(CommandCall& call, Study& study) {
  const Arguments& arguments = call.arguments();
  OptimizeOptions options;
  auto variations = variationsOf(arguments.list("over"), study);
  if (!variations)
    return failure(variations.error());
  options.variations = std::move(*variations);
  const BoundScenario& scenario = study.loaded.bound;
  options.platforms = arguments.list("platform");
  for (const std::string& id : options.platforms)
    if (auto known = checkPlatform(scenario, id); !known)
      return failure(known.error());
  const auto deadline = readDeadline(arguments);
  if (!deadline)
    return failure(deadline.error());
  options.deadline = *deadline;
  if (arguments.has("budget")) {
    const auto budget = parseMoney(arguments.text("budget"));
    if (!budget)
      return failure(ErrorKind::Usage,
                     "--budget takes an amount, e.g. \"2.50 USD\", not '" + arguments.text("budget") + "'");
    options.budgetUsd = budget->inUsd();
  }
  options.minimise = arguments.text("objective", "cost") == "time" ? Minimise::Time : Minimise::Cost;
  // A run adds nothing to the bill of a machine that is on anyway: platforms are compared by their months.
  const std::size_t platforms = options.platforms.empty() ? scenario.platforms.size() : options.platforms.size();
  study.options.month = arguments.has("month") || platforms > 1 || !scenario.isJob;
  return options;
}

int runOptimize(CommandCall& call) {
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  auto options = optimizeOptions(call, *study);
  if (!options)
    return call.fail(options.error());
  const auto result = withProgress(call, study->options, [&] {
    options->study = study->options;
    return optimize(study->source(), *options);
  });
  if (!result)
    return call.fail(result.error());
  warnBeside(call, result->warnings);
  return call.finish(renderOptimize(*result, call.format(), stampOf(*study), call.explain()),
                     interruptedOr(result->partial, result->found ? 0 : kInfeasible));
}

} // namespace

std::vector<CommandSpec> sweepCommands() {
  return {
      {.words = {"sweep"},
       .summary = "Vary any fields of a scenario and tabulate what comes of it",
       .description =
           "Every platform at every point, one row each. Values are a list (512 MB,1024 MB) or a range with the number "
           "of values (128 MB:3008 MB:10, with :log behind it for equal ratios), moved to the nearest that is legal. "
           "The months of a job are simulated only with --month. With -o, points are kept in FILE.journal as they are "
           "made and the same command goes on from there.",
       .arguments = {scenarioArgument()},
       .options = {{.name = "vary",
                    .value = "POINTER=VALUES",
                    .help = "A field and its values, e.g. /platforms/lambda/memory=512 MB,1024 MB; may be repeated",
                    .many = true},
                   {.name = "design",
                    .value = "DESIGN",
                    .choices = {"grid", "random", "lhs"},
                    .help = "Every combination, random points, or a Latin hypercube"},
                   {.name = "points", .value = "N", .help = "Points of a random design; 100 when left out"},
                   platformOption(false, "Only this platform; all when left out"),
                   monthOption(),
                   setOption(),
                   precisionOption()},
       .run = runSweep},
      {.words = {"optimize"},
       .summary = "Find the cheapest configuration that is quick enough, or the quickest that is cheap enough",
       .description =
           "Among every combination of the values varied and every platform. All are simulated once, the better third "
           "three times, and so on to the finalists with all the replications, so that the calls go to the contenders. "
           "With one platform costs are those of a run, with several those of a month.",
       .arguments = {scenarioArgument()},
       .options = {{.name = "over",
                    .value = "POINTER=VALUES",
                    .help = "A field and its values, e.g. /workload/batch=10,20,40; may be repeated",
                    .many = true},
                   {.name = "platform",
                    .value = "ID",
                    .help = "Only this platform; may be repeated; all when left out",
                    .many = true},
                   {.name = "deadline",
                    .value = "TIME",
                    .help = "A job is done by then in 95 of 100 runs; a stream's p95 response is within it"},
                   {.name = "budget", .value = "USD", .help = "The cost is at most this, e.g. \"2.50 USD\""},
                   {.name = "objective",
                    .value = "WHAT",
                    .choices = {"cost", "time"},
                    .help = "What to minimise; cost when left out"},
                   monthOption(),
                   setOption()},
       .run = runOptimize},
  };
}

} // namespace coldframe::cli
