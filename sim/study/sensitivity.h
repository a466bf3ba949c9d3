// sensitivity: which inputs the answer hangs on.
//
// The inputs are numbers of the scenario, each within ± `range` of what it is (moved to legal steps). Three looks:
//   one at a time  each input at the two ends of its range, the others as they are: how far cost and time of the answer
//                  move, paired by replication
//   flip           the nearest value on either side at which another platform becomes the answer, found by bisection;
//                  looked for as far as `reach` times the input, up and down. Of an input that moved nothing on any
//                  platform within its range only the far ends are looked at
//   Sobol          first-order and total indices over all inputs together (sim/study/sobol_indices.h): of the answer's
//                  cost, its time, and of the decision itself (1 where the answer stays the same). Each point is a
//                  quick answer of few replications: draws are shared, so noise is nearly the same everywhere. A quick
//                  study makes as many rows as it affords, and none where that is fewer than eight
// The answer is the cheapest feasible platform that sends a bill (or the fastest feasible one, where time decides).
#pragma once

#include "sim/result/study_head.h"
#include "sim/study/evaluate.h"
#include "sim/study/point_figures.h"
#include "sim/study/sobol_indices.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

inline constexpr std::uint64_t kSobolReplications = 4;
inline constexpr std::size_t kSobolInputs = 8; // those that matter most one at a time; indices of more cost too much

enum class DecideBy { Cost, Time };

struct SensitivityOptions {
  StudyOptions study;
  std::vector<std::string> inputs; // quantities (quantity.h); empty: the fields of numeric_inputs.h
  double range = 0.2;              // ± of each input's value
  double reach = 3;                // flips are looked for from 1 / reach to reach times the value
  std::uint64_t samples = 32;      // rows of the Sobol design; 0: no indices
  DecideBy decideBy = DecideBy::Cost;
};

// Where the answer becomes another.
struct Flip {
  double base = 0;
  bool upwards = false; // above it; else below
  std::string shown;
  std::string to; // the platform that is the answer there; empty: none is feasible
};

struct InputEffect {
  std::string pointer; // or the quantity's name
  double base = 0, lo = 0, hi = 0;
  std::string shown, shownLo, shownHi;
  Figure costAtLo, costAtHi; // of the answer: the change against the base, paired
  Figure timeAtLo, timeAtHi;
  std::vector<Flip> flips; // at most one on either side
  // Share of the variance; none where there was no Sobol design or this input was not among those that matter most.
  std::optional<SobolIndex> costFirst, costTotal, timeFirst, timeTotal, decisionFirst, decisionTotal;

  double costSwing() const; // largest change either way, in units of the base cost's
};

struct SensitivityStudy : StudyHead {
  bool isJob = false;
  DecideBy decideBy = DecideBy::Cost;
  double range = 0;
  double reach = 0;
  std::uint64_t samples = 0;        // rows of the Sobol design that were used
  std::string answer;               // the platform; empty: none is feasible
  std::vector<PointFigures> now;    // every platform with the inputs as they are
  std::optional<double> staysShare; // of the Sobol points: those with the same answer
  std::vector<InputEffect> inputs;  // largest swing of the cost first
  std::vector<std::string> left;    // numbers of the scenario that cannot be varied, and why
};

Result<SensitivityStudy> sensitivity(const StudySource& source, const SensitivityOptions& options);

} // namespace coldframe
