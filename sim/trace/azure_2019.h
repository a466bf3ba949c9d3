// Azure Functions 2019 (Shahrad et al., ATC 2020): three CSV files of one day that belong together.
//   invocations_per_function_md: HashOwner, HashApp, HashFunction, Trigger, 1 … 1440: calls that ended in each minute
//   function_durations_percentiles: Average, Count, Minimum, Maximum, percentile_Average_0 … _100, in ms, no cold start
//   app_memory_percentiles: SampleCount, AverageAllocatedMb, AverageAllocatedMb_pct1 … _pct100, of a whole app
// The first is needed, the others are welcome. There is no call in them, only counts, so every row is synthetic
// (counted_calls.h): its end lies at random in its minute, its length is drawn from the percentiles of its function's
// day. Minutes count from the day's begin.
#pragma once

#include "sim/trace/counted_calls.h"
#include "sim/trace/trace_formats.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace coldframe {

struct NamedText {
  std::string name; // of the file
  std::string_view text;
};

bool isAzure2019(std::string_view head); // any of the three
// The files in any order. A function that would bring the trace over `mostCalls` is left out, and that is said. Errors
// (Input): no file of invocations, or two of one kind.
Result<ImportedTrace> readAzure2019(std::span<const NamedText> files, ImportProgress& progress,
                                    std::size_t mostCalls = kMostCountedCalls);

} // namespace coldframe
