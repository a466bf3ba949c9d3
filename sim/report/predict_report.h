// A prediction beside the run that it is about.
#pragma once

#include "sim/report/answer.h"
#include "sim/report/output_format.h"
#include "sim/report/study_json.h"
#include "sim/report/table.h"
#include "sim/study/predict.h"

#include <string>

namespace coldframe {

Table predictionTable(const Prediction& prediction);
Answer predictionAnswer(const Prediction& prediction);
// JSON: "coldframe.prediction/1".
std::string renderPrediction(const Prediction& prediction, OutputFormat format, const ResultStamp& stamp);

} // namespace coldframe
