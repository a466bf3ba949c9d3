// predict: simulate what was run, and set it beside what happened. The recorded run and every simulated one are
// measured alike (run_measures.h), over the stamps that both have. In each replication the scenario's fitted inputs are
// drawn anew (redraw.h), so that replications differ by chance and by what the fit does not know.
//
// A prediction is the median over replications; its 95 % prediction interval is where one more run should lie: of 39
// replications or more between the values at 0.025 and 0.975 of n + 1 in their order, whatever their law; of fewer,
// mean ± t · s · √(1 + 1/n), from 0 on (Hahn & Meeker, "Statistical Intervals", 1991, ch. 4 and 5).
//
// A run that had more calls at once than the scenario's function may have was made under another limit: then there is
// none here, and a warning says so.
#pragma once

#include "sim/study/evaluate.h"
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
// measure; fitted inputs that are none; interrupted before the first replication.
Result<Prediction> predict(const StudySource& source, const std::string& platform, const Trace& observed,
                           const StudyOptions& options);

} // namespace coldframe
