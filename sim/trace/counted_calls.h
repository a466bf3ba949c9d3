// Calls that are known only by how many there were in each minute → rows. Where in its minute a call lies, and how long
// it took, are drawn: the instants uniformly (as those of a Poisson stream are, given their number), the lengths from
// the published percentiles by straight lines between them. The draws are keyed by the function and the minute, so a
// function gives the same calls whichever others are read with it. Everything drawn is synthetic, and said to be.
#pragma once

#include "sim/trace/trace_builder.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

// A day of a whole region is more than any window shows.
inline constexpr std::size_t kMostCountedCalls = 5'000'000;

// Probability → ns, both not falling. Empty: the lengths are not known.
class QuantileLaw {
public:
  // False (and nothing changes): out of order.
  bool add(double probability, std::int64_t ns);
  bool empty() const { return m_knots.empty(); }
  std::int64_t at(double probability) const;

private:
  struct Knot {
    double probability;
    std::int64_t ns;
  };
  std::vector<Knot> m_knots;
};

struct CountedFunction {
  std::string_view name;   // the key of its draws
  std::int64_t number = 0; // in the column "function"
  std::int64_t memory = kMissing;
  std::int64_t peakMemory = kMissing;
  QuantileLaw durations;
};

class CountedCalls {
public:
  // The counts say when calls ended, or when they arrived.
  enum class Counts { Endings, Arrivals };
  CountedCalls(TraceBuilder& builder, Counts counts, std::size_t mostCalls)
      : m_builder(builder), m_counts(counts), m_most(mostCalls) {}

  bool hasRoomFor(std::int64_t calls) const;
  // `calls` of a function between `from` and `from + length` (ns). False: more than may be, nothing is added.
  bool add(const CountedFunction& function, std::int64_t from, std::int64_t length, std::int64_t calls);

private:
  TraceBuilder& m_builder;
  Counts m_counts;
  std::size_t m_most;
};

} // namespace coldframe
