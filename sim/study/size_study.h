// What the searches for a size (batch, memory) have alike: what is asked, what is kept of a size, and how the sizes are
// simulated on one platform and chosen among.
#pragma once

#include "sim/result/study_head.h"
#include "sim/study/choice.h"
#include "sim/study/evaluate.h"
#include "sim/study/point_figures.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

struct SizeOptions {
  StudyOptions study;
  std::string platform;
  std::optional<Duration> deadline;
  double within = 0.1;
};

struct SizePoint {
  std::string why; // no scenario with this size
  PointFigures figures;
  double inTime = 0; // share of replications done by the deadline; of a stream 1 or 0 by the p95 response
};

struct SizeStudy : StudyHead {
  std::string platform;
  bool isJob = false;
  double within = 0.1;
  std::optional<Duration> deadline;
  Choice choice; // indices into the points
};

// Simulates the sizes in the order given and hands each over with what came of the platform (null: `why`). False when
// stopped: those before that were handed over. Errors: Interrupted before the first.
using SizeSink = std::function<void(std::size_t size, SizePoint&& point, const Outcome* outcome)>;
Result<bool> simulateSizes(const StudySource& source, const SizeOptions& options,
                           std::vector<std::vector<Setting>> sizes, SizeStudy& study, const SizeSink& sink);

Candidate candidateOf(const SizePoint& point);

// Of points that are SizePoints.
template <class Points>
Choice chooseAmong(const Points& points, const SizeOptions& options) {
  std::vector<Candidate> candidates;
  for (const SizePoint& point : points)
    candidates.push_back(candidateOf(point));
  return choose(candidates, options.within, options.deadline.has_value());
}

// The share of replications that were done by the deadline.
double shareInTime(const Outcome& outcome, Duration deadline);

} // namespace coldframe
