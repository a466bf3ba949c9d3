#include "sim/run/simulate.h"

namespace coldframe {

RunOutput simulate(const PlatformModel& platform, const RunInputs& inputs, Seed seed, const RunContext& context,
                   TraceBuilder* trace) {
  if (const auto* faas = std::get_if<FaasModel>(&platform))
    return simulateFaas(*faas, inputs, seed, trace, context);
  return simulateMachines(std::get<MachineModel>(platform), inputs, seed, trace, context);
}

} // namespace coldframe
