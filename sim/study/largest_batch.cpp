#include "sim/study/largest_batch.h"

#include "sim/result/outcome_builder.h"
#include "sim/run/simulate.h"

#include <algorithm>

namespace coldframe {

namespace {

// Item draws and calls that a search may cost; well under a second.
constexpr double kMostWork = 4'000'000;
constexpr std::uint64_t kMostReplications = 10;

} // namespace

std::optional<std::int64_t> largestBatch(const Model& model, std::uint64_t seed, std::uint64_t replications,
                                         const std::stop_token& stop) {
  const auto* demand = std::get_if<JobDemand>(&model.run.demand);
  if (demand == nullptr)
    return std::nullopt;
  if (demand->job.batch == 1)
    return std::nullopt;
  replications = std::min(replications, kMostReplications);
  double looks = 1;
  for (std::int64_t batch = demand->job.batch; batch > 0; batch /= 2)
    ++looks;
  if (static_cast<double>(demand->job.items) * static_cast<double>(replications) * looks > kMostWork)
    return std::nullopt;

  RunInputs inputs = model.run;
  RunContext context;
  context.stop = stop;
  const auto feasible = [&](std::int64_t batch) {
    std::get<JobDemand>(inputs.demand).job.batch = batch;
    std::uint64_t lost = 0;
    for (std::uint64_t r = 0; r < replications; ++r) {
      const RunMetrics metrics = simulate(model.platform, inputs, {seed, r}, context).metrics;
      lost += metrics.jobRunsComplete == metrics.jobRuns && metrics.jobRuns > 0 ? 0 : 1;
      if (static_cast<double>(lost) > (1 - kFeasibleFrom) * static_cast<double>(replications))
        return false;
    }
    return true;
  };
  std::int64_t fits = 0;
  std::int64_t fails = std::min(demand->job.batch, demand->job.items);
  while (fails - fits > 1 && !stop.stop_requested()) {
    const std::int64_t middle = fits + (fails - fits) / 2;
    (feasible(middle) ? fits : fails) = middle;
  }
  return stop.stop_requested() ? std::nullopt : std::optional<std::int64_t>(fits);
}

} // namespace coldframe
