// Replications are made and folded block by block: a block bounds what is held at a time and keeps all threads busy.
#pragma once

#include "sim/base/parallel_for.h"
#include "sim/study/compare.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coldframe {

// `count` replications of each of so many platforms by run(platform, replication, Slot&) → bool (false: stopped), on as
// many threads as the options say; then the longest finished prefix of whole replications is handed, in order, to
// fold(platform, Slot&) → Result<void>. How many replications that were; below `count`: stopped. Errors: those of fold.
template <class Slot, class Run, class Fold>
Result<std::uint64_t> replicateBlock(std::size_t platforms, std::uint64_t count, const StudyOptions& options,
                                     const Run& run, const Fold& fold) {
  std::vector<Slot> slots(count * platforms);
  const std::size_t finished = parallelFor(slots.size(), options.jobs, options.stop,
                                           [&](std::size_t i) { return run(i % platforms, i / platforms, slots[i]); });
  const std::size_t whole = finished / platforms;
  for (std::size_t i = 0; i < whole * platforms; ++i)
    if (auto folded = fold(i % platforms, slots[i]); !folded)
      return failure(folded.error());
  return whole;
}

} // namespace coldframe
