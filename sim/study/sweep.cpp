#include "sim/study/sweep.h"

#include "sim/random/elementary.h"
#include "sim/random/generator.h"
#include "sim/study/platform_facts.h"
#include "sim/units/format.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace coldframe {

namespace {

// A value of a variation at `part` (0 … 1) of its way.
Setting settingAt(const Variation& variation, double part) {
  if (variation.range) {
    const auto& [lo, hi, logarithmic] = *variation.range;
    const double base = logarithmic ? lo * detExp(part * detLog(hi / lo)) : lo + part * (hi - lo);
    return settingAt(variation.field, base);
  }
  const auto count = static_cast<double>(variation.settings.size());
  const auto index = static_cast<std::size_t>(part * count);
  return variation.settings[std::min(index, variation.settings.size() - 1)];
}

// Where on the way of variation `dimension` each of `count` points is.
std::vector<double> placesOf(std::size_t dimension, std::size_t count, SweepDesign design, std::uint64_t seed) {
  Generator source({seed, 0}, Cause::Measurement, dimension);
  std::vector<double> places(count);
  if (design == SweepDesign::Random) {
    for (double& place : places)
      place = source.uniform();
    return places;
  }
  std::vector<std::size_t> strata(count);
  std::iota(strata.begin(), strata.end(), std::size_t{0});
  for (std::size_t i = count; i > 1; --i)
    std::swap(strata[i - 1], strata[source.below(i)]);
  for (std::size_t i = 0; i < count; ++i)
    places[i] = (static_cast<double>(strata[i]) + source.uniform()) / static_cast<double>(count);
  return places;
}

SweepPoint kept(StudyPoint&& point, std::size_t offset) {
  SweepPoint lean;
  lean.index = offset + point.index;
  lean.settings = std::move(point.settings);
  lean.scenarioSha256 = point.comparison.scenarioSha256;
  lean.why = std::move(point.why);
  for (const Outcome& outcome : point.comparison.platforms)
    lean.platforms.push_back(figuresOf(point.comparison, outcome));
  return lean;
}

using FigureOf = const Figure& (PointFigures::*)() const;

// The least by one figure, and of those that are equal the least by the other.
SweepBest bestBy(const std::vector<SweepPoint>& points, FigureOf by, FigureOf then, bool billed) {
  SweepBest best;
  const auto valueOf = [](const PointFigures& figures, FigureOf of) {
    const Figure& figure = (figures.*of)();
    return figure.estimate ? figure.estimate->mean : std::numeric_limits<double>::infinity();
  };
  const auto less = [&](const PointFigures& a, const PointFigures& b) {
    const double first = valueOf(a, by);
    const double second = valueOf(b, by);
    return first != second ? first < second : valueOf(a, then) < valueOf(b, then);
  };
  for (const SweepPoint& point : points)
    for (const PointFigures& figures : point.platforms) {
      if (!figures.feasible || !(figures.*by)().estimate || (billed && !(valueOf(figures, &PointFigures::cost) > 0)))
        continue;
      if (best.figures == nullptr || less(figures, *best.figures))
        best = {&point, &figures};
    }
  return best;
}

} // namespace

Result<std::vector<std::vector<Setting>>> sweepPoints(const std::vector<Variation>& variations, SweepDesign design,
                                                      std::size_t count, std::uint64_t seed) {
  auto asked = static_cast<double>(count);
  if (design == SweepDesign::Grid) {
    asked = 1;
    for (const Variation& variation : variations)
      asked *= static_cast<double>(variation.settings.size());
  }
  if (asked > static_cast<double>(kMostSweepPoints))
    return failure(ErrorKind::Usage, "that would be " + showCount(asked) + " points, more than the " +
                                         showCount(kMostSweepPoints) +
                                         " that one study makes; vary less, or sweep a number of random ones");
  if (design == SweepDesign::Grid)
    return gridOf(variations);
  std::vector<std::vector<Setting>> points(count);
  for (std::size_t d = 0; d < variations.size(); ++d) {
    const std::vector<double> places = placesOf(d, count, design, seed);
    for (std::size_t i = 0; i < count; ++i)
      points[i].push_back(settingAt(variations[d], places[i]));
  }
  return points;
}

Result<SweepStudy> sweep(const StudySource& source, const SweepOptions& options) {
  const ScenarioBlocks& blocks = source.scenario.blocks;
  auto head = studyHead(source, options.study);
  if (!head)
    return failure(std::move(head.error()));
  SweepStudy study;
  static_cast<StudyHead&>(study) = std::move(*head);
  study.design = options.design;
  study.isJob = isJob(blocks.workload);
  study.month = options.study.month;
  for (const Variation& variation : options.variations) {
    study.variations.push_back(variation.text);
    study.warnings.insert(study.warnings.end(), variation.notes.begin(), variation.notes.end());
  }
  auto points = sweepPoints(options.variations, options.design, options.points, study.seed);
  if (!points)
    return failure(points.error());
  study.asked = points->size();
  study.resumed = std::min(options.before.size(), points->size());
  study.points.assign(options.before.begin(), options.before.begin() + static_cast<std::ptrdiff_t>(study.resumed));
  points->erase(points->begin(), points->begin() + static_cast<std::ptrdiff_t>(study.resumed));
  if (points->empty())
    return study;

  StudyOptions lean = options.study;
  lean.advice = false;
  lean.points = study.asked;
  std::vector<std::string> warnings;
  const auto evaluated = evaluate(source, std::move(*points), lean, [&](StudyPoint&& point) {
    if (warnings.empty())
      warnings = point.comparison.warnings;
    if (point.why.empty() && !lean.precision)
      study.replications = point.comparison.replications; // what the effort made of those asked for
    study.points.push_back(kept(std::move(point), study.resumed));
    return !options.finished || options.finished(study.points.back());
  });
  if (!evaluated && study.resumed == 0)
    return failure(evaluated.error());
  study.warnings.insert(study.warnings.end(), warnings.begin(), warnings.end());
  study.partial = study.points.size() < study.asked;
  return study;
}

SweepBest cheapestOf(const std::vector<SweepPoint>& points, bool billed) {
  return bestBy(points, &PointFigures::cost, &PointFigures::time, billed);
}

SweepBest fastestOf(const std::vector<SweepPoint>& points) {
  return bestBy(points, &PointFigures::time, &PointFigures::cost, false);
}

} // namespace coldframe
