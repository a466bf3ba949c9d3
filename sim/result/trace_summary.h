// What a trace holds, in numbers: rows, calls, outcomes, cold starts, how long attempts took, how many ran at once.
// Works on simulated, imported and live traces alike; what the source never recorded stays empty.
#pragma once

#include "sim/stats/quantile_sketch.h"
#include "sim/trace/trace.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

struct TraceSummary {
  std::uint64_t rows = 0;
  std::uint64_t calls = 0;                                    // different call numbers; rows where calls have no number
  std::uint64_t retries = 0;                                  // attempts after the first
  std::array<std::uint64_t, kOutcomeNames.size()> outcomes{}; // by CallOutcome
  std::array<std::uint64_t, kColdNames.size()> cold{};        // by Cold
  std::optional<SimTime> first;                               // earliest stamp of any row, on the trace's clock
  std::optional<SimTime> last;
  QuantileSketch duration;                 // ns, start → end
  std::optional<std::uint64_t> maxRunning; // attempts between start and end at the same instant
  std::vector<std::string> columns;        // those that hold anything
};

TraceSummary summarize(const Trace& trace);

} // namespace coldframe
