#include "sim/study/largest_batch.h"

#include "sim/result/limits.h"
#include "sim/result/outcome_builder.h"
#include "sim/run/simulate.h"

#include <algorithm>

namespace coldframe {

namespace {

// Item draws and calls that a search may cost; well under a second.
constexpr double kMostWork = 4'000'000;
constexpr std::uint64_t kMostReplications = 10;

bool isIncomplete(const RunMetrics& metrics) {
  return metrics.jobRuns == 0 || metrics.jobRunsComplete < metrics.jobRuns;
}

// Where a call was lost to what a smaller batch would mend; throttles it makes worse.
bool isKilled(const RunMetrics& metrics) {
  return isIncomplete(metrics) && std::ranges::any_of(metrics.limits, [](const LimitObservation& limit) {
           return limit.over > 0 && killsCalls(limit.kind);
         });
}

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
  // Whether enough replications are not `lost`.
  const auto enough = [&](std::int64_t batch, bool (*isLost)(const RunMetrics&)) {
    std::get<JobDemand>(inputs.demand).job.batch = batch;
    std::uint64_t lost = 0;
    for (std::uint64_t r = 0; r < replications; ++r) {
      lost += isLost(simulate(model.platform, inputs, {seed, r}, context).metrics) ? 1 : 0;
      if (static_cast<double>(lost) > (1 - kFeasibleFrom) * static_cast<double>(replications))
        return false;
    }
    return true;
  };
  std::int64_t fits = 0;
  std::int64_t fails = std::min(demand->job.batch, demand->job.items);
  if (enough(fails, isKilled))
    return std::nullopt;
  while (fails - fits > 1 && !stop.stop_requested()) {
    const std::int64_t middle = fits + (fails - fits) / 2;
    (enough(middle, isKilled) ? fits : fails) = middle;
  }
  if (stop.stop_requested() || (fits > 0 && !enough(fits, isIncomplete)))
    return std::nullopt;
  return fits;
}

} // namespace coldframe
