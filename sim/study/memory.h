// memory: how much memory to give a function. CPU comes with memory, so more of it makes a CPU-bound call quicker at
// the same price up to one whole vCPU (1,769 MB on AWS Lambda), and beyond it only what several vCPUs can share;
// waiting is paid for at every size. Time, cost and feasibility over memory sizes, and which to take: as batch.h.
//
// What AWS Lambda Power Tuning measured can be held against it: the same sizes are simulated, and compared as they are
// and with one factor on all durations, since a scenario's CPU may be another than the measured function's.
#pragma once

#include "sim/study/size_study.h"
#include "sim/trace/power_tuning.h"

#include <optional>
#include <string>
#include <vector>

namespace coldframe {

struct MemoryOptions : SizeOptions {
  std::vector<Memory> sizes;           // empty: usual ones of the platform's range
  std::optional<PowerTuning> measured; // its sizes are simulated too
};

struct MemoryPoint : SizePoint {
  Memory memory;
  double vcpus = 0;
  Figure durationS;              // mean running time of an attempt
  std::optional<double> callUsd; // its function time, billed: without requests and anything else
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

struct MemoryStudy : SizeStudy {
  Memory present;                  // the scenario's
  Memory wholeVcpu;                // the size that has one whole vCPU
  std::vector<MemoryPoint> points; // by rising size
  std::optional<MeasuredAgainst> measured;
};

// Interrupted, it keeps the largest sizes. Errors: Usage for an unknown platform, or one that is no function;
// Interrupted before the first size.
Result<MemoryStudy> memory(const StudySource& source, const MemoryOptions& options);

} // namespace coldframe
