// How much there is to simulate: for progress, for the call budget of an effort, and to keep searches in bounds.
#pragma once

#include "sim/engine/run_context.h"
#include "sim/run/model.h"
#include "sim/run/simulate.h"

#include <cstdint>

namespace coldframe {

// Calls of one simulation.
double expectedCalls(const RunInputs& inputs);
// What the time of a simulation goes by: calls, and the items of a job, whose draws take as long.
double expectedWork(const RunInputs& inputs);
// And the attempts that a platform throttles: of many tasks that are invoked at once, asynchronously, each that has to
// wait for its turn is tried again and again.
double expectedWork(const PlatformModel& platform, const RunInputs& inputs);
double expectedWork(const Model& model);

// Replications that an effort makes of those asked for. Normal: as asked. Precise: four times as many. Quick: at most
// half, and no more than its budget of work allows; never below two (one, when one was asked for).
std::uint64_t replicationsFor(Effort effort, std::uint64_t asked, double workPerReplication);

inline constexpr double kQuickWork = 2'000'000;
// What one simulation of a quick answer may take: some hundredths of a second.
inline constexpr double kQuickWorkPerRun = 50'000;

} // namespace coldframe
