#include "sim/study/batch_bounds.h"

#include "sim/base/parallel_for.h"
#include "sim/random/elementary.h"
#include "sim/run/simulate.h"
#include "sim/study/parallelism.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace coldframe {

namespace {

// Where most runs fail, a few of them say so.
constexpr std::uint64_t kFirstLook = 8;

const JobSpec& jobOf(const Model& model) {
  return std::get<JobDemand>(model.run.demand).job;
}

bool passesCap(const RunMetrics& metrics) {
  return std::any_of(metrics.limits.begin(), metrics.limits.end(),
                     [](const LimitObservation& limit) { return limit.kind == LimitKind::Time && limit.over > 0; });
}

double speedOf(const Model& model) {
  if (const auto* function = std::get_if<FaasModel>(&model.platform))
    return function->cpuSpeed(jobOf(model).item.parallelFraction);
  return std::get<MachineModel>(model.platform).speed;
}

// Replications until the interval of the risk leaves the bound on one side, or there are enough.
class RiskSearch {
public:
  RiskSearch(const Model& model, std::uint64_t seed, const RiskOptions& options)
      : m_model(model), m_seed(seed), m_options(options) {}

  Proportion risk(std::int64_t batch) const {
    std::uint64_t events = 0;
    std::uint64_t trials = 0;
    const Model model = withBatch(m_model, batch);
    while (trials < m_options.mostReplications && !m_options.stop.stop_requested()) {
      const std::uint64_t until = trials == 0 ? kFirstLook : trials == kFirstLook ? kRiskLook : trials + kRiskLook;
      const std::uint64_t block = std::min(until, m_options.mostReplications) - trials;
      events += eventsIn(model, trials, block);
      trials += block;
      const Proportion seen = proportion(events, trials);
      if (trials <= kFirstLook && 2 * events <= trials)
        continue;
      if (seen.hi <= m_options.risk || seen.lo > m_options.risk)
        break;
    }
    return proportion(events, trials);
  }

  std::uint64_t eventsIn(const Model& model, std::uint64_t first, std::uint64_t count) const {
    std::vector<char> over(count, 0);
    parallelFor(count, m_options.jobs, m_options.stop, [&](std::size_t i) {
      RunContext context;
      context.stop = m_options.stop;
      const RunOutput output = simulate(model.platform, model.run, {m_seed, first + i}, context);
      over[i] = passesCap(output.metrics) ? 1 : 0;
      return output.complete;
    });
    return static_cast<std::uint64_t>(std::count(over.begin(), over.end(), 1));
  }

private:
  const Model& m_model;
  std::uint64_t m_seed;
  const RiskOptions& m_options;
};

// The risk rises with the batch: more of the same items in each task.
void searchByRisk(const Model& model, std::uint64_t seed, const RiskOptions& options, BatchBounds& bounds) {
  const RiskSearch search(model, seed, options);
  const std::int64_t items = jobOf(model).items;
  std::int64_t fits = 0;
  std::int64_t fails = items + 1;
  // The mean bound is near; from there outward, so that few simulations have one item a task.
  std::int64_t probe = std::clamp<std::int64_t>(bounds.byMean.value_or(items), 1, items);
  std::int64_t step = std::max<std::int64_t>(1, probe / 8);
  double looks = 0;
  const double mostLooks = 2 + detLog(static_cast<double>(probe)) / detLog(2);
  while (fails - fits > 1 && !options.stop.stop_requested()) {
    const Proportion seen = search.risk(probe);
    if (seen.value <= options.risk) {
      fits = probe;
      bounds.riskThere = seen;
    } else {
      fails = probe;
      bounds.riskNext = seen;
    }
    if (options.progress)
      options.progress(std::min(0.99, ++looks / mostLooks));
    const bool bracketed = fits > 0 && fails <= items;
    if (bracketed || (fits == 0 && probe == 1)) {
      probe = fits + (fails - fits) / 2;
    } else if (fits == 0) {
      // Never to less than half: small batches make many tasks.
      probe = std::max(std::max<std::int64_t>(1, probe / 2), probe - step);
      step *= 2;
    } else {
      probe = std::min(items, probe + step);
      step *= 2;
    }
  }
  if (!options.stop.stop_requested())
    bounds.byRisk = fits;
}

} // namespace

std::optional<double> timeCapOf(const Model& model) {
  Duration cap = Duration::max();
  if (const auto* function = std::get_if<FaasModel>(&model.platform))
    cap = function->timeout;
  else if (model.run.executor.taskLimit > Duration())
    cap = model.run.executor.taskLimit;
  return cap < Duration::max() ? std::optional<double>(cap.inSeconds()) : std::nullopt;
}

Model withBatch(const Model& model, std::int64_t batch) {
  Model changed = model;
  std::get<JobDemand>(changed.run.demand).job.batch = batch;
  if (changed.month)
    std::get<JobDemand>(changed.month->demand).job.batch = batch;
  return changed;
}

Proportion capRisk(const Model& model, std::int64_t batch, std::uint64_t seed, std::uint64_t replications,
                   const RiskOptions& options) {
  return proportion(RiskSearch(model, seed, options).eventsIn(withBatch(model, batch), 0, replications), replications);
}

BatchBounds batchBounds(const Model& model, std::optional<double> platformCapS, std::uint64_t seed,
                        const RiskOptions& options) {
  const JobSpec& job = jobOf(model);
  BatchBounds bounds;
  bounds.itemS = (job.item.cpu.mean() / speedOf(model) + job.item.io.mean()) / 1e9;
  bounds.timeCapS = timeCapOf(model);
  bounds.platformCapS = platformCapS;
  const auto fitting = [&bounds](std::optional<double> cap) {
    return cap && bounds.itemS > 0
               ? std::optional<std::int64_t>(static_cast<std::int64_t>(std::floor(*cap / bounds.itemS + 1e-9)))
               : std::nullopt;
  };
  bounds.byMean = fitting(bounds.timeCapS);
  bounds.byPlatformCap = fitting(bounds.platformCapS);
  bounds.atOnce = parallelismOf(model);
  if (bounds.atOnce > 0)
    bounds.oneWave = (job.items + bounds.atOnce - 1) / bounds.atOnce;
  if (const auto* function = std::get_if<FaasModel>(&model.platform)) {
    const double room =
        static_cast<double>(function->key.memory.inBytes() - job.baseMemory.inBytes()) - job.item.memory.mean();
    if (job.inputPerItem.count() > 0)
      bounds.byMemory =
          std::max<std::int64_t>(0, static_cast<std::int64_t>(room / static_cast<double>(job.inputPerItem.count())));
    if (model.run.executor.isNone() && function->payloadIn.count() > 0 && job.inputPerItem.count() > 0 &&
        job.inputFrom == InputFrom::Client)
      bounds.byPayload = function->payloadIn.count() / job.inputPerItem.count();
  }
  if (bounds.timeCapS)
    searchByRisk(model, seed, options, bounds);
  return bounds;
}

} // namespace coldframe
