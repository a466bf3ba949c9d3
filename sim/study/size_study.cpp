#include "sim/study/size_study.h"

#include "sim/result/outcome_builder.h"

#include <algorithm>

namespace coldframe {

namespace {

double inTimeOf(const Outcome& outcome, const PointFigures& figures, bool isJob, Duration deadline) {
  if (isJob)
    return shareInTime(outcome, deadline);
  return figures.responseP95S.estimate && figures.responseP95S.estimate->mean <= deadline.inSeconds() ? 1 : 0;
}

} // namespace

Result<bool> simulateSizes(const StudySource& source, const SizeOptions& options,
                           std::vector<std::vector<Setting>> sizes, SizeStudy& study, const SizeSink& sink) {
  StudyOptions lean = onOnePlatform(options.study, options.platform);
  lean.points = sizes.size();
  const auto evaluated = evaluate(source, std::move(sizes), lean, [&](StudyPoint&& at) {
    SizePoint point;
    point.why = at.why;
    const Outcome* outcome = at.outcome(options.platform);
    if (outcome != nullptr) {
      study.replications = at.comparison.replications;
      point.figures = figuresOf(at.comparison, *outcome);
      if (options.deadline)
        point.inTime = inTimeOf(*outcome, point.figures, study.isJob, *options.deadline);
      if (study.warnings.empty())
        study.warnings = at.comparison.warnings;
    }
    sink(at.index, std::move(point), outcome);
    return true;
  });
  if (!evaluated)
    return failure(evaluated.error());
  return !evaluated->partial;
}

Candidate candidateOf(const SizePoint& point) {
  const PointFigures& figures = point.figures;
  Candidate candidate;
  candidate.feasible = figures.feasible && figures.time().estimate && figures.cost().estimate;
  if (!candidate.feasible)
    return candidate;
  candidate.time = figures.time().estimate->mean;
  candidate.cost = figures.cost().estimate->mean;
  candidate.meetsDeadline = point.inTime >= kFeasibleFrom;
  return candidate;
}

double shareInTime(const Outcome& outcome, Duration deadline) {
  const auto& times = outcome.samples.makespanS;
  if (times.empty())
    return 0;
  const auto met = std::count_if(times.begin(), times.end(), [deadline](const std::optional<double>& seconds) {
    return seconds && *seconds <= deadline.inSeconds();
  });
  return static_cast<double>(met) / static_cast<double>(times.size());
}

} // namespace coldframe
