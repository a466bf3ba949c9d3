// Traces of every shape for the tests of this folder: cold and warm, failed and throttled calls, missing stamps, clocks
// that disagree.
#pragma once

#include "sim/random/generator.h"
#include "sim/trace/trace_builder.h"

namespace coldframe::test {

struct RandomTraceShape {
  std::size_t rows = 1000;
  std::uint64_t environments = 20;
  std::int64_t span = 1'000'000'000'000; // ns, over which calls are submitted
  std::int64_t longest = 50'000'000'000; // of one phase
  std::uint64_t missingOneIn = 0;        // stamps; 0: none
  std::uint64_t failedOneIn = 20;
  bool clocksDisagree = false;
};

inline Trace randomTrace(const RandomTraceShape& shape, std::uint64_t seed) {
  Generator random({seed, 0}, Cause::Measurement);
  TraceBuilder builder;
  for (std::size_t i = 0; i < shape.rows; ++i) {
    TraceRow row;
    std::int64_t at = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(shape.span)));
    const bool throttled = random.below(25) == 0;
    for (std::size_t s = 0; s < (throttled ? 2 : kStampCount); ++s) {
      const bool disagrees = shape.clocksDisagree && random.below(5) == 0;
      if (shape.missingOneIn == 0 || random.below(shape.missingOneIn) != 0)
        row.stamps[s] = disagrees ? at - 1'000'000'000 : at;
      at +=
          random.below(3) == 0 ? 0 : static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(shape.longest)));
    }
    row.set(Count::Call, static_cast<std::int64_t>(i));
    row.set(Count::Memory, std::int64_t{512} << 20);
    if (throttled) {
      row.outcome = CallOutcome::Throttled;
    } else {
      row.set(Count::Environment, static_cast<std::int64_t>(random.below(shape.environments)));
      row.cold = random.below(4) == 0 ? Cold::Yes : Cold::No;
      row.outcome = random.below(shape.failedOneIn) == 0 ? CallOutcome::Timeout : CallOutcome::Ok;
    }
    builder.append(row);
  }
  return builder.build();
}

} // namespace coldframe::test
