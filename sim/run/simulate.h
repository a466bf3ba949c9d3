// The one entrance to the engine: a bound model, a seed, optional trace rows, and a context that may stop it.
// A pure function: same model and seed, same output, whatever else runs beside it.
#pragma once

#include "sim/run/model.h"

namespace coldframe {

using PlatformModel = std::variant<FaasModel, MachineModel>;

RunOutput simulate(const PlatformModel& platform, const RunInputs& inputs, Seed seed, const RunContext& context = {},
                   TraceBuilder* trace = nullptr);

} // namespace coldframe
