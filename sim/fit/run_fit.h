// Everything that one or more runs of the same code on the same platform tell: a part each (fit_part.h), in the order
// of a call's life. Times of several runs are joined; what is seen only within a run (who served whom, how fast the
// client called) is taken from each.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>
#include <string_view>
#include <vector>

namespace coldframe {

struct RunFit {
  std::vector<FitPart> parts;

  const FitPart* find(std::string_view key) const; // nullptr: no such part
};

// Keys: start_warm, start_cold (submit → start), setup_warm, setup_cold (start → function), duration (of the function),
// finish (function's end → end), status (end → seen), fetch (seen → result), invocation, polling, host_noise,
// keep_alive, max_age, reuse, memory_law, speedup. Durations are of calls that succeeded. Worker stamps are brought to
// the client's clock by the known skew.
RunFit fitRuns(std::span<const Trace* const> traces);

} // namespace coldframe
