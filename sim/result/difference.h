// Two platforms compared replication by replication: both saw the same items, arrivals and draws, so what differs is
// the platforms (paired differences under common random numbers; A. M. Law, Simulation Modeling and Analysis, 5th ed.,
// 10.2 and 11.2). The interval is Student's t, 95 %, over the differences; replications in which one of the two has no
// value are left out of them.
#pragma once

#include "sim/result/outcome.h"

#include <span>
#include <string>
#include <vector>

namespace coldframe {

enum class Compared { MonthUsd, MakespanS, ResponseP95S };

struct Difference {
  std::string a;
  std::string b;
  Compared what = Compared::MonthUsd;
  Figure bMinusA;        // positive: a is cheaper, or faster
  double shareALess = 0; // of the replications
  double shareBLess = 0; // equal values are neither
  bool settled() const { // which of the two is less does not depend on the replications that were made
    return bMinusA.estimate &&
           (!bMinusA.estimate->hasInterval() ? bMinusA.estimate->mean != 0
                                             : bMinusA.estimate->lo > 0 || bMinusA.estimate->hi < 0);
  }
};

// The values of one outcome, replication by replication, with or without the free grant as the comparison says.
std::vector<std::optional<double>> samplesOf(const Comparison& comparison, const Outcome& outcome, Compared what);

Difference differenceOf(const Comparison& comparison, const Outcome& a, const Outcome& b, Compared what);

// Every pair in the scenario's order: the month's cost, then the makespan of a job or the p95 response of a stream.
std::vector<Difference> differencesOf(const Comparison& comparison);

const char* comparedName(Compared what); // "month_usd"

} // namespace coldframe
