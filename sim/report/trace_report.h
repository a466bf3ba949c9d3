// What a run was: in sentences, as a list of facts, phase by phase, and how many ran at once over time.
#pragma once

#include "sim/report/output_format.h"
#include "sim/report/table.h"
#include "sim/result/trace_cost.h"
#include "sim/trace/trace_statistics.h"

#include <optional>
#include <string>

namespace coldframe {

// What a trace is held against besides itself.
struct TraceContext {
  std::optional<TraceCost> cost; // under a book
  std::string book;              // "aws-us-east-1@2017-11"
  Duration overhead;             // that the cost adds to each call
  Memory memory;                 // of calls that do not say it; 0: not known
  std::optional<double> baselineS;
  std::string baseline; // what took so long: "13 h 17 min", the name of another run
};

// One row a fact: name, value, unit; phases with their quantiles, cold and warm apart, among them.
Table traceTable(const Trace& trace, const TraceStatistics& statistics, const TraceContext& context = {});
// One row a phase: calls, mean, p50, p95, p99, and the medians and p95 of the cold and the warm ones.
Table tracePhaseTable(const TraceStatistics& statistics);
// One row a stretch of time: seconds from the first start, calls running on average and at most.
Table traceRunningTable(const TraceStatistics& statistics);

// People get sentences and the phases; JSON ("coldframe.trace-info/1") has facts, phases, running and stragglers; CSV
// has the facts.
std::string renderTraceInfo(const Trace& trace, const TraceContext& context, OutputFormat format,
                            const std::string& programVersion);

} // namespace coldframe
