// The points of studies as JSON, written and read back, so that a study that was stopped goes on from its file.
//   {"index": 3, "settings": {"/workload/batch": 40}, "scenario_sha256": "…", "why": null,
//    "platforms": [{"id": …, "prices": …, "feasible": …, "makespan_s": {mean, ci95, n}, …, "why": {…}}]}
#pragma once

#include "sim/json/node.h"
#include "sim/study/sweep.h"

#include <optional>
#include <string>
#include <vector>

namespace coldframe {

// Adds the figures and, beside them, why there are none.
void addPointFigures(JsonNode& object, const PointFigures& figures);

JsonNode sweepPointJson(const SweepPoint& point);
// The same point read back, its figures to the twelve digits they are written with; nothing when it is not one, or not
// that of these settings.
std::optional<SweepPoint> readSweepPoint(const JsonNode& node, const std::vector<Setting>& settings);

} // namespace coldframe
