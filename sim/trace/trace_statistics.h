// What a run did, from its trace alone: its calls, outcomes and cold starts, how long each phase took, how many ran at
// once, the memory time, how parallel it was in effect, and who was late. The same figures for simulated, imported and
// live traces; what cannot be known from the columns there are is empty.
//
// A phase lies between two stamps. Where they are read on two clocks, the known skew is taken out; a phase that is
// negative all the same (clocks that disagree) is counted and left out of the quantiles.
// Effective parallelism: Σ (start → end) ÷ span. A straggler takes more than 1.5 times the median of start → end, the
// limit of Zaharia et al. (OSDI 2008) and of MapReduce engines since.
#pragma once

#include "sim/stats/quantile_sketch.h"
#include "sim/trace/shared_places.h"
#include "sim/trace/trace.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

// What lies between two stamps of a call, from submit to result; then the whole of it.
struct TracePhase {
  std::string_view name;
  Stamp from;
  Stamp to;
};
inline constexpr std::array<TracePhase, 11> kTracePhases{{
    {"invocation", Stamp::Submit, Stamp::Invoke},
    {"start", Stamp::Invoke, Stamp::Start},
    {"set-up", Stamp::Start, Stamp::SetupDone},
    {"before the function", Stamp::SetupDone, Stamp::FuncStart},
    {"function", Stamp::FuncStart, Stamp::FuncEnd},
    {"finish", Stamp::FuncEnd, Stamp::End},
    {"status", Stamp::End, Stamp::StatusSeen},
    {"result", Stamp::StatusSeen, Stamp::ResultDone},
    {"submit to start", Stamp::Submit, Stamp::Start},
    {"in the worker", Stamp::Start, Stamp::End},
    {"submit to result", Stamp::Submit, Stamp::ResultDone},
}};

struct PhaseStatistics {
  std::string_view name; // "set-up"
  Stamp from = Stamp::Submit;
  Stamp to = Stamp::Submit;
  QuantileSketch all; // ns
  QuantileSketch cold;
  QuantileSketch warm; // calls of which nobody knows are in `all` alone
  std::uint64_t negative = 0;
};

// Attempts between start and end, over a stretch of time.
struct ConcurrencyStep {
  SimTime from;
  double mean = 0;
  std::int64_t most = 0;
};

struct Straggler {
  std::size_t row = 0;
  Duration duration;
  double timesMedian = 0;
};

struct TraceStatistics {
  std::uint64_t rows = 0;
  std::uint64_t calls = 0;                                    // different call numbers; rows where calls have no number
  std::uint64_t retries = 0;                                  // attempts after the first
  std::array<std::uint64_t, kOutcomeNames.size()> outcomes{}; // by CallOutcome
  std::array<std::uint64_t, kColdNames.size()> cold{};        // by Cold
  std::vector<std::string> columns;                           // those that hold anything
  QuantileSketch duration;                                    // ns, start → end
  std::vector<PhaseStatistics> phases;      // those of which there is anything, from submit to result; then the whole
  std::optional<Duration> span;             // first stamp → last stamp, on the client's clock
  std::vector<ConcurrencyStep> concurrency; // equal stretches from the first start to the last end
  std::int64_t mostRunning = 0;          // at one instant, at which ends come before starts; 0 where no call has both
  SharedPlaces shared;                   // whether calls waited for one of so many places
  std::optional<double> gbSeconds;       // Σ configured memory × (start → end), GB of 2^30 bytes
  std::optional<double> billedGbSeconds; // Σ configured memory × billed time
  double workS = 0;                      // Σ (start → end)
  std::optional<double> effectiveParallelism;
  std::optional<Duration> medianDuration; // exact, of start → end
  std::uint64_t stragglers = 0;
  std::vector<Straggler> latest; // the slowest stragglers first, at most ten
};

inline constexpr double kStragglerTimesMedian = 1.5;

// `steps`: of `concurrency`. `stated`: the memory of calls that do not say it; 0: not known.
inline constexpr std::size_t kConcurrencySteps = 100;
TraceStatistics statisticsOf(const Trace& trace, std::size_t steps = kConcurrencySteps, Memory stated = {});

} // namespace coldframe
