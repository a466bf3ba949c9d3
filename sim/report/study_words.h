// What the sentences of all studies have in common.
#pragma once

#include "sim/json/node.h"
#include "sim/result/study_head.h"
#include "sim/study/point_figures.h"

#include <string>
#include <vector>

namespace coldframe {

// "seed 7 · 10 replications (provisional) · prices aws-us-east-1@2017-11 · month of 730 h".
std::string conditionsText(const StudyHead& head);
// The same of a study whose replications are what was interrupted: "seed 7 · 4 of 10 replications (interrupted) · …".
std::string conditionsText(const StudyHead& head, std::uint64_t replicationsDone);
// "12,340 points", "1 point".
std::string countedText(std::size_t count, const std::string& singular);
// "$0.41 a run", "$18.70 a month"; what the cost of a point is of.
std::string costText(const PointFigures& figures);
std::string timeText(const PointFigures& figures);

JsonNode textsJson(const std::vector<std::string>& texts);

} // namespace coldframe
