#include "sim/study/point_figures.h"

namespace coldframe {

PointFigures figuresOf(const Comparison& comparison, const Outcome& outcome) {
  PointFigures figures;
  figures.platform = outcome.id;
  figures.prices = outcome.prices;
  figures.feasible = outcome.feasible;
  figures.completionProbability = outcome.completionProbability;
  figures.machines = outcome.machines;
  figures.verdict = outcome.verdict;
  figures.makespanS = outcome.makespanS;
  figures.speedup = outcome.speedup;
  figures.runUsd = outcome.run.marginalUsd;
  figures.monthUsd = comparison.monthCost(outcome);
  figures.responseP50S = outcome.responseS.p50;
  figures.responseP95S = outcome.responseS.p95;
  figures.coldStartFraction = outcome.coldStartFraction;
  figures.concurrencyMax = outcome.concurrencyMax;
  figures.utilization = outcome.utilization;
  figures.monthUtilization = outcome.month.utilization;
  return figures;
}

} // namespace coldframe
