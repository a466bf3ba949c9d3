// One platform of a scenario, bound: everything simulate() needs, in numbers. Made by bind() in sim/scenario.
#pragma once

#include "sim/platform/faas/faas_model.h"
#include "sim/platform/machine/machine_model.h"

#include <variant>

namespace coldframe {

struct Model {
  std::variant<FaasModel, MachineModel> platform;
  RunInputs run; // a single run of the job, or the stream over its horizon
  std::optional<RunInputs>
      month; // the month's window; absent when `run` already is the month (a stream without `horizon`)
};

} // namespace coldframe
