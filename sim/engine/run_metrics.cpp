#include "sim/engine/run_metrics.h"

#include <algorithm>

namespace coldframe {

Counts& Counts::operator+=(const Counts& other) {
  arrivals += other.arrivals;
  attempts += other.attempts;
  started += other.started;
  cold += other.cold;
  completed += other.completed;
  failed += other.failed;
  dropped += other.dropped;
  throttled += other.throttled;
  retried += other.retried;
  duplicates += other.duplicates;
  timedOut += other.timedOut;
  outOfMemory += other.outOfMemory;
  errors += other.errors;
  running += other.running;
  waiting += other.waiting;
  environmentsStarted += other.environmentsStarted;
  pings += other.pings;
  cacheHits += other.cacheHits;
  return *this;
}

LimitObservation& RunMetrics::limit(LimitKind kind, double value) {
  const auto found =
      std::ranges::find_if(limits, [&](const LimitObservation& l) { return l.kind == kind && l.limit == value; });
  if (found != limits.end())
    return *found;
  LimitObservation added;
  added.kind = kind;
  added.limit = value;
  return limits.emplace_back(added);
}

} // namespace coldframe
