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
// "$0.41 a run", "$18.70 a month"; what the cost of a point is of.
std::string costText(const PointFigures& figures);
std::string timeText(const PointFigures& figures);
// "People's time, $800 a month, comes on top of any platform's bill."
std::string peopleSentence(double usdPerMonth);

JsonNode textsJson(const std::vector<std::string>& texts);

} // namespace coldframe
