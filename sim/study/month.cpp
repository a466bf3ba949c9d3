#include "sim/study/month.h"

#include "sim/result/outcome_builder.h"
#include "sim/result/too_short.h"
#include "sim/run/simulate.h"
#include "sim/study/month_series.h"
#include "sim/study/month_variants.h"
#include "sim/study/month_window.h"
#include "sim/study/platform_facts.h"
#include "sim/study/progress_meter.h"
#include "sim/study/replication_block.h"
#include "sim/study/smallest_fleet.h"
#include "sim/study/workload_size.h"
#include "sim/usage/meter.h"
#include "sim/usage/stretch.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace coldframe {

namespace {

constexpr std::uint64_t kBlock = 4; // replications held at a time

// One replication: the run, and its hours without their sketches.
struct Slot {
  RunOutput output;
  TimelineSample sample;
};

// What is simulated of a platform, and what for.
struct Simulated {
  const BoundPlatform* platform;
  RunInputs inputs;

  Duration whole() const { return wholeMonth(*platform).window; }
  double share() const { return inputs.window.inSeconds() / whole().inSeconds(); } // of the month
};

bool replicate(const Simulated& simulated, Seed seed, const std::stop_token& stop, ProgressMeter& meter, Slot& slot) {
  const RunInputs& inputs = simulated.inputs;
  Timeline timeline(inputs.window);
  ProgressShare share(meter, expectedWork(inputs));
  RunContext context;
  context.stop = stop;
  context.progress = [&share](double fraction, std::uint64_t) { share.reach(fraction); };
  context.timeline = &timeline;
  slot.output = simulate(simulated.platform->model.platform, inputs, seed, context);
  if (!slot.output.complete)
    return false;
  share.reach(1.0);
  if (inputs.window < simulated.whole())
    slot.output.usage = stretched(slot.output.usage, inputs.window, simulated.whole());
  slot.sample = sampleOf(timeline, inputs.window, simulated.whole(), slot.output.usage);
  return true;
}

// What is paid for and not used, over all replications.
class IdleShare {
public:
  IdleShare(const Simulated& simulated, const BillOptions& options)
      : m_platform(*simulated.platform), m_options(options), m_share(simulated.share()) {}

  void add(const RunOutput& output) {
    const Usage& usage = output.usage;
    double paid = 0;
    double idle = 0;
    Usage unused;
    if (const auto* function = std::get_if<FaasModel>(&m_platform.model.platform)) {
      const auto mb = static_cast<double>(function->key.memory.inMb());
      double used = 0;
      for (const FunctionUsage& each : usage.functions) {
        const double runningMbMs = mb * static_cast<double>(each.runningNs) / 1e6;
        (each.key.provisioned ? used : paid) += runningMbMs;
      }
      const auto provisioned = static_cast<double>(usage.provisionedMbMs);
      const std::uint64_t pinged = pingsOf(output);
      const double pings = mb * static_cast<double>(pinged) * function->keepWarm.duration.inSeconds() * 1e3;
      paid += provisioned;
      const double unusedProvisioned = std::max(0.0, provisioned - used);
      idle = unusedProvisioned + std::min(pings, paid);
      unused.provisionedMbMs = static_cast<std::int64_t>(unusedProvisioned);
      // Each ping is rounded up as the provider rounds it.
      FunctionMeter meter;
      for (std::uint64_t ping = 0; ping < pinged; ++ping)
        meter.addWarm(function->keepWarm.duration);
      if (meter.requests() > 0)
        meter.addTo(unused, function->key);
    } else if (output.metrics.paidVcpuNs > 0 && !usage.instances.empty()) {
      paid = output.metrics.paidVcpuNs;
      idle = std::max(0.0, paid - output.metrics.busyVcpuNs);
      unused.instances = usage.instances;
    }
    if (!(paid > 0))
      return;
    m_shares.push_back(idle / paid);
    const auto bill = m_platform.book->price(unused, {false, m_options.month});
    const double share = unused.instances.empty() ? 1 : idle / paid;
    m_usd.push_back(bill ? bill->total().inUsd() * share : 0);
  }

  void fill(MonthPlatform& platform) const {
    const Figure none = Figure::none("nothing is paid for");
    platform.idleShare = m_shares.empty() ? none : Figure::of(estimate(m_shares));
    platform.idleUsd = m_usd.empty() ? none : Figure::of(estimate(m_usd));
  }

private:
  // In the whole month.
  std::uint64_t pingsOf(const RunOutput& output) const {
    return static_cast<std::uint64_t>(std::llround(static_cast<double>(output.metrics.counts.pings) / m_share));
  }

  const BoundPlatform& m_platform;
  BillOptions m_options;
  double m_share; // of the month that was simulated
  std::vector<double> m_shares;
  std::vector<double> m_usd;
};

// The folded replications of one platform.
struct Folding {
  Folding(const BoundScenario& scenario, const Simulated& simulated, const BillOptions& options)
      : builder(platformFacts(scenario, *simulated.platform), *simulated.platform->book),
        series(simulated.whole(), options, *simulated.platform->book), idle(simulated, options) {}

  OutcomeBuilder builder;
  MonthSeries series;
  IdleShare idle;
  std::string why; // it cannot be priced

  Result<void> add(Slot& slot) {
    if (auto added = series.add(slot.sample, slot.output.usage); !added)
      return added;
    idle.add(slot.output);
    Replication replication;
    replication.run = std::move(slot.output);
    return builder.add(replication);
  }
};

} // namespace

Result<MonthStudy> month(const StudySource& source, const MonthOptions& options) {
  auto given = bind(source.scenario, source.catalogue);
  if (!given)
    return failure(given.error());
  const std::uint64_t seed = options.study.seed.value_or(given->seed);
  const std::vector<std::string> ownWarnings = given->warnings; // those of its variants say the same again
  MonthVariants variants{source.scenario, {}, {}, {}};
  // Sizing the variants takes one month where each of them then takes as many as there are replications.
  const double first = options.variants ? 1.0 / (1.0 + 3.0 * static_cast<double>(options.study.replications)) : 0;
  if (options.variants) {
    StudyOptions sizing = options.study;
    if (sizing.progress)
      sizing.progress = [&](double fraction) { options.study.progress(first * fraction); };
    auto found = monthVariants(source.scenario, *given, source.catalogue, seed, sizing);
    if (!found)
      return failure(found.error());
    variants = std::move(*found);
    given = bind(variants.scenario, source.catalogue);
    if (!given)
      return failure(given.error());
  }
  const auto included = [&](const BoundPlatform& platform) {
    const auto variantOf = variants.of.find(platform.id);
    return options.study.includes(variantOf == variants.of.end() ? platform.id : variantOf->second);
  };
  const auto sized = withFleetsSized(*given, options.study, included);
  if (!sized)
    return failure(sized.error());
  const BoundScenario& scenario = *sized;

  std::vector<Simulated> platforms;
  double calls = 0;
  for (const BoundPlatform& platform : scenario.platforms) {
    if (!included(platform))
      continue;
    platforms.push_back({&platform, monthWindow(platform, options.study.effort)});
    calls += expectedWork(platforms.back().inputs);
  }
  const std::uint64_t replications = replicationsFor(options.study.effort, options.study.replications, calls);
  MonthStudy study;
  study.comparison = comparisonHead(scenario, options.study, replications);
  study.comparison.warnings = ownWarnings;
  study.comparison.warnings.insert(study.comparison.warnings.end(),
                                   scenario.warnings.begin() + static_cast<std::ptrdiff_t>(given->warnings.size()),
                                   scenario.warnings.end()); // of fleets that were sized
  study.notes = variants.notes;

  const Duration length = Duration::fromSeconds(scenario.monthHours * 3600);
  const BillOptions billing{scenario.freeGrant, length};
  std::deque<Folding> foldings;
  for (const Simulated& platform : platforms)
    foldings.emplace_back(scenario, platform, billing);
  ProgressMeter meter(calls * static_cast<double>(replications), [&](double fraction) {
    if (options.study.progress)
      options.study.progress(first + (1 - first) * fraction);
  });
  std::uint64_t done = 0;
  while (done < replications) {
    const std::uint64_t block = std::min(kBlock, replications - done);
    const auto run = [&](std::size_t p, std::uint64_t replication, Slot& slot) {
      return replicate(platforms[p], {seed, done + replication}, options.study.stop, meter, slot);
    };
    const auto fold = [&](std::size_t p, Slot& slot) -> Result<void> {
      Folding& folding = foldings[p];
      if (!folding.why.empty())
        return {};
      const auto added = folding.add(slot);
      // A variant that the price book has no price for is left out; a platform of the scenario's own is an error.
      if (!added && !variants.of.contains(platforms[p].platform->id))
        return failure(added.error());
      if (!added)
        folding.why = added.error().problems.front().what;
      return {};
    };
    const auto finished = replicateBlock<Slot>(platforms.size(), block, options.study, run, fold);
    if (!finished)
      return failure(finished.error());
    done += *finished;
    if (*finished < block)
      break;
  }
  if (done == 0)
    return failure(ErrorKind::Interrupted, "interrupted before the first replication was finished");
  study.comparison.replicationsDone = done;
  study.comparison.partial = done < replications;

  for (std::size_t p = 0; p < platforms.size(); ++p) {
    const std::string& id = platforms[p].platform->id;
    if (!foldings[p].why.empty()) {
      const std::string& own = variants.of.at(id);
      study.notes.push_back(leftOut(own, id == own + kKeptWarm, foldings[p].why));
      continue;
    }
    MonthPlatform platform;
    platform.outcome = foldings[p].builder.build({});
    if (variants.of.contains(id)) {
      platform.variantOf = variants.of.at(id);
      platform.environments = variants.holds.at(id);
    }
    foldings[p].series.fill(platform, scenario.windowStart);
    foldings[p].idle.fill(platform);
    study.platforms.push_back(std::move(platform));
  }
  return study;
}

} // namespace coldframe
