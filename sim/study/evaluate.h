// Many variants of a scenario, each compared on its platforms: the machine behind sweep, batch, memory, optimise,
// break-even and sensitivity.
//
// Points share the seed, so that all see the same items, arrivals and draws (common random numbers): what differs
// between two points is the settings. Points run on as many threads as the options say, each from its binding to its
// outcomes on one thread (few points: their replications are spread instead); the result is the same on any number of
// threads. Points are handed over in their order as soon as all before them are there. When stopped, the longest
// finished prefix is kept. A platform that is the same at several points is simulated once (shared_outcomes.h), unless
// its replications depend on the other platforms (`precision`).
#pragma once

#include "sim/study/compare.h"
#include "sim/study/progress_meter.h"
#include "sim/study/shared_outcomes.h"
#include "sim/study/vary.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace coldframe {

// A scenario that can be varied, and where its names are looked up. Both outlive the study.
struct StudySource {
  const Scenario& scenario;
  const Catalogue& catalogue;
};

struct StudyPoint {
  std::size_t index = 0;
  std::vector<Setting> settings;
  // These settings make no scenario, or one that cannot be priced or sized; there are no outcomes then.
  std::string why;
  Comparison comparison; // its platforms: the outcomes

  const Outcome* outcome(std::string_view platform) const; // null: none
};

struct Evaluation {
  std::uint64_t seed = 0;
  std::size_t asked = 0; // points
  std::size_t done = 0;  // the longest finished prefix
  bool partial = false;
  bool provisional = false;
  std::vector<StudyPoint> points; // empty when they were handed over instead
};

// The same for one platform alone: without the baseline beside it and without advice on batches.
StudyOptions onOnePlatform(StudyOptions options, const std::string& platform);

// Called in the points' order, one at a time, from any thread. False stops the study.
using PointSink = std::function<bool(StudyPoint&&)>;

// Evaluates again and again; profiles, books and what comes of the scenario as it is are kept in between.
class Evaluator {
public:
  // `options`: as they are at each evaluation; only `only` and `progress` may be changed in between.
  Evaluator(const StudySource& source, const StudyOptions& options);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // Errors: Interrupted when not one point was finished.
  Result<Evaluation> evaluate(std::vector<std::vector<Setting>> points, const PointSink& sink = {});

private:
  void plan(const std::vector<std::vector<Setting>>& points);
  bool evaluateOne(StudyPoint& point, unsigned jobs, ProgressMeter& meter);

  const StudySource& m_source;
  const StudyOptions& m_options;
  BindCache m_cache;
  SharedOutcomes m_shared;
};

// Once.
Result<Evaluation> evaluate(const StudySource& source, std::vector<std::vector<Setting>> points,
                            const StudyOptions& options, const PointSink& sink = {});

} // namespace coldframe
