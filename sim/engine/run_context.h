// What a running simulation listens to and tells: a stop request and progress. Looked at every 4,096 events.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

namespace coldframe {

// How many simulated calls a command may spend. Quick answers say "provisional".
enum class Effort { Quick, Normal, Precise };

class Timeline;

struct RunContext {
  std::stop_token stop;
  // Called now and then with the fraction of this run that is done (0 … 1) and the calls simulated so far.
  std::function<void(double fraction, std::uint64_t calls)> progress;
  // Filled hour by hour when it is not null (sim/engine/timeline.h).
  Timeline* timeline = nullptr;
};

inline constexpr std::uint64_t kEventsBetweenLooks = 4096;

} // namespace coldframe
