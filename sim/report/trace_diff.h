// Two runs side by side, phase by phase: medians and p90 of each, how much they differ, and the Kolmogorov–Smirnov
// distance of the phase's times with the distance that two samples of one law have in 999 of 1,000 cases.
#pragma once

#include "sim/report/table.h"
#include "sim/trace/trace.h"

#include <string>
#include <vector>

namespace coldframe {

// A row a phase that both have (submit → start, set-up … as trace info names them), then the whole run's makespan,
// most running and calls. Times of 0 and more; phases that clocks make negative are left out and counted in `left_out`.
Table traceDiffTable(const Trace& a, const Trace& b);

// The rows of that table in which the runs do differ, as "submit to start 1.52 s → 203 ms (−87 %)": medians of phases
// whose times are further apart than chance alone would bring them, makespan and the like where they are not the same.
std::vector<std::string> namedDifferences(const Table& diff);

} // namespace coldframe
