// predict: simulate what was run, and set it beside what happened. The recorded run and every simulated one are
// measured alike (run_measures.h). A prediction is the mean over replications; its 95 % prediction interval is where
// one more run should lie: mean ± t · s · √(1 + 1/n), from 0 on where the measure cannot be less (Hahn & Meeker,
// "Statistical Intervals", 1991, ch. 4).
#pragma once

#include "sim/study/compare.h"
#include "sim/study/run_measures.h"

#include <string>
#include <vector>

namespace coldframe {

struct PredictedMeasure {
  std::string name;
  std::string unit;
  double observed = 0;
  std::uint64_t observedCalls = 0;
  double predicted = 0;
  double lo = 0, hi = 0; // 95 % prediction interval; lo = hi = predicted with a single replication
  double error = 0;      // predicted ÷ observed − 1
  bool inside = false;   // the observation lies in the interval
};

struct Prediction : StudyHead {
  std::string platform, observedRun;
  std::uint64_t replicationsDone = 0;
  std::vector<PredictedMeasure> measures;            // those that both have
  std::vector<std::string> onlyObserved;             // names of measures that the simulation has none of
  std::vector<double> observedCurve, predictedCurve; // calls running, over `span` seconds
  double span = 0;
  double curveDistance = 0; // largest difference of the curves ÷ most running in the recorded one
};

// Of a platform of the scenario. Errors: the platform would make more than a million rows; nothing in common to
// measure; interrupted before the first replication.
Result<Prediction> predict(const BoundScenario& scenario, const std::string& platform, const Trace& observed,
                           const StudyOptions& options);

} // namespace coldframe
