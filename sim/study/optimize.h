// optimize: the cheapest configuration that is quick enough, or the quickest that is cheap enough, among every
// combination of the values varied and every platform.
//
// Successive halving over replications (Jamieson and Talwalkar 2016; Karnin, Koren and Somekh 2013): all configurations
// are simulated once, the better third three times, and so on to the last few with all the replications asked for, so
// that the calls go to the contenders. Replications share their draws, so that few of them tell neighbours apart: what
// the paired 95 % interval says to be worse than the best, as soon as there are two replications to say so, is given no
// others (a race: Birattari et al. 2002).
//   contender   every call completed at least once, and the constraint is not missed by more than 5 % in the mean:
//               ordered by what is minimised, ahead of all others, which are ordered by how much they miss
//   admitted    with all replications: every call completed in 95 of 100, and the constraint was met (a job: in 95 of
//               100 replications; a stream: by the mean p95 response)
// At the end whatever was dropped but, over the replications it has, is a contender that beats the best admitted one is
// given all replications too; so is the next contender while none is admitted.
//
// A configuration that differs from another only in a field of a platform it does not use is the same one.
#pragma once

#include "sim/result/study_head.h"
#include "sim/study/evaluate.h"
#include "sim/study/point_figures.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

enum class Minimise { Cost, Time };

struct OptimizeOptions {
  StudyOptions study; // `replications` for the finalists; costs are of a month unless `month` is off and it is a job
  std::vector<Variation> variations;
  std::vector<std::string> platforms; // empty: all
  Minimise minimise = Minimise::Cost;
  std::optional<Duration> deadline; // on the makespan, or a stream's p95 response
  std::optional<double> budgetUsd;  // on the cost
};

struct Configuration {
  std::vector<Setting> settings;
  std::string platform;
  std::uint64_t replications = 0; // it was given
  Figure timeS;                   // makespan or p95 response
  Figure costUsd;
  double completed = 0; // share of replications in which every call did
  double met = 0;       // share in which the constraint was met too
  bool admitted = false;
  std::string why; // no scenario with these settings

  double value(Minimise minimise) const;
};

struct OptimizeStudy : StudyHead {
  bool isJob = false;
  bool month = true; // costs are of a month
  Minimise minimise = Minimise::Cost;
  std::optional<Duration> deadline;
  std::optional<double> budgetUsd;
  std::vector<std::string> variations;
  std::vector<Configuration> configurations; // best first: admitted, contenders, the others
  bool found = false;                        // the first is admitted
  std::uint64_t simulatedCalls = 0;
  double exhaustiveCalls = 0; // what all configurations with all replications would have taken
};

// Errors: Usage for an unknown platform or too many combinations; Interrupted before the first look at all of them.
Result<OptimizeStudy> optimize(const StudySource& source, const OptimizeOptions& options);

} // namespace coldframe
