// Machines with slots: the user's own computer (local) and always-on or per-job EC2 instances (fleet).
// Slots: default min(memory bound, ⌊vCPU · (cpu + io) / cpu⌋), at least 1; tasks wait in one FIFO queue for a slot on
// any machine. CPU parts share a machine's vCPUs (processor sharing: each runs at min(1, capacity / n) of full speed,
// capacity = vCPUs with the stated SMT yield); I/O parts do not. Oracles: M/M/c with slots = vCPUs, M/G/1-PS with many
// slots on one vCPU.
#pragma once

#include "sim/json/field_table.h"
#include "sim/platform/run_inputs.h"

#include <cstdint>
#include <string>

namespace coldframe {

enum class MachineHours { Always, PerJob };

struct MachineModel {
  std::string instanceType; // empty: the user's own machine, not billed
  std::int64_t count = 1;
  std::int64_t vcpus = 1;
  double speed = 1; // of one vCPU that has its core to itself, reference vCPU = 1
  double smtYield =
      1;         // capacity of a machine = vcpus × smtYield when all are busy (hyper-threads share cores); 0.5 … 1
  Memory memory; // 0: not modelled
  std::int64_t slots = 0; // a machine; 0: by the rule above
  MachineHours hours = MachineHours::Always;
  Distribution boot;              // ns, of machines started for a job
  Distribution appStart;          // ns after boot until the first task can run
  Distribution noise = Scalar{1}; // factor on the CPU part, per task
  std::int64_t queueLimit = -1;   // waiting calls beyond the slots; -1: no limit
  Distribution patience;          // ns a caller waits before it gives up; zero: for ever
  PurchaseOption purchase = PurchaseOption::OnDemand;
  double diskGb = 0; // block storage a machine
  bool publicAddress = false;
  bool remote = true; // false: the user's own machine
};

// Slots a machine offers to this demand by the rule above.
std::int64_t slotsPerMachine(const MachineModel& machine, const Demand& demand);

// Runs the demand on the machines. Appends one row an attempt to `trace` when it is not null.
RunOutput simulateMachines(const MachineModel& machine, const RunInputs& inputs, Seed seed, TraceBuilder* trace,
                           const RunContext& context);

} // namespace coldframe
