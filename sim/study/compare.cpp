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

Result<Comparison> compare(const BoundScenario& given, const StudyOptions& options) {
  const KnownOutcomes known = knownOf(given, options);
  const auto toSize = [&](const BoundPlatform& platform) {
    return platform.autoSize && isRun(given, platform, options) && !known.contains(platform.id);
  };
  std::optional<BoundScenario> sized;
  if (std::ranges::any_of(given.platforms, toSize)) {
    auto fleets = withFleetsSized(given, options, toSize);
    if (!fleets)
      return failure(fleets.error());
    sized = std::move(*fleets);
  }
  const BoundScenario& scenario = sized ? *sized : given;

  std::deque<Alternative> alternatives;
  std::vector<Alternative*> simulated;
  double workPerReplication = 0;
  for (const BoundPlatform& platform : scenario.platforms) {
    if (!isRun(scenario, platform, options))
      continue;
    Alternative& each = alternatives.emplace_back();
    each.platform = &platform;
    each.model = simulatedOf(platform.model, options, scenario.isJob);
    workPerReplication += expectedWork(each.model);
    if (const auto found = known.find(platform.id); found != known.end()) {
      each.known = &found->second;
      continue;
    }
    each.builder.emplace(platformFacts(scenario, platform), *platform.book);
    simulated.push_back(&each);
  }
  if (alternatives.empty())
    return failure(ErrorKind::Input, "the scenario has no platform to run");

  std::uint64_t replications = options.exactly
                                   ? options.replications
                                   : replicationsFor(options.effort, options.replications,
                                                     workPerReplication * static_cast<double>(options.points));
  if (options.precision)
    replications = std::max(replications, kLeastForPrecision);
  const std::uint64_t most = std::max(replications, kMostForPrecision);
  Comparison comparison = comparisonHead(scenario, options, replications);
  for (std::string& cut : whatWasCut(alternatives))
    comparison.warnings.push_back(std::move(cut));
  ProgressMeter meter(workPerReplication * static_cast<double>(replications), options.progress);

  std::uint64_t done = simulated.empty() ? replications : 0;
  while (done < replications) {
    const std::uint64_t block = std::min(kBlock, replications - done);
    std::vector<Replication> slots(block * simulated.size());
    const std::size_t finished = parallelFor(slots.size(), options.jobs, options.stop, [&](std::size_t i) {
      const Seed seed{comparison.seed, options.firstReplication + done + i / simulated.size()};
      const Alternative& each = *simulated[i % simulated.size()];
      if (!replicate(each.model, seed, options.stop, meter, slots[i]))
        return false;
      const Model& whole = each.platform->model;
      stretchTo(whole.run, each.model.run, slots[i].run);
      if (slots[i].month)
        stretchTo(*whole.month, *each.model.month, *slots[i].month);
      return true;
    });
    const std::size_t whole = finished / simulated.size();
    for (std::size_t i = 0; i < whole * simulated.size(); ++i) {
      comparison.simulatedCalls += slots[i].run.metrics.counts.arrivals;
      if (slots[i].month)
        comparison.simulatedCalls += slots[i].month->metrics.counts.arrivals;
      if (auto added = simulated[i % simulated.size()]->builder->add(slots[i]); !added)
        return failure(added.error());
    }
    done += whole;
    if (whole < block)
      break;
    if (done == replications && options.precision && !std::ranges::all_of(simulated, [&](const Alternative* each) {
          return preciseEnough(*each->builder, *options.precision);
        }))
      replications = nextReplications(done, most);
  }
  comparison.replications = replications;
  if (done == 0)
    return failure(ErrorKind::Interrupted, "interrupted before the first replication was finished");

  comparison.replicationsDone = done;
  comparison.partial = done < replications;
  std::vector<std::optional<double>> baseline;
  for (const Alternative& each : alternatives)
    if (each.platform->id == scenario.baselineId)
      baseline = each.makespans();
  for (const BoundPlatform& platform : scenario.platforms)
    if (platform.id == scenario.baselineId &&
        (options.includes(platform.id) || isAskedBeside(scenario, platform, options)))
      comparison.baselineParallelism = parallelismOf(platform.model);
  for (const Alternative& each : alternatives) {
    const BoundPlatform& platform = *each.platform;
    if (!options.includes(platform.id))
      continue;
    if (each.known) {
      comparison.platforms.push_back(*each.known);
      comparison.platforms.back().speedup = speedupOver(baseline, each.makespans(), scenario.isJob);
      continue;
    }
    std::optional<std::int64_t> batch;
    if (options.advice && !each.builder->feasible())
      batch = largestBatch(platform.model, comparison.seed, done, options.stop);
    Outcome outcome = each.builder->build(baseline, batch);
    if (const auto* machine = std::get_if<MachineModel>(&platform.model.platform); machine && machine->remote)
      outcome.machines = machine->count;
    for (const NamedBook& other : options.alsoPricedBy)
      outcome.repriced.push_back(each.builder->costUnder(other.book, other.name));
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
