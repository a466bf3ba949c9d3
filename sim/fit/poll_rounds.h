// The rounds in which a client sees the ends of its calls: it looks, reads what is new one after another, and rests.
#pragma once

#include "sim/trace/trace.h"

#include <vector>

namespace coldframe {

struct PollRound {
  double first = 0, last = 0; // s, stamps of the first and the last end seen in it
  std::size_t calls = 0;
};

// Two stamps are of one round when they are closer than a tenth of the largest gap within the time that results come
// in. Empty where ends were seen at any time: fewer than four rounds, or nearly as many as there are stamps.
std::vector<PollRound> pollRounds(const Trace& trace);

} // namespace coldframe
