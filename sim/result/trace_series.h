// The curves under a timeline: how many calls run, how many wait, and what the run has cost so far, over time. On the
// client's clock, like the spans above them.
//
//   running  attempts between start and end
//   waiting  attempts between submit (or invoke) and start; those that never started are left out
//   cost     grows by each call's cost when that call ends
#pragma once

#include "sim/result/step_series.h"
#include "sim/result/trace_cost.h"
#include "sim/trace/trace.h"

#include <optional>
#include <stop_token>

namespace coldframe {

struct TraceSeries {
  StepSeries running;
  StepSeries waiting;
  StepSeries cost;
};

StepSeries runningOf(const Trace& trace);
// All three. Nothing once `stop` is requested.
std::optional<TraceSeries> seriesOf(const Trace& trace, const TraceCost& cost, std::stop_token stop = {});

} // namespace coldframe
