// memory: how much memory to give a function. CPU comes with memory, so more of it makes a CPU-bound call quicker at
// the same price up to one whole vCPU (1,769 MB on AWS Lambda), and beyond it only what several vCPUs can share;
// waiting is paid for at every size. Time, cost and feasibility over memory sizes, and which to take: as batch.h.
//
// What AWS Lambda Power Tuning measured can be held against it: the same sizes are simulated, and compared as they are
// and with one factor on all durations, since a scenario's CPU may be another than the measured function's.
#pragma once

#include "sim/result/study_head.h"
#include "sim/study/choice.h"
#include "sim/study/evaluate.h"
#include "sim/study/point_figures.h"
#include "sim/trace/power_tuning.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

struct MemoryOptions {
  StudyOptions study;
  std::string platform;
  std::vector<Memory> sizes; // empty: usual ones of the platform's range
  std::optional<Duration> deadline;
  double within = 0.1;
  std::optional<PowerTuning> measured; // its sizes are simulated too
};

struct MemoryPoint {
  Memory memory;
  double vcpus = 0;
  std::string why; // no scenario with this size
  PointFigures figures;
  Figure durationS;              // mean running time of an attempt
  std::optional<double> callUsd; // its function time, billed: without requests and anything else
  double inTime = 0;             // share of replications done by the deadline; of a stream 1 or 0 by the p95 response
};

// A measured size against the same size simulated.
struct MemoryComparison {
  Memory memory;
  double measuredS = 0;
  double simulatedS = 0;
  double scaledS = 0; // simulated × factor
  std::optional<double> measuredUsd;
  std::optional<double> simulatedUsd;
};

struct MeasuredAgainst {
  std::vector<MemoryComparison> points; // sizes that both have
  double factor = 1;                    // geometric mean of measured ÷ simulated durations
  double meanError = 0;                 // mean of |simulated − measured| ÷ measured
  double scaledError = 0;               // the same after the factor: how far the shape is off
  std::optional<Memory> measuredCheapest;
  std::optional<Memory> simulatedCheapest; // among the measured sizes
  std::vector<std::string> leftOut;
};

struct MemoryStudy : StudyHead {
  std::string platform;
  bool isJob = false;
  Memory present;   // the scenario's
  Memory wholeVcpu; // the size that has one whole vCPU
  double within = 0.1;
  std::optional<Duration> deadline;
  std::vector<MemoryPoint> points; // by rising size
  Choice choice;
  std::optional<MeasuredAgainst> measured;
};

// Errors: Usage for an unknown platform, or one that is no function; Interrupted.
Result<MemoryStudy> memory(const StudySource& source, const MemoryOptions& options);

} // namespace coldframe
