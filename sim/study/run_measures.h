// What a run is judged by, from its trace alone, so that a recorded run and a simulated one are measured alike:
// makespan, work, effective parallelism, most running, phases with their quantiles (cold and warm apart), and what its
// calls cost. Two runs are measured alike if they have the same stamps: each is first reduced to those of both.
//
// Makespan: first submit (or start) → last result (or end), on the client's clock. Cost: one request and the running
// time of each call, start → end, rounded as the book says; what a trace does not see (the time before the start stamp
// and after the end stamp, object-store requests) is in neither of two runs measured so. Where calls waited for one of
// so many places (shared_places.h), their phases begin when it was free, since a client that holds calls back submits
// them then.
#pragma once

#include "sim/price/price_book.h"
#include "sim/trace/trace.h"

#include <bitset>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

struct RunMeasure {
  std::string name; // "submit → start, warm, p50"
  std::string unit; // "s", "USD", empty for plain numbers
  double value = 0;
  std::uint64_t n = 0; // calls that it rests on
};

// How a run's calls are priced; nothing for machines, which are paid by the hour.
struct CallPrice {
  const PriceBook* book = nullptr;
  FunctionKey function; // with the memory of the platform; a call's own memory comes first
};

// The stamps that a run has of its own. An invoke that a reader of logs reckoned back from the start (start_latency.h)
// is none.
using StampSet = std::bitset<kStampCount>;
StampSet stampsOf(const Trace& trace);
// The same run without its other stamps.
Trace withStampsOf(const StampSet& stamps, Trace trace);

// Phases of which fewer than kLeastForPhase calls tell are left out.
inline constexpr std::uint64_t kLeastForPhase = 3;
std::vector<RunMeasure> measureRun(const Trace& trace, const std::optional<CallPrice>& price);

// How many calls are between start and end at `steps` instants, spread evenly over `span` seconds from the first
// submit (or start).
std::vector<double> concurrencyCurve(const Trace& trace, double span, std::size_t steps);

} // namespace coldframe
