// batch: how many items to put into a task. Time, cost and the chance of failure over batch sizes on one platform,
// where it is feasible and why it ends there (batch_bounds.h), and which to take:
//   fastest, cheapest, the cheapest at most `within` slower than the fastest, the cheapest that is done by a deadline
//   (in at least 95 of 100 replications), and those that no other is both faster and cheaper than.
// Costs are of one run, of a month where that is simulated. Items and draws are the same in every batch size.
#pragma once

#include "sim/result/study_head.h"
#include "sim/study/batch_bounds.h"
#include "sim/study/choice.h"
#include "sim/study/evaluate.h"
#include "sim/study/point_figures.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

struct BatchOptions {
  StudyOptions study;
  std::string platform;
  std::vector<std::int64_t> sizes; // empty: from one item to beyond the bounds
  std::optional<Duration> deadline;
  double within = 0.1;
  double risk = 0.05; // accepted that any task of a run passes the time cap
};

struct BatchPoint {
  std::int64_t batch = 1;
  std::int64_t tasks = 0;
  std::string why; // no scenario with this batch
  PointFigures figures;
  double inTime = 0;   // share of replications done by the deadline
  bool oneWave = true; // all tasks run at once
};

struct BatchStudy : StudyHead {
  std::string platform;
  std::int64_t items = 0;
  std::int64_t present = 1; // the scenario's batch
  double within = 0.1;
  double risk = 0.05;
  std::optional<Duration> deadline;
  BatchBounds bounds;
  std::vector<BatchPoint> points; // by rising batch
  Choice choice;                  // indices into points
};

// Errors: Input when the workload is no job; Usage for an unknown platform; Interrupted.
Result<BatchStudy> batch(const StudySource& source, const BatchOptions& options);

// The share of replications that were done by the deadline.
double shareInTime(const Outcome& outcome, Duration deadline);
Candidate candidateOf(const PointFigures& figures, double inTime);

} // namespace coldframe
