#include "sim/study/workload_size.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

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

double expectedWork(const Model& model) {
  return expectedWork(model.run) + (model.month ? expectedWork(*model.month) : 0.0);
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
