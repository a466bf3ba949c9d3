// A comparison in three sentences: which platform is fastest, which is cheapest per month and up to where, and what to
// watch. "Up to where" follows straight lines: what is paid whatever runs, plus the rest in proportion to the load,
// within the capacity of both platforms; the break-even study simulates instead.
#pragma once

#include "sim/report/answer.h"
#include "sim/result/outcome.h"

#include <optional>
#include <string>

namespace coldframe {

Answer comparisonAnswer(const Comparison& comparison);

// Where `other` becomes cheaper than `cheapest` as the load grows, as a multiple of the present load; none when it
// never does, or beyond what either can do.
std::optional<double> crossingLoad(const Comparison& comparison, const Outcome& cheapest, const Outcome& other);

} // namespace coldframe
