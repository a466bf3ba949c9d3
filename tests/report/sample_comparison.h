// A comparison made by hand, for tests of what is written about it.
#pragma once

#include "sim/result/outcome.h"

namespace coldframe {

inline Figure exactly(double value, std::uint64_t n = 10) {
  return Figure::of({value, value, value, n});
}

inline Figure around(double mean, double halfWidth, std::uint64_t n = 10) {
  return Figure::of({mean, mean - halfWidth, mean + halfWidth, n});
}

inline Outcome samplePlatform(const std::string& id, bool isFunction, double makespan, double month, double fixed) {
  Outcome outcome;
  outcome.id = id;
  outcome.isFunction = isFunction;
  outcome.prices = {"aws-us-east-1@2017-11", "b00c"};
  if (isFunction)
    outcome.profile = NamedHash{"aws-lambda@2017-05", "f00d"};
  outcome.feasible = true;
  outcome.completionProbability = 1;
  outcome.verdict = "every call completed in 10 of 10 replications";
  outcome.limits = {{LimitKind::Time, "300 s", "120 s", 0, false, 0.4}};
  outcome.counts.arrivals = outcome.counts.attempts = outcome.counts.started = outcome.counts.completed = 80;
  outcome.makespanS = around(makespan, makespan / 100);
  outcome.speedup = exactly(80 / makespan);
  outcome.effectiveParallelism = exactly(2);
  outcome.responseS = {exactly(1), exactly(1), exactly(2), exactly(2.5), exactly(3), exactly(4)};
  outcome.serviceS = outcome.responseS;
  outcome.coldStartFraction = isFunction ? exactly(0.25) : Figure::none("machines have no cold starts");
  outcome.coldStarts = isFunction ? 20 : 0;
  outcome.concurrencyMean = exactly(2);
  outcome.concurrencyMax = exactly(8);
  outcome.utilization = exactly(0.5);
  outcome.run.marginalUsd = exactly(isFunction ? 0.0123456789012345 : 0);
  outcome.run.allocatedUsd = exactly(month / 20);
  outcome.month.costUsd = around(month, 0.1);
  outcome.month.costWithFreeGrantUsd = exactly(0);
  outcome.month.fixedUsd = exactly(fixed);
  return outcome;
}

inline Comparison sampleComparison() {
  Comparison comparison;
  comparison.scenarioName = "Carrots";
  comparison.scenarioSha256 = "ca44";
  comparison.prices = {"aws-us-east-1@2017-11"};
  comparison.seed = 7;
  comparison.replications = comparison.replicationsDone = 10;
  comparison.isJob = true;
  comparison.runsPerMonth = 20;
  comparison.monthHours = 730;
  comparison.windowStart = "2017-11-01T00:00:00Z";
  comparison.baselineId = "laptop";
  comparison.baselineParallelism = 1;
  comparison.platforms = {samplePlatform("laptop", false, 80, 0, 0), samplePlatform("lambda", true, 10, 2, 0),
                          samplePlatform("box", false, 20, 100, 100)};
  comparison.bestMakespan = "lambda";
  comparison.bestMonth = "laptop";
  return comparison;
}

} // namespace coldframe
