// What the runs met of a platform's limits, merged over replications, and which of them decides.
#pragma once

#include "sim/result/outcome.h"

#include <vector>

namespace coldframe {

// Adds the observations of one more run; the same limit at the same value is one entry.
void mergeLimits(std::vector<LimitObservation>& all, const std::vector<LimitObservation>& more);

// In the order of LimitKind. When the platform is infeasible, the limit that most attempts were over decides; one that
// kills an attempt goes before one that turns a call away for good, and that before one that makes it try again.
std::vector<LimitReport> reportLimits(const std::vector<LimitObservation>& all, bool feasible);

bool killsCalls(LimitKind kind); // what is over it fails: time, memory, disk and the two payloads

const char* limitName(LimitKind kind);  // "time", "memory", "payload_in", … as in JSON
const char* limitWords(LimitKind kind); // "time", "memory", "request size", … in a sentence

} // namespace coldframe
