// What a study of many points keeps of each platform's outcome: the figures that points are compared by, without bills,
// usage and samples, so that ten thousand points fit in memory and in a file.
#pragma once

#include "sim/result/outcome.h"

#include <string>

namespace coldframe {

struct PointFigures {
  std::string platform;
  NamedHash prices;
  bool feasible = false;
  double completionProbability = 0;
  std::int64_t machines = 0; // of a fleet, as it was sized at this point; 0: no fleet
  std::string verdict;
  Figure makespanS;
  Figure speedup;
  Figure runUsd;   // marginal cost of a run
  Figure monthUsd; // with the free grant where the scenario ranks by it
  Figure responseP50S;
  Figure responseP95S;
  Figure coldStartFraction;
  Figure concurrencyMax;
  Figure utilization; // of the run
  Figure monthUtilization;

  // The cost points are ranked by: the month's where it was simulated, else a run's.
  const Figure& cost() const { return monthUsd.estimate ? monthUsd : runUsd; }
  // The time they are ranked by: a job's makespan, a stream's p95 response.
  const Figure& time() const { return makespanS.estimate ? makespanS : responseP95S; }
};

PointFigures figuresOf(const Comparison& comparison, const Outcome& outcome);

} // namespace coldframe
