// Everything that one or more runs on the same platform tell: a part each (fit_part.h), in the order
// of a call's life. Times of several runs are joined; what is seen only within a run (who served whom, how fast the
// client called) is taken from each.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"
#include "sim/units/data_size.h"

#include <span>
#include <string_view>
#include <vector>

namespace coldframe {

struct RunFit {
  std::vector<FitPart> parts;

  const FitPart* find(std::string_view key) const;     // nullptr: no such part
  const Distribution* law(std::string_view key) const; // of a part that is known and has one; else nullptr
};

struct RunFitOptions {
  Bytes moved; // that each call moves to or from the object store, where the runs do not say it; 0: not known
};

// Keys: invocation, start_warm, start_cold (submit → start, less the wait for a place), init (of logs), ramp (of new
// environments), places (calls at once), setup_warm, setup_cold (start → function), duration, duration_cold (of the
// function), bandwidth, finish (function's end → end), status_upload (end → in the store), status (end → seen),
// polling, fetch (seen → result), host_noise, between_runs, keep_alive, max_age, reuse, memory_law (its law: the CPU
// part on one vCPU), speedup. Durations are of calls that succeeded. Worker stamps are brought to the client's clock by
// the known skew.
//
// Runs of other code than the first's (by their running times at the same memory) tell of the platform and the client
// only: what happens inside the function is fitted without them, and a note says so.
RunFit fitRuns(std::span<const Trace* const> traces, const RunFitOptions& options = {});

// Names of figures of "memory_law" that a scenario needs.
inline constexpr const char* kMemoryIo = "io";
inline constexpr const char* kMemoryParallel = "parallel share";

} // namespace coldframe
