// The largest batch with which a job would be feasible where it is not: found by simulating the job with other batch
// sizes, with the same items and draws, bisecting between one item and the batch of which calls were killed (for their
// time, memory, disk or payload).
#pragma once

#include "sim/run/model.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace coldframe {

// 0: a call of one item is killed too. Empty: no smaller batch helps (nothing was killed, or smaller batches meet the
// limits of concurrency), not a job, already one item a batch, stopped, or so much work that looking would take longer
// than the comparison itself.
std::optional<std::int64_t> largestBatch(const Model& model, std::uint64_t seed, std::uint64_t replications,
                                         const std::stop_token& stop);

} // namespace coldframe
