// The commands that try many variants of a scenario: sweep.
#include "app/cli/commands.h"
#include "app/cli/study_call.h"
#include "app/cli/sweep_journal.h"
#include "app/cli/version.h"
#include "sim/json/document.h"
#include "sim/report/sweep_report.h"

#include <algorithm>
#include <filesystem>

namespace coldframe::cli {

namespace {

// What a sweep's own result file says of how it was made, so that it can be made again.
struct EarlierSweep {
  std::vector<std::string> variations;
  std::string design = "grid";
  std::uint64_t points = 100;
  std::string platform;
  bool month = false;
};

EarlierSweep earlierSweep(const SourceText& source) {
  EarlierSweep earlier;
  const auto document = JsonDocument::parse(source.text, source.file, scenarioLimits());
  if (!document)
    return earlier;
  const JsonNode& root = document->root();
  const JsonNode* schema = root.find("schema");
  if (schema == nullptr || !schema->isString() || schema->asString() != "coldframe.sweep/1")
    return earlier;
  if (const JsonNode* variations = root.find("variations"))
    for (std::size_t i = 0; i < variations->size(); ++i)
      if (variations->at(i).isString())
        earlier.variations.push_back(variations->at(i).asString());
  if (const JsonNode* design = root.find("design"); design != nullptr && design->isString())
    earlier.design = design->asString();
  std::int64_t points = 0;
  if (const JsonNode* count = root.find("random_points"); count != nullptr && count->toInteger(points) && points > 0)
    earlier.points = static_cast<std::uint64_t>(points);
  if (const JsonNode* platform = root.find("platform"); platform != nullptr && platform->isString())
    earlier.platform = platform->asString();
  if (const JsonNode* month = root.find("month"); month != nullptr && month->kind() == JsonKind::Boolean)
    earlier.month = month->asBoolean();
  return earlier;
}

Result<SweepOptions> sweepOptions(CommandCall& call, Study& study) {
  const Arguments& arguments = call.arguments();
  const EarlierSweep earlier = earlierSweep(study.text);
  SweepOptions options;
  const std::vector<std::string> texts = arguments.has("vary") ? arguments.list("vary") : earlier.variations;
  if (texts.empty())
    return failure(ErrorKind::Usage, "a sweep varies something: --vary /workload/batch=10,20,40");
  for (const std::string& text : texts) {
    auto variation = parseVariation(text, study.loaded.scenario, study.catalogue);
    if (!variation)
      return failure(variation.error());
    for (const Variation& other : options.variations)
      if (other.field.pointer == variation->field.pointer)
        return failure(ErrorKind::Usage, other.field.pointer + " is varied twice");
    options.variations.push_back(std::move(*variation));
  }
  const std::string design = arguments.text("design", earlier.design);
  options.design = design == "random" ? SweepDesign::Random
                   : design == "lhs"  ? SweepDesign::LatinHypercube
                                      : SweepDesign::Grid;
  const auto points = arguments.whole("points", 1, kMostSweepPoints);
  if (!points)
    return failure(points.error());
  options.points = points->value_or(earlier.points);
  options.study = study.options;
  options.study.only = arguments.text("platform", earlier.platform);
  if (!options.study.only.empty())
    if (auto known = checkPlatform(study.loaded.bound, options.study.only); !known)
      return failure(known.error());
  options.study.month = arguments.has("month") || earlier.month || !study.loaded.bound.isJob;
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
  const JsonNode header = sweepHeader(source, *options, version());

  std::optional<SweepJournal> journal;
  if (const std::string path = journalPath(call); !path.empty()) {
    const std::uint64_t seed = options->study.seed.value_or(study->loaded.scenario.blocks.seed);
    const auto points = sweepPoints(options->variations, options->design, options->points, seed);
    if (!points)
      return call.fail(points.error());
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
  warnAll(call, result->warnings);
  if (result->partial && journal)
    call.warn("interrupted; the same command goes on where this one stopped");
  const bool feasible = cheapestOf(result->points).figures != nullptr;
  const int code = call.finish(renderSweep(*result, header, call.format(), stampOf(study->loaded)),
                               interruptedOr(result->partial, feasible ? 0 : kInfeasible));
  if (journal && !result->partial && (code == 0 || code == kInfeasible))
    journal->remove();
  return code;
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
           "made and the same command goes on from there; a result file in JSON can be given instead of a scenario to "
           "make the sweep again.",
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
                   {.name = "month", .help = "Simulate the months of a job too, for monthly costs"},
                   precisionOption()},
       .run = runSweep},
  };
}

} // namespace coldframe::cli
