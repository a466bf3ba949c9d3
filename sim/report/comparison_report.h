// What `compare`, `run` and `trace replay --on` print.
#pragma once

#include "sim/report/output_format.h"
#include "sim/report/study_json.h"
#include "sim/result/outcome.h"

#include <string>

namespace coldframe {

std::string renderComparison(const Comparison& comparison, OutputFormat format, const ResultStamp& stamp, bool explain);

} // namespace coldframe
