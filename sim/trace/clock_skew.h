// Do the clocks of client and workers agree? A worker cannot start before its call was submitted, nor be seen done
// before it ended. Each call so allows an interval of shifts (what is to be added to worker stamps); the shift that
// suits the most calls, and of those the one nearest to the present one, is the alignment offered. Where each worker
// has a clock of its own no single shift suits all; how many calls stay impossible is told.
// The bounds are those of Cristian's one-way argument (F. Cristian, "Probabilistic clock synchronization", 1989).
#pragma once

#include "sim/trace/trace.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace coldframe {

struct ClockSkew {
  std::size_t compared = 0;          // calls with stamps of both clocks
  std::size_t impossible = 0;        // of them, with the trace's present shift
  std::int64_t shiftNs = 0;          // the worker shift that suits the most calls
  std::size_t impossibleAligned = 0; // with that shift
  // The shifts that suit every call: from the largest lower to the smallest upper bound, where calls have one. A
  // lower above the upper bound: no single shift suits all.
  std::optional<std::int64_t> leastNs;
  std::optional<std::int64_t> mostNs;

  bool disagree() const { return impossible > 0; }
};

ClockSkew findClockSkew(const Trace& trace);

// In a sentence: "worker clocks are behind: …"; empty where all calls are possible.
std::string clockSkewInWords(const ClockSkew& clocks);

} // namespace coldframe
