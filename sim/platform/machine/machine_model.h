// Machines with slots: the user's own computer (local) and always-on or per-job EC2 instances (fleet).
// Slots: default min(memory bound, ⌊vCPU · (cpu + io) / cpu⌋), at least 1; tasks wait in one FIFO queue for a slot on
// any machine, and the machine with the fewest calls takes the next. CPU parts share a machine's vCPUs (processor
// sharing: each runs at min(1, capacity / n) of full speed, capacity = vCPUs with the stated SMT yield; a task with a
// parallel fraction speeds up by Amdahl while vCPUs are free); I/O parts do not. Within a task, items alternate their
// I/O and their CPU part. Oracles: M/M/c with slots = vCPUs, M/G/1-PS with many slots on one vCPU.
//
// Choices. The memory bound keeps room for 95 tasks of 100; a task larger than the whole machine fails. Without CPU or
// memory to bound them there are at most 10,000 slots. queueLimit and patience are for streams: the tasks of a job all
// wait. A stream needs machines that are always on, whatever `hours` says. Machines started for a job boot from map()
// on and all stop when its last task ends. A task that fails goes to the end of the queue at once, `attempts` tries in
// all; a request that fails is its caller's business, as with a synchronous function. The executor's runtime is
// set up by the first task on each machine. A task that passes the executor's time limit while it shares its machine is
// stopped at the end of the I/O or CPU part it is in. On the user's own machine nothing is sent or stored; items whose
// input is on the internet fetch it over the user's downlink, one after another, as part of their I/O.
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
  std::int64_t slots = 0;    // a machine; 0: by the rule above
  std::int64_t attempts = 1; // of a job's task
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
