// The workload block → demands: one run (or a stream's horizon) and the month. Part of bind().
#pragma once

#include "sim/scenario/bind_platform.h"

#include <optional>

namespace coldframe {

struct BoundWorkload {
  Demand run;
  std::optional<Demand> month; // absent: the run is the month
  Duration runWindow;          // 0 for a job: it runs to its end
  Duration monthWindow;
  std::int64_t windowStart = 0;
  std::vector<std::string> warnings;
};

// CPU time measured there, as CPU time on the reference vCPU: its factor. 1 when nothing is said.
double referenceFactor(BindContext& context, const std::optional<MeasuredAt>& place, double parallelFraction);

// A recorded load; the window begins where the recording does unless the scenario says otherwise.
void bindTrace(BindContext& context, const TraceWorkload& block, BoundWorkload& bound);
void bindStream(BindContext& context, StreamDemand demand, BoundWorkload& bound);
// One run of the job, and its runs in the month.
void bindJobRuns(BindContext& context, JobDemand run, BoundWorkload& bound);

// Reports what is wrong to the context's reader.
BoundWorkload bindWorkload(BindContext& context);

} // namespace coldframe
