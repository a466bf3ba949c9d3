// batch: how many items to put into a task. Time, cost and the chance of failure over batch sizes on one platform,
// where it is feasible and why it ends there (batch_bounds.h), and which to take:
//   fastest, cheapest, the cheapest at most `within` slower than the fastest, the cheapest that is done by a deadline
//   (in at least 95 of 100 replications), and those that no other is both faster and cheaper than.
// Costs are of one run, of a month where that is simulated. Items and draws are the same in every batch size.
#pragma once

#include "sim/study/batch_bounds.h"
#include "sim/study/size_study.h"

#include <cstdint>
#include <vector>

namespace coldframe {

struct BatchOptions : SizeOptions {
  std::vector<std::int64_t> sizes; // empty: from one item to beyond the bounds
  double risk = 0.05;              // accepted that any task of a run passes the time cap
};

struct BatchPoint : SizePoint {
  std::int64_t batch = 1;
  std::int64_t tasks = 0;
  bool oneWave = true; // all tasks run at once
};

struct BatchStudy : SizeStudy {
  std::int64_t items = 0;
  std::int64_t present = 1; // the scenario's batch
  double risk = 0.05;
  BatchBounds bounds;
  std::vector<BatchPoint> points; // by rising batch
};

// Interrupted, it keeps the bounds that need no simulation and the largest batches, which are simulated first because
// they have the fewest tasks. Errors: Input when the workload is no job; Usage for an unknown platform.
Result<BatchStudy> batch(const StudySource& source, const BatchOptions& options);

} // namespace coldframe
