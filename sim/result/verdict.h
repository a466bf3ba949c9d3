// One sentence that says whether a platform can do the work, with the number that decides it:
// "12 % of tasks exceed the 300 s cap; at most 44 items fit in a batch".
#pragma once

#include "sim/result/outcome.h"

#include <cstdint>
#include <optional>
#include <string>

namespace coldframe {

struct VerdictFacts {
  bool isJob = false;
  std::uint64_t replications = 0;
  std::uint64_t completeReplications = 0;   // those in which every call completed
  std::uint64_t overloadedReplications = 0; // of a stream: those in which more came than could be served
  std::int64_t batch = 1;                   // items in a task
  // The largest batch with which the platform would be feasible; 0: not even one item fits. Empty: not looked for.
  std::optional<std::int64_t> largestBatch;
};

std::string verdictOf(const Outcome& outcome, const VerdictFacts& facts);

} // namespace coldframe
