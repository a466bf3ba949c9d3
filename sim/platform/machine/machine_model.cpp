#include "sim/platform/machine/machine_model.h"

#include "sim/platform/machine/machine_run.h"
#include "sim/platform/machine/machine_stream.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr double kMostSlots = 10'000; // where neither memory nor CPU sets a bound

double typical(const Distribution& law) {
  const double mean = law.mean();
  return std::isfinite(mean) ? mean : law.quantile(0.5);
}

struct Needs {
  double cpuNs = 0; // mean
  double ioNs = 0;
  double bytes = 0; // enough for 95 tasks of 100
};

// What is recorded is known: its mean, and its largest.
Needs needsOf(const std::vector<Work>& recorded) {
  Needs needs{};
  for (const Work& work : recorded) {
    needs.cpuNs += static_cast<double>(work.cpuNs);
    needs.ioNs += static_cast<double>(work.ioNs);
    needs.bytes = std::max(needs.bytes, static_cast<double>(work.memoryBytes));
  }
  needs.cpuNs /= static_cast<double>(recorded.size());
  needs.ioNs /= static_cast<double>(recorded.size());
  return needs;
}

Needs needsOf(const WorkSpec& item, std::int64_t batch) {
  if (item.recorded && !item.recorded->empty())
    return needsOf(*item.recorded);
  // The largest of `batch` items is below the quantile 0.95^(1/batch) of one with probability 0.95.
  const double each = detPow(0.95, 1 / static_cast<double>(batch));
  return {typical(item.cpu), typical(item.io), item.memory.quantile(each)};
}

Needs needsOf(const JobDemand& demand) {
  const JobSpec& job = demand.job;
  const std::int64_t batch = std::min(job.batch, job.items);
  Needs needs = needsOf(job.item, batch);
  needs.bytes += static_cast<double>(job.baseMemory.inBytes()) +
                 static_cast<double>(job.inputPerItem.count()) * static_cast<double>(batch);
  return needs;
}

Needs needsOf(const StreamDemand& demand) {
  const RequestSpec& request = demand.request;
  Needs needs = needsOf(request.work, 1);
  needs.bytes += static_cast<double>(request.baseMemory.inBytes());
  return needs;
}

} // namespace

std::int64_t slotsPerMachine(const MachineModel& machine, const Demand& demand) {
  if (machine.slots > 0)
    return machine.slots;
  const Needs needs = std::visit([](const auto& kind) { return needsOf(kind); }, demand);
  double slots = kMostSlots;
  if (machine.memory > Memory() && needs.bytes > 0)
    slots = std::min(slots, std::floor(static_cast<double>(machine.memory.inBytes()) / needs.bytes));
  if (const double cpuNs = needs.cpuNs / machine.speed; cpuNs > 0)
    slots = std::min(slots, std::floor(static_cast<double>(machine.vcpus) * (cpuNs + needs.ioNs) / cpuNs));
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(slots));
}

RunOutput simulateMachines(const MachineModel& machine, const RunInputs& inputs, Seed seed, TraceBuilder* trace,
                           const RunContext& context) {
  if (MachineStream::serves(machine, inputs))
    return MachineStream(machine, inputs, seed, trace, context).run();
  return MachineRun(machine, inputs, seed, trace, context).run();
}

} // namespace coldframe
