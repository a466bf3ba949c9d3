// Everything a platform model is run with besides itself: the demand, its surroundings, the window, the seed; and what
// comes out. The same for functions and machines, so that a study never asks which it has.
#pragma once

#include "sim/engine/run_context.h"
#include "sim/engine/run_metrics.h"
#include "sim/executor/executor_profile.h"
#include "sim/trace/trace_builder.h"
#include "sim/usage/usage.h"
#include "sim/workload/demand.h"
#include "sim/workload/surroundings.h"

#include <cstdint>
#include <string>

namespace coldframe {

struct RunInputs {
  std::string platformId; // names the platform's own random streams
  Demand demand;
  ExecutorProfile executor; // around jobs; "none" for streams
  ClientLink client;
  ExternalLimits external;
  FrontDoor frontDoor;
  ObjectStoreProfile store;
  InitialState initial;
  Duration window;              // length of the simulated window; jobs that start in it run to their end
  Duration warmUp;              // cut from response and steady-state rates only
  std::int64_t windowStart = 0; // ns since 1970
};

struct RunOutput {
  RunMetrics metrics;
  Usage usage;
  bool complete = true; // false when stopped before the end: the rest is then to be thrown away
};

} // namespace coldframe
