// How much there is to simulate: for progress, for the call budget of an effort, and to keep searches in bounds.
#pragma once

#include "sim/engine/run_context.h"
#include "sim/run/model.h"

#include <cstdint>

namespace coldframe {

// Calls of one replication of a model: the run and, where it is another simulation, the month.
double expectedCalls(const RunInputs& inputs);
double expectedCalls(const Model& model);

// Replications that an effort makes of those asked for. Normal: as asked. Precise: four times as many. Quick: at most
// half, and no more than its budget of calls allows; never below two (one, when one was asked for).
std::uint64_t replicationsFor(Effort effort, std::uint64_t asked, double callsPerReplication);

inline constexpr double kQuickCalls = 2'000'000;
// What one simulation of a quick answer may take: some hundredths of a second.
inline constexpr double kQuickCallsPerRun = 50'000;

} // namespace coldframe
