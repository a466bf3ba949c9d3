#include "sim/scenario/scenario.h"

#include "sim/json/reader.h"
#include "sim/scenario/field_types.h"
#include "sim/scenario/sha256.h"
#include "sim/units/format.h"

#include <set>

namespace coldframe {

namespace {

constexpr std::int64_t kFirstOf2026 = 1'767'225'600'000'000'000;

const JsonNode& placeOf(const JsonNode& node, std::string_view pointer) {
  const JsonNode* found = findByPointer(node, pointer);
  return found ? *found : node;
}

void checkIds(const ScenarioBlocks& scenario, Reader& reader, const JsonNode& node) {
  std::vector<std::string> ids;
  std::set<std::string> seen;
  std::set<std::string> off;
  for (std::size_t i = 0; i < scenario.platforms.size(); ++i) {
    const std::string& id = commonOf(scenario.platforms[i]).id;
    if (!seen.insert(id).second)
      reader.wrong(placeOf(node, "/platforms/" + std::to_string(i) + "/id"), "two platforms have this id",
                   "ids that differ");
    ids.push_back(id);
    if (!commonOf(scenario.platforms[i]).enabled)
      off.insert(id);
  }
  if (!off.empty() && off.size() == seen.size())
    reader.wrong(placeOf(node, "/platforms"), "every platform is switched off", "at least one that is not");
  std::string list;
  for (const std::string& id : ids)
    list += (list.empty() ? "\"" : ", \"") + id + "\"";
  const auto mustBeKnown = [&](const std::string& id, std::string_view pointer) {
    if (!seen.contains(id))
      reader.wrong(placeOf(node, pointer), "no platform has this id" + suggestion(id, ids), "one of " + list);
  };
  if (!scenario.baseline.empty())
    mustBeKnown(scenario.baseline, "/baseline");
  if (off.contains(scenario.baseline))
    reader.wrong(placeOf(node, "/baseline"), "this platform is switched off", "one that is not");
  std::visit(
      [&](const auto& work) {
        if (work.measuredAt)
          mustBeKnown(work.measuredAt->platform, "/workload/measured_at/platform");
      },
      scenario.workload);
}

void checkTimes(const ScenarioBlocks& scenario, Reader& reader, const JsonNode& node) {
  const bool isJob = coldframe::isJob(scenario.workload);
  const Duration window = scenario.horizon.value_or(scenario.month.length);
  if (isJob && scenario.horizon)
    reader.wrong(placeOf(node, "/horizon"), "a job runs to its end; it has no horizon", "nothing");
  if (isJob && scenario.warmUp > Duration())
    reader.wrong(placeOf(node, "/warm_up"), "a job has no warm-up that could be cut", "nothing");
  if (!isJob && scenario.warmUp >= window)
    reader.wrong(placeOf(node, "/warm_up"), "the warm-up is as long as the window",
                 "less than " + writeDuration(window));
  if (!isJob && (node.find("month") && (node.find("month")->find("runs") || scenario.month.arrivals)) &&
      (scenario.month.runs != 1 || scenario.month.arrivals))
    reader.wrong(placeOf(node, "/month"), "a stream has no runs", "only \"length\"");
  if (scenario.month.arrivals && scenario.month.runs != 1)
    reader.wrong(placeOf(node, "/month/runs"), "both \"runs\" and \"arrivals\" say when the job runs", "one of them");
}

void checkKinds(const ScenarioBlocks& scenario, Reader& reader, const JsonNode& node) {
  const bool isJob = coldframe::isJob(scenario.workload);
  for (std::size_t i = 0; i < scenario.platforms.size(); ++i) {
    const std::string at = "/platforms/" + std::to_string(i);
    const PlatformCommon& common = commonOf(scenario.platforms[i]);
    if (!isJob && common.executor != "none")
      reader.wrong(placeOf(node, at + "/executor"), "an executor runs jobs; this workload is a stream", "\"none\"");
    const auto* fleet = std::get_if<FleetPlatform>(&scenario.platforms[i]);
    if (fleet && !isJob && fleet->hours == MachineHours::PerJob)
      reader.wrong(placeOf(node, at + "/hours"), "there is no job to start the machines for", "\"always\"");
    if (fleet && fleet->count.automatic && !scenario.objective)
      reader.wrong(placeOf(node, at + "/count"), "there is no objective that the fewest machines are to meet",
                   "an \"objective\" beside \"platforms\", e.g. {\"response\": \"2 s\"}");
    const auto* function = std::get_if<FaasPlatform>(&scenario.platforms[i]);
    if (function && isJob && function->keepWarm)
      reader.wrong(placeOf(node, at + "/keep_warm"), "pings are for streams; this workload is a job", "nothing");
  }
}

void checkScenario(const ScenarioBlocks& scenario, Reader& reader, const JsonNode& node) {
  if (scenario.schema != kScenarioSchema)
    reader.wrong(placeOf(node, "/schema"), "not a scenario of this version",
                 "\"" + std::string(kScenarioSchema) + "\"");
  if (scenario.platforms.empty())
    reader.wrong(placeOf(node, "/platforms"), "no platform to compare", "at least one platform");
  checkIds(scenario, reader, node);
  checkTimes(scenario, reader, node);
  checkKinds(scenario, reader, node);
}

} // namespace

ScenarioBlocks::ScenarioBlocks() : start{kFirstOf2026} {}

const FieldTable<Objective>& Fields<Objective>::table() {
  static const FieldTable<Objective> fields =
      FieldTable<Objective>("objective", "what a fleet of \"auto\" machines must meet")
          .field(
              "response", &Objective::response,
              {.help = "requests are answered within this time; a job is done within it", .required = true, .min = 1})
          .field("quantile", &Objective::quantile,
                 {.help = "the share of the requests that are", .min = 0.5, .max = 0.999})
          .field("load", &Objective::load,
                 {.help = "at so many times the requests: head-room for peaks", .min = 1, .max = 1000});
  return fields;
}

const FieldTable<SourceNote>& Fields<SourceNote>::table() {
  static const FieldTable<SourceNote> fields =
      FieldTable<SourceNote>("source_note", "where an input comes from")
          .field("what", &SourceNote::what, {.help = "the input", .required = true})
          .field("kind", &SourceNote::kind, {.help = "how it is known", .required = true})
          .field("source", &SourceNote::source, {.help = "who says so", .required = true});
  return fields;
}

const FieldTable<FittedInput>& Fields<FittedInput>::table() {
  static const FieldTable<FittedInput> fields =
      FieldTable<FittedInput>("fitted_input", "an input that was fitted to a run, and how well")
          .field("at", &FittedInput::at, {.help = "pointers to times and laws of times", .required = true})
          .field("values", &FittedInput::values,
                 {.help = "number of values its laws were fitted to; 0: they are taken as they are", .min = 0.0})
          .field("spread", &FittedInput::spread,
                 {.help = "how much runs differ: standard deviation of the logarithm of a factor on all of them",
                  .min = 0.0,
                  .max = 2.0});
  return fields;
}

const FieldTable<HeldAgainst>& Fields<HeldAgainst>::table() {
  static const FieldTable<HeldAgainst> fields =
      FieldTable<HeldAgainst>("held_against", "a published result that the prediction is held against")
          .field("quantity", &HeldAgainst::quantity, {.help = "what was observed", .required = true})
          .field("value", &HeldAgainst::value, {.help = "how much", .required = true})
          .field("source", &HeldAgainst::source, {.help = "who says so", .required = true});
  return fields;
}

const FieldTable<ScenarioBlocks>& Fields<ScenarioBlocks>::table() {
  using S = ScenarioBlocks;
  static const FieldTable<S> fields =
      FieldTable<S>("scenario", "work, and where it could run")
          .field("schema", &S::schema, {.help = "\"coldframe.scenario/1\"", .required = true})
          .field("name", &S::name, {.help = "for people", .required = true, .min = 1})
          .field("description", &S::description, {.help = "what the work is"})
          .field("question", &S::question, {.help = "what is to be found out"})
          .field("seed", &S::seed, {.help = "of all random draws"})
          .field("baseline", &S::baseline,
                 {.help = "the platform speedup is measured against; the first local one when not said"})
          .field("prices", &S::prices, {.help = "the price book: \"aws-us-east-1@2017-11\""})
          .field("free_grant", &S::freeGrant, {.help = "rank by costs with the provider's free grant"})
          .field("start", &S::start, {.help = "when the simulated window begins"})
          .field("month", &S::month, {.help = "the simulated month"})
          .field("horizon", &S::horizon, {.help = "length of a stream's run; the month when not said", .min = 1e9})
          .field("warm_up", &S::warmUp, {.help = "cut from response times and steady-state rates of a stream"})
          .field("workload", &S::workload, {.help = "what is to be done", .required = true})
          .field("platforms", &S::platforms, {.help = "where it could run", .required = true})
          .field("client", &S::client, {.help = "the line between the user's machine and everything else"})
          .field("external", &S::external, {.help = "limits of the site or database that all work calls"})
          .field("front_door", &S::frontDoor, {.help = "what requests pass before they reach a platform"})
          .field("initial", &S::initial, {.help = "what is there when the window begins"})
          .field("objective", &S::objective, {.help = "what a fleet of \"auto\" machines must meet"})
          .field("ops", &S::ops, {.help = "people's time"})
          .field("sources", &S::sources, {.help = "where the inputs come from"})
          .field("held_against", &S::heldAgainst, {.help = "published results to hold the prediction against"})
          .field("fitted", &S::fitted,
                 {.help = "inputs that were fitted, which predict draws anew in each replication"})
          .field("origins", &S::origins, {.help = "written by `validate --resolved`; not read"})
          .check(checkScenario);
  return fields;
}

JsonLimits scenarioLimits() {
  JsonLimits limits;
  limits.annotations = true;
  return limits;
}

Result<Scenario> readScenario(std::string_view text, const std::string& file) {
  Result<JsonDocument> document = JsonDocument::parse(text, file);
  if (!document)
    return failure(std::move(document.error()));
  JsonNode root = std::move(document->root());
  const bool isResult = root.find("scenario_document") && !root.find("workload");
  if (isResult)
    root = std::move(*root.find("scenario_document"));
  if (Result<void> taken = takeAnnotations(root, {"sources", "held_against", "origins"}); !taken)
    return failure(std::move(taken.error()));
  Result<Scenario> scenario = readScenario(root, file);
  if (scenario && !isResult)
    scenario->sha256 = sha256(text);
  return scenario;
}

Result<Scenario> readScenario(const JsonNode& document, const std::string& file) {
  return readScenario(document, file, sha256(writeJson(document, true)));
}

Result<Scenario> readScenario(JsonNode document, const std::string& file, std::string hash) {
  Reader reader;
  Scenario scenario;
  if (!reader.read(document, scenario.blocks))
    return failure(reader.error());
  scenario.document = std::move(document);
  scenario.file = file;
  scenario.sha256 = std::move(hash);
  return scenario;
}

} // namespace coldframe
