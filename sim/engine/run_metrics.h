// What one simulated run is measured by, besides its usage. Written by the platform models, merged and turned into
// estimates by sim/result. Counts obey: arrivals = completed + failed + dropped + running + waiting.
#pragma once

#include "sim/stats/quantile_sketch.h"
#include "sim/units/time.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coldframe {

struct Counts {
  std::uint64_t arrivals = 0;  // calls that were made of the platform (logical calls, not attempts)
  std::uint64_t attempts = 0;  // tries, throttled ones included
  std::uint64_t started = 0;   // attempts that got an environment or a worker
  std::uint64_t cold = 0;      // started attempts that had to wait for a new environment to be made for them
  std::uint64_t completed = 0; // calls that ended well
  std::uint64_t failed = 0;    // calls that used up their attempts
  std::uint64_t dropped = 0;   // calls that were turned away or gave up waiting
  std::uint64_t throttled = 0; // attempts
  std::uint64_t retried = 0;   // attempts after the first
  std::uint64_t duplicates = 0;
  std::uint64_t timedOut = 0;    // attempts killed at the time cap
  std::uint64_t outOfMemory = 0; // attempts killed for memory
  std::uint64_t errors = 0;      // attempts that failed by themselves
  std::uint64_t running = 0;     // calls running when the window ended
  std::uint64_t waiting = 0;     // calls waiting (queue, back-off) when the window ended
  std::uint64_t environmentsStarted = 0;
  std::uint64_t pings = 0;     // keep-warm attempts: billed, but no calls and in no other count
  std::uint64_t cacheHits = 0; // answered by the front door; not arrivals

  Counts& operator+=(const Counts& other);
  bool conserved() const { return arrivals == completed + failed + dropped + running + waiting; }
};

enum class LimitKind { Time, Memory, PayloadIn, PayloadOut, Disk, Concurrency, Scaling, RequestRate, EventAge, Queue };
inline constexpr std::size_t kLimitKinds = 10;

// How the calls of a run stood against one limit. A call is counted at the first attempt that runs (a throttled one
// does not) and never again, so that over ÷ of is a share of calls (for Concurrency, Scaling and RequestRate, which an
// attempt may meet again and again, of attempts).
struct LimitObservation {
  LimitKind kind = LimitKind::Time;
  double limit = 0;       // ns, bytes, environments (of Scaling: those made at once) or per second
  double largest = 0;     // the largest value met, in the same unit; for Time as if there were no cap
  std::uint64_t over = 0; // calls over it
  std::uint64_t of = 0;   // calls looked at

  void meet(double value, bool isOver, bool firstAttempt = true) {
    largest = largest < value ? value : largest;
    of += firstAttempt ? 1 : 0;
    over += firstAttempt && isOver ? 1 : 0;
  }
  // A call that was looked at, and under it then, passes it after all.
  void strikeLater(double value, bool firstAttempt) {
    largest = largest < value ? value : largest;
    over += firstAttempt ? 1 : 0;
  }
};

struct RunMetrics {
  Counts counts;
  QuantileSketch response;           // ns, first submit or arrival → result seen, of completed calls
  QuantileSketch service;            // ns, start → end, of every attempt that started
  std::vector<Duration> makespans;   // one a job run that ended; empty for streams
  std::uint64_t jobRuns = 0;         // job runs begun
  std::uint64_t jobRunsComplete = 0; // job runs in which every call completed
  std::vector<LimitObservation> limits;

  // Over the measured window (warm-up cut off), in ns × things:
  Duration window;                 // its length
  double runningNs = 0;            // ∫ calls running
  double idleNs = 0;               // ∫ environments idle (started, alive, running nothing)
  double waitingNs = 0;            // ∫ calls waiting in a queue
  std::uint64_t foundAllTaken = 0; // calls that met a limited queue with every slot taken
  double busyVcpuNs = 0;           // ∫ vCPUs computing
  double paidVcpuNs = 0;           // ∫ vCPUs paid for
  std::uint64_t maxRunning = 0;
  double workNs = 0; // Σ start → end of completed calls: effective parallelism = work ÷ makespan

  LimitObservation& limit(LimitKind kind, double value); // finds or adds
};

} // namespace coldframe
