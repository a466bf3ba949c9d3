#include "sim/study/parallelism.h"

#include <algorithm>

namespace coldframe {

std::int64_t parallelismOf(const Model& model) {
  if (const auto* function = std::get_if<FaasModel>(&model.platform)) {
    const std::int64_t library = model.run.executor.maxWorkers; // 0: any number
    return library > 0 && (function->concurrency < 0 || library < function->concurrency) ? library
                                                                                         : function->concurrency;
  }
  const auto& machine = std::get<MachineModel>(model.platform);
  return slotsPerMachine(machine, model.run.demand) * machine.count;
}

Model withWorkers(const Model& model, std::int64_t workers) {
  Model changed = model;
  if (auto* function = std::get_if<FaasModel>(&changed.platform)) {
    function->concurrency = workers;
    if (std::int64_t& library = changed.run.executor.maxWorkers; library > 0)
      library = std::max(library, workers);
    return changed;
  }
  auto& machine = std::get<MachineModel>(changed.platform);
  if (!machine.remote) {
    const std::int64_t slots = slotsPerMachine(machine, model.run.demand);
    const std::int64_t cores = slots <= machine.vcpus ? workers : (workers * machine.vcpus + slots - 1) / slots;
    machine.vcpus = std::max(machine.vcpus, cores);
    machine.count = 1;
    machine.slots = workers;
    return changed;
  }
  std::int64_t slots = slotsPerMachine(machine, model.run.demand);
  while (workers % slots != 0)
    --slots;
  machine.slots = slots;
  machine.count = workers / slots;
  return changed;
}

} // namespace coldframe
