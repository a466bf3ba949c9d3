// scale: one job on one platform with 1, 2, 4, … workers: how far more workers help.
//   speedup     mean of paired ratios, the scenario's baseline ÷ this, as everywhere
//   efficiency  makespan with one worker ÷ (workers × makespan with that many), paired by replication
//   ideal       the speedup of one worker × workers (the straight line)
//   overhead    share of the makespan that is not the job's own work spread evenly over the workers; more than half
//               means that set-up, calls, waiting and tasks that cannot be split take longer than the work itself
//   laws        the fits of sim/fit/speedup_law.h to T(1) ÷ T(n) of each replication, at the numbers of workers that
//               have a task each; parameters are means over replications with their intervals
// A job has a whole number of tasks: with more workers than tasks nothing gets faster. So few workers that the work
// alone takes longer than calls may wait (the event age of asynchronous functions) are not simulated: calls are lost.
#pragma once

#include "sim/fit/speedup_law.h"
#include "sim/result/study_head.h"
#include "sim/study/compare.h"

#include <cstdint>
#include <string>
#include <vector>

namespace coldframe {

struct ScaleOptions {
  StudyOptions study;
  std::string platform;              // empty: the scenario's baseline
  std::vector<std::int64_t> workers; // each at least 1; in the order they are to be shown; empty: usualWorkers()
};

// Why a point that was simulated has no makespan.
inline constexpr const char* kNeverComplete = "in no replication did every call complete";

struct ScalePoint {
  std::int64_t workers = 1;
  bool feasible = false;
  Figure makespanS;
  Figure speedup;
  Figure idealSpeedup;
  Figure efficiency;
  Figure overheadShare;
  Figure concurrencyMax;
};

// A law is taken at its word where its errors stay within a twentieth of the largest speedup it was fitted to.
inline constexpr double kLawFitsWithin = 0.05;

struct ScaleLaw {
  SpeedupLaw law = SpeedupLaw::Amdahl;
  Figure serial;    // share; of the universal law: contention
  Figure coherence; // of the universal law
  Figure rms;       // of the errors of the speedup
  Figure relative;  // those errors ÷ the largest speedup the law was fitted to

  // Whether the law describes what was simulated, so that it may be asked about numbers of workers that were not.
  bool fitsWell() const { return relative.estimate && relative.estimate->mean <= kLawFitsWithin; }
};

struct ScaleStudy : StudyHead {
  std::string platformId;
  std::string baselineId;
  std::int64_t baselineParallelism = 0;
  std::int64_t tasks = 0;
  std::uint64_t replicationsDone = 0;
  std::vector<ScalePoint> points;
  std::vector<ScaleLaw> laws;
};

// All that there are tasks for and a little beyond, where these are few; else from one to as many as the platform runs
// at once, by equal ratios.
std::vector<std::int64_t> usualWorkers(const Model& model);

// Errors: Input when the scenario is a stream or has no such platform; Interrupted when not one replication ended.
Result<ScaleStudy> scale(const BoundScenario& scenario, const ScaleOptions& options);

// The job's own work on this platform in ns, without overheads: Σ over tasks of CPU time at the platform's speed and
// I/O.
double bareWorkNs(const Model& model, Seed seed);

} // namespace coldframe
