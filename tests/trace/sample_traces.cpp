#include "tests/trace/sample_traces.h"

#include "sim/trace/trace_builder.h"

#include <random>

namespace coldframe::test {

Trace anyTrace(std::size_t rows, unsigned seed, unsigned missingOneIn) {
  std::mt19937_64 bits(seed);
  const auto some = [&](std::int64_t most) {
    return bits() % missingOneIn == 0 ? kMissing : static_cast<std::int64_t>(bits() % static_cast<std::uint64_t>(most));
  };
  TraceBuilder builder;
  builder.setName("any \"run\", with\nodd characters");
  builder.setSource("simulated");
  builder.setEpoch(1'587'750'813'000'000'000);
  builder.setWorkerSkew(-1234);
  builder.setNames(Count::Function, {"parse", "a, \"quoted\" one", "ünï"});
  for (std::size_t row = 0; row < rows; ++row) {
    TraceRow out;
    for (std::int64_t& stamp : out.stamps)
      stamp = some(4'000'000'000'000'000'000);
    for (std::int64_t& count : out.counts)
      count = some(1'000'000'000'000);
    out.set(Count::Function, some(3));
    out.cold = static_cast<Cold>(bits() % 3);
    out.outcome = static_cast<CallOutcome>(bits() % kOutcomeNames.size());
    builder.append(out);
  }
  return builder.build();
}

} // namespace coldframe::test
