#include "sim/study/compare.h"

#include "sim/base/parallel_for.h"
#include "sim/result/outcome_builder.h"
#include "sim/result/too_short.h"
#include "sim/run/simulate.h"
#include "sim/study/largest_batch.h"
#include "sim/study/parallelism.h"
#include "sim/study/platform_facts.h"
#include "sim/study/precision.h"
#include "sim/study/progress_meter.h"
#include "sim/study/quick_window.h"
#include "sim/study/smallest_fleet.h"
#include "sim/study/workload_size.h"
#include "sim/units/format.h"
#include "sim/usage/stretch.h"

#include <algorithm>
#include <deque>
#include <map>

namespace coldframe {

namespace {

// Replications held at a time before they are folded into figures: bounds memory, and keeps all threads busy.
constexpr std::uint64_t kBlock = 16;

bool isAskedBeside(const BoundPlatform& platform, const BoundScenario& scenario, const StudyOptions& options) {
  return options.withBaseline && platform.id == scenario.baselineId;
}

// What is simulated. Speedup is of jobs: a stream's baseline is not simulated for the sake of another platform.
std::vector<const BoundPlatform*> platformsOf(const BoundScenario& scenario, const StudyOptions& options) {
  std::vector<const BoundPlatform*> chosen;
  for (const BoundPlatform& platform : scenario.platforms)
    if (options.only.empty() || platform.id == options.only ||
        (scenario.isJob && isAskedBeside(platform, scenario, options)))
      chosen.push_back(&platform);
  return chosen;
}

// What is simulated of a model: for a quick answer its windows are shortened to what that affords; a job's month may be
// left out.
Model simulatedOf(const Model& model, const StudyOptions& options, bool isJob) {
  Model simulated = model;
  if (!options.month && isJob)
    simulated.month.reset();
  if (options.effort != Effort::Quick)
    return simulated;
  simulated.run = quickWindow(model.run, model.platform, kQuickWorkPerRun);
  if (simulated.month)
    simulated.month = quickWindow(*model.month, model.platform, kQuickWorkPerRun);
  return simulated;
}

// What a quick answer left out, one warning for all platforms that were cut alike.
std::vector<std::string> whatWasCut(const std::vector<const BoundPlatform*>& platforms,
                                    const std::vector<Model>& simulated) {
  std::map<std::string, std::string> platformsBy;
  for (std::size_t p = 0; p < platforms.size(); ++p) {
    const Model& whole = platforms[p]->model;
    std::string cut = cutInWords(whole.run, simulated[p].run);
    if (cut.empty() && simulated[p].month)
      cut = cutInWords(*whole.month, *simulated[p].month);
    if (!cut.empty())
      platformsBy[cut] += (platformsBy[cut].empty() ? "" : ", ") + platforms[p]->id;
  }
  std::vector<std::string> warnings;
  for (const auto& [cut, ids] : platformsBy)
    warnings.push_back("a quick answer: " + cut + " and the usage stretched to the rest (" + ids + ")");
  return warnings;
}

// A job's month that was not simulated has no figures.
void forgetMonth(Outcome& outcome) {
  const Figure none = Figure::none("the month was not simulated");
  outcome.month = MonthCost{none, none, none, {}, {}, 0};
  outcome.run.allocatedUsd = none;
  outcome.samples.monthUsd.clear();
  outcome.samples.monthWithFreeGrantUsd.clear();
}

// The usage of the whole window, of which only a shorter one was simulated.
void stretchTo(const RunInputs& whole, const RunInputs& simulated, RunOutput& output) {
  if (simulated.window < whole.window)
    output.usage = stretched(output.usage, simulated.window, whole.window);
}

// Runs one replication of one platform. False when it was stopped on the way.
bool replicate(const Model& model, Seed seed, const std::stop_token& stop, ProgressMeter& meter, Replication& out) {
  const auto runOne = [&](const RunInputs& inputs) {
    ProgressShare share(meter, expectedWork(inputs));
    RunContext context;
    context.stop = stop;
    context.progress = [&share](double fraction, std::uint64_t) { share.reach(fraction); };
    RunOutput output = simulate(model.platform, inputs, seed, context);
    share.reach(1.0);
    return output;
  };
  out.run = runOne(model.run);
  if (!out.run.complete)
    return false;
  if (!model.month)
    return true;
  out.month = runOne(*model.month);
  return out.month->complete;
}

const Figure& monthCost(const Comparison& comparison, const Outcome& outcome) {
  return comparison.freeGrant ? outcome.month.costWithFreeGrantUsd : outcome.month.costUsd;
}

// What a platform is ranked by: its month, or, where it is paid for anyway, what running on it costs more.
double rankedCost(const Comparison& comparison, const Outcome& outcome) {
  if (!outcome.paidFor)
    return monthCost(comparison, outcome).estimate->mean;
  return outcome.run.marginalUsd.estimate ? outcome.run.marginalUsd.estimate->mean * comparison.runsPerMonth : 0.0;
}

void rank(Comparison& comparison) {
  double makespan = 0;
  double month = 0;
  for (const Outcome& outcome : comparison.platforms) {
    if (!outcome.feasible)
      continue;
    if (outcome.makespanS.estimate &&
        (comparison.bestMakespan.empty() || outcome.makespanS.estimate->mean < makespan)) {
      makespan = outcome.makespanS.estimate->mean;
      comparison.bestMakespan = outcome.id;
    }
    if (!outcome.month.costUsd.estimate)
      continue;
    const double cost = rankedCost(comparison, outcome);
    if (comparison.bestMonth.empty() || cost < month) {
      month = cost;
      comparison.bestMonth = outcome.id;
    }
  }
}

} // namespace

Result<Comparison> compare(const BoundScenario& given, const StudyOptions& options) {
  std::optional<BoundScenario> sized;
  if (std::any_of(given.platforms.begin(), given.platforms.end(), [](const auto& each) { return each.autoSize; })) {
    auto fleets = withFleetsSized(given, options);
    if (!fleets)
      return failure(fleets.error());
    sized = std::move(*fleets);
  }
  const BoundScenario& scenario = sized ? *sized : given;
  const std::vector<const BoundPlatform*> platforms = platformsOf(scenario, options);
  if (platforms.empty())
    return failure(ErrorKind::Input, "the scenario has no platform to run");

  std::vector<Model> models;
  for (const BoundPlatform* platform : platforms)
    models.push_back(simulatedOf(platform->model, options, scenario.isJob));
  double workPerReplication = 0;
  for (const Model& model : models)
    workPerReplication += expectedWork(model);
  std::uint64_t replications = replicationsFor(options.effort, options.replications, workPerReplication);
  if (options.precision)
    replications = std::max(replications, kLeastForPrecision);
  const std::uint64_t most = std::max(replications, kMostForPrecision);
  Comparison comparison = comparisonHead(scenario, options, replications);
  for (std::string& cut : whatWasCut(platforms, models))
    comparison.warnings.push_back(std::move(cut));
  ProgressMeter meter(workPerReplication * static_cast<double>(replications), options.progress);

  std::deque<OutcomeBuilder> builders;
  for (const BoundPlatform* platform : platforms)
    builders.emplace_back(platformFacts(scenario, *platform), *platform->book);

  std::uint64_t done = 0;
  while (done < replications) {
    const std::uint64_t block = std::min(kBlock, replications - done);
    std::vector<Replication> slots(block * platforms.size());
    const std::size_t finished = parallelFor(slots.size(), options.jobs, options.stop, [&](std::size_t i) {
      const Seed seed{comparison.seed, options.firstReplication + done + i / platforms.size()};
      const std::size_t p = i % platforms.size();
      if (!replicate(models[p], seed, options.stop, meter, slots[i]))
        return false;
      const Model& whole = platforms[p]->model;
      stretchTo(whole.run, models[p].run, slots[i].run);
      if (slots[i].month)
        stretchTo(*whole.month, *models[p].month, *slots[i].month);
      return true;
    });
    const std::size_t whole = finished / platforms.size();
    for (std::size_t i = 0; i < whole * platforms.size(); ++i) {
      comparison.simulatedCalls += slots[i].run.metrics.counts.arrivals;
      if (slots[i].month)
        comparison.simulatedCalls += slots[i].month->metrics.counts.arrivals;
      if (auto added = builders[i % platforms.size()].add(slots[i]); !added)
        return failure(added.error());
    }
    done += whole;
    if (whole < block)
      break;
    if (done == replications && options.precision && !preciseEnough(builders, *options.precision))
      replications = nextReplications(done, most);
  }
  comparison.replications = replications;
  if (done == 0)
    return failure(ErrorKind::Interrupted, "interrupted before the first replication was finished");

  comparison.replicationsDone = done;
  comparison.partial = done < replications;
  std::vector<std::optional<double>> baseline;
  for (std::size_t p = 0; p < platforms.size(); ++p)
    if (platforms[p]->id == scenario.baselineId)
      baseline = builders[p].makespans();
  for (const BoundPlatform& platform : scenario.platforms)
    if (platform.id == scenario.baselineId &&
        (options.only.empty() || platform.id == options.only || isAskedBeside(platform, scenario, options)))
      comparison.baselineParallelism = parallelismOf(platform.model);
  for (std::size_t p = 0; p < platforms.size(); ++p) {
    if (!options.only.empty() && platforms[p]->id != options.only)
      continue;
    std::optional<std::int64_t> batch;
    if (options.advice && !builders[p].feasible())
      batch = largestBatch(platforms[p]->model, comparison.seed, done, options.stop);
    Outcome outcome = builders[p].build(baseline, batch);
    if (const auto* machine = std::get_if<MachineModel>(&platforms[p]->model.platform); machine && machine->remote)
      outcome.machines = machine->count;
    for (const NamedBook& other : options.alsoPricedBy)
      outcome.repriced.push_back(builders[p].costUnder(other.book, other.name));
    if (!options.month && scenario.isJob)
      forgetMonth(outcome);
    comparison.platforms.push_back(std::move(outcome));
  }
  rank(comparison);
  if (options.advice)
    for (std::string& warning : tooShortToSay(comparison))
      comparison.warnings.push_back(std::move(warning));
  return comparison;
}

} // namespace coldframe
