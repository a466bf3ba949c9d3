#include "sim/study/workload_size.h"

#include "sim/random/elementary.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

// Tasks wait for half the waves in the mean: at delays that double up to the longest back-off, then at that.
double expectedRetries(const PlatformModel& platform, const RunInputs& inputs) {
  const auto* function = std::get_if<FaasModel>(&platform);
  const auto* demand = std::get_if<JobDemand>(&inputs.demand);
  if (function == nullptr || demand == nullptr || function->invocation != Invocation::Async ||
      function->concurrency <= 0 || !(function->async.backoffMost > Duration()))
    return 0;
  const JobSpec& job = demand->job;
  const auto tasks = static_cast<double>(job.tasks());
  const double waves = tasks / static_cast<double>(function->concurrency);
  const double taskS = static_cast<double>(job.batch) *
                       (job.item.cpu.mean() / function->cpuSpeed(job.item.parallelFraction) + job.item.io.mean()) / 1e9;
  const double waitS = std::min(std::max(0.0, waves - 1) / 2 * taskS, function->async.eventAge.inSeconds());
  if (!(waitS > 0))
    return 0;
  const double mostS = function->async.backoffMost.inSeconds();
  const double firstS = std::clamp(function->async.backoffFirst.inSeconds(), 1e-3, mostS);
  const double doublings = 1 + detLog(mostS / firstS) / detLog(2);
  return tasks * (waitS / mostS + doublings) * static_cast<double>(demand->starts.size());
}

} // namespace

double expectedCalls(const RunInputs& inputs) {
  if (const auto* job = std::get_if<JobDemand>(&inputs.demand))
    return static_cast<double>(job->job.tasks()) * static_cast<double>(job->starts.size());
  return std::max(1.0, expectedArrivals(std::get<StreamDemand>(inputs.demand).arrivals, inputs.window));
}

double expectedWork(const RunInputs& inputs) {
  const double calls = expectedCalls(inputs);
  if (const auto* job = std::get_if<JobDemand>(&inputs.demand))
    return calls + static_cast<double>(job->job.items) * static_cast<double>(job->starts.size());
  return calls;
}

double expectedWork(const PlatformModel& platform, const RunInputs& inputs) {
  return expectedWork(inputs) + expectedRetries(platform, inputs);
}

double expectedWork(const Model& model) {
  return expectedWork(model.platform, model.run) + (model.month ? expectedWork(model.platform, *model.month) : 0.0);
}

std::uint64_t replicationsFor(Effort effort, std::uint64_t asked, double workPerReplication) {
  if (effort == Effort::Precise)
    return asked * 4;
  if (effort == Effort::Normal || asked <= 2)
    return asked;
  const double affordable = std::floor(kQuickWork / std::max(1.0, workPerReplication));
  const double most = std::min(affordable, std::floor(static_cast<double>(asked) / 2));
  return static_cast<std::uint64_t>(std::max(2.0, most));
}

} // namespace coldframe
