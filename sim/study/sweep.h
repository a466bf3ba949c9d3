// sweep: a scenario with any of its fields varied, every platform at every point.
//   grid    every combination of the values
//   random  each point draws each variation on its own: from a range any value between its ends (by ratio when it is
//           logarithmic), from a list any of its values
//   lhs     Latin hypercube (McKay, Beckman and Conover 1979): of n points, each n-th part of every range holds exactly
//           one; lists take turns
// Points are drawn from the scenario's seed and are the same whatever is simulated. Their replications share all draws.
#pragma once

#include "sim/result/study_head.h"
#include "sim/study/evaluate.h"
#include "sim/study/point_figures.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace coldframe {

enum class SweepDesign { Grid, Random, LatinHypercube };

inline constexpr std::size_t kMostSweepPoints = 1'000'000;

// Of a grid all combinations, whatever `count`. Usage error: more than kMostSweepPoints.
Result<std::vector<std::vector<Setting>>> sweepPoints(const std::vector<Variation>& variations, SweepDesign design,
                                                      std::size_t count, std::uint64_t seed);

struct SweepPoint {
  std::size_t index = 0;
  std::vector<Setting> settings;
  std::string scenarioSha256; // of the scenario with these settings
  std::string why;            // these settings make no scenario; there are no figures then
  std::vector<PointFigures> platforms;
};

struct SweepOptions {
  StudyOptions study;
  std::vector<Variation> variations;
  SweepDesign design = SweepDesign::Grid;
  std::size_t points = 100; // of random and lhs
  // Points that an earlier sweep of the same made: they are not simulated again.
  std::vector<SweepPoint> before;
  // Told of every new point, in order, as soon as it is there. False stops.
  std::function<bool(const SweepPoint&)> finished;
};

struct SweepStudy : StudyHead {
  SweepDesign design = SweepDesign::Grid;
  std::vector<std::string> variations; // as they were given
  bool isJob = false;
  bool month = true; // whether a job's months were simulated
  std::size_t asked = 0;
  std::size_t resumed = 0; // of the points, those that were there before
  std::vector<SweepPoint> points;
};

Result<SweepStudy> sweep(const StudySource& source, const SweepOptions& options);

// The pair of a point and a platform that costs least, or takes least time, among the feasible ones; nulls: none.
struct SweepBest {
  const SweepPoint* point = nullptr;
  const PointFigures* figures = nullptr;
};
SweepBest cheapestOf(const std::vector<SweepPoint>& points, bool billed = false); // only of those that cost anything
SweepBest fastestOf(const std::vector<SweepPoint>& points);

} // namespace coldframe
