// How many calls a platform runs at a time, and the same platform with another number of workers.
#pragma once

#include "sim/run/model.h"

#include <cstdint>

namespace coldframe {

// Slots of all machines, or the concurrency of a function, of which a library may use less; -1: no limit.
std::int64_t parallelismOf(const Model& model);

// The same with exactly `workers` workers. A function: that much concurrency. A fleet: slots of one machine as long as
// it has them, then of several machines with equal slots. The user's own machine: that many slots, with cores added as
// far as the slots it has now come with a core each.
Model withWorkers(const Model& model, std::int64_t workers);

} // namespace coldframe
