#include "sim/study/compare.h"

#include "sim/result/outcome_builder.h"
#include "sim/result/too_short.h"
#include "sim/run/simulate.h"
#include "sim/study/largest_batch.h"
#include "sim/study/parallelism.h"
#include "sim/study/platform_facts.h"
#include "sim/study/precision.h"
#include "sim/study/progress_meter.h"
#include "sim/study/quick_window.h"
#include "sim/study/replication_block.h"
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

bool isAskedBeside(const BoundScenario& scenario, const BoundPlatform& platform, const StudyOptions& options) {
  return options.withBaseline && platform.id == scenario.baselineId;
}

// Speedup is of jobs: a stream's baseline is not simulated for the sake of another platform.
bool isRun(const BoundScenario& scenario, const BoundPlatform& platform, const StudyOptions& options) {
  return options.includes(platform.id) || (scenario.isJob && isAskedBeside(scenario, platform, options));
}

using KnownOutcomes = std::map<std::string, Outcome>; // by platform

KnownOutcomes knownOf(const BoundScenario& scenario, const StudyOptions& options) {
  KnownOutcomes known;
  if (options.known)
    for (const BoundPlatform& platform : scenario.platforms)
      if (isRun(scenario, platform, options))
        if (auto outcome = options.known(platform.id))
          known.emplace(platform.id, std::move(*outcome));
  return known;
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

// A job's month that was not simulated has no figures.
void forgetMonth(Outcome& outcome) {
  const Figure none = Figure::none("the month was not simulated");
  outcome.month = MonthCost{none, none, none, {}, {}, 0, none};
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
    ProgressShare share(meter, expectedWork(model.platform, inputs));
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

// A platform of the comparison: simulated, or known already.
struct Alternative {
  const BoundPlatform* platform = nullptr;
  Model model; // what is simulated of it
  std::optional<OutcomeBuilder> builder;
  const Outcome* known = nullptr;

  const std::vector<std::optional<double>>& makespans() const {
    return known ? known->samples.makespanS : builder->makespans();
  }
};

// What a quick answer left out, one warning for all platforms that were cut alike.
std::vector<std::string> whatWasCut(const std::deque<Alternative>& alternatives) {
  std::map<std::string, std::string> platformsBy;
  for (const Alternative& each : alternatives) {
    const Model& whole = each.platform->model;
    std::string cut = cutInWords(whole.run, each.model.run);
    if (cut.empty() && each.model.month)
      cut = cutInWords(*whole.month, *each.model.month);
    if (!cut.empty())
      platformsBy[cut] += (platformsBy[cut].empty() ? "" : ", ") + each.platform->id;
  }
  std::vector<std::string> warnings;
  for (const auto& [cut, ids] : platformsBy)
    warnings.push_back("a quick answer: " + cut + " and the usage stretched to the rest (" + ids + ")");
  return warnings;
}

// What a platform is ranked by: its month, or, where it is paid for anyway, what running on it costs more.
double rankedCost(const Comparison& comparison, const Outcome& outcome) {
  if (!outcome.paidFor)
    return comparison.monthCost(outcome).estimate->mean;
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

bool StudyOptions::includes(const std::string& platform) const {
  return only.empty() || std::ranges::find(only, platform) != only.end();
}

namespace {

// The scenario with the fleets of automatic size sized, where there are any to simulate; else nothing.
Result<std::optional<BoundScenario>> sizedFleets(const BoundScenario& given, const StudyOptions& options,
                                                 const KnownOutcomes& known) {
  const auto toSize = [&](const BoundPlatform& platform) {
    return platform.autoSize && isRun(given, platform, options) && !known.contains(platform.id);
  };
  if (std::ranges::none_of(given.platforms, toSize))
    return std::nullopt;
  auto sized = withFleetsSized(given, options, toSize);
  if (!sized)
    return failure(sized.error());
  return std::move(*sized);
}

std::deque<Alternative> alternativesOf(const BoundScenario& scenario, const StudyOptions& options,
                                       const KnownOutcomes& known) {
  std::deque<Alternative> alternatives;
  for (const BoundPlatform& platform : scenario.platforms) {
    if (!isRun(scenario, platform, options))
      continue;
    Alternative& each = alternatives.emplace_back();
    each.platform = &platform;
    each.model = simulatedOf(platform.model, options, scenario.isJob);
    if (const auto found = known.find(platform.id); found != known.end())
      each.known = &found->second;
    else
      each.builder.emplace(platformFacts(scenario, platform), *platform.book);
  }
  return alternatives;
}

double workOf(const std::deque<Alternative>& alternatives) {
  double work = 0;
  for (const Alternative& each : alternatives)
    work += expectedWork(each.model);
  return work;
}

std::uint64_t replicationsOf(const StudyOptions& options, double workPerReplication) {
  const std::uint64_t replications = options.exactly
                                         ? options.replications
                                         : replicationsFor(options.effort, options.replications,
                                                           workPerReplication * static_cast<double>(options.points));
  return options.precision ? std::max(replications, kLeastForPrecision) : replications;
}

// Simulates what is not known, until the replications asked for are there or the intervals are narrow enough.
Result<void> simulateAll(std::deque<Alternative>& alternatives, const StudyOptions& options, double workPerReplication,
                         Comparison& comparison) {
  std::vector<Alternative*> simulated;
  for (Alternative& each : alternatives)
    if (each.builder)
      simulated.push_back(&each);
  const std::uint64_t most = std::max(comparison.replications, kMostForPrecision);
  ProgressMeter meter(workPerReplication * static_cast<double>(comparison.replications), options.progress);
  std::uint64_t& done = comparison.replicationsDone;
  done = simulated.empty() ? comparison.replications : 0;
  while (done < comparison.replications) {
    const std::uint64_t block = std::min(kBlock, comparison.replications - done);
    const auto run = [&](std::size_t p, std::uint64_t replication, Replication& slot) {
      const Model& model = simulated[p]->model;
      if (!replicate(model, {comparison.seed, options.firstReplication + done + replication}, options.stop, meter,
                     slot))
        return false;
      const Model& whole = simulated[p]->platform->model;
      stretchTo(whole.run, model.run, slot.run);
      if (slot.month)
        stretchTo(*whole.month, *model.month, *slot.month);
      return true;
    };
    const auto fold = [&](std::size_t p, Replication& slot) {
      comparison.simulatedCalls += slot.run.metrics.counts.arrivals;
      if (slot.month)
        comparison.simulatedCalls += slot.month->metrics.counts.arrivals;
      return simulated[p]->builder->add(slot);
    };
    const auto finished = replicateBlock<Replication>(simulated.size(), block, options, run, fold);
    if (!finished)
      return failure(finished.error());
    done += *finished;
    if (*finished < block)
      break;
    if (done == comparison.replications && options.precision &&
        !std::ranges::all_of(
            simulated, [&](const Alternative* each) { return preciseEnough(*each->builder, *options.precision); }))
      comparison.replications = nextReplications(done, most);
  }
  comparison.partial = done < comparison.replications;
  if (done == 0)
    return failure(ErrorKind::Interrupted, "interrupted before the first replication was finished");
  return {};
}

Outcome outcomeOf(const Alternative& alternative, const BoundScenario& scenario, const StudyOptions& options,
                  const Comparison& comparison, const std::vector<std::optional<double>>& baseline) {
  if (alternative.known) {
    Outcome outcome = *alternative.known;
    outcome.speedup = speedupOver(baseline, alternative.makespans(), scenario.isJob);
    return outcome;
  }
  const BoundPlatform& platform = *alternative.platform;
  std::optional<std::int64_t> batch;
  if (options.advice && !alternative.builder->feasible())
    batch = largestBatch(platform.model, comparison.seed, comparison.replicationsDone, options.stop);
  Outcome outcome = alternative.builder->build(baseline, batch);
  for (const NamedBook& other : options.alsoPricedBy)
    outcome.repriced.push_back(alternative.builder->costUnder(other.book, other.name));
  if (!options.month && scenario.isJob)
    forgetMonth(outcome);
  return outcome;
}

} // namespace

Result<Comparison> compare(const BoundScenario& given, const StudyOptions& options) {
  const KnownOutcomes known = knownOf(given, options);
  const auto sized = sizedFleets(given, options, known);
  if (!sized)
    return failure(sized.error());
  const BoundScenario& scenario = *sized ? **sized : given;

  std::deque<Alternative> alternatives = alternativesOf(scenario, options, known);
  if (alternatives.empty())
    return failure(ErrorKind::Input, "the scenario has no platform to run");
  const double work = workOf(alternatives);
  Comparison comparison = comparisonHead(scenario, options, replicationsOf(options, work));
  for (std::string& cut : whatWasCut(alternatives))
    comparison.warnings.push_back(std::move(cut));
  if (auto done = simulateAll(alternatives, options, work, comparison); !done)
    return failure(done.error());

  std::vector<std::optional<double>> baseline;
  for (const Alternative& each : alternatives)
    if (each.platform->id == scenario.baselineId)
      baseline = each.makespans();
  for (const BoundPlatform& platform : scenario.platforms)
    if (platform.id == scenario.baselineId &&
        (options.includes(platform.id) || isAskedBeside(scenario, platform, options)))
      comparison.baselineParallelism = parallelismOf(platform.model);
  for (const Alternative& each : alternatives)
    if (options.includes(each.platform->id))
      comparison.platforms.push_back(outcomeOf(each, scenario, options, comparison, baseline));
  rank(comparison);
  if (options.advice)
    for (std::string& warning : tooShortToSay(comparison))
      comparison.warnings.push_back(std::move(warning));
  return comparison;
}

} // namespace coldframe
