// What the sentences of all studies have in common.
#pragma once

#include "sim/study/point_figures.h"

#include <string>

namespace coldframe {

// "seed 7 · 10 replications (provisional)".
std::string conditionsText(std::uint64_t seed, std::uint64_t replications, bool provisional);
// "12,340 points", "1 point".
std::string countedText(std::size_t count, const std::string& singular);
// "$0.41 a run", "$18.70 a month"; what the cost of a point is of.
std::string costText(const PointFigures& figures);
std::string timeText(const PointFigures& figures);

} // namespace coldframe
