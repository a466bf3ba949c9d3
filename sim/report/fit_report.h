// What a fit learnt, as a table of figures with their intervals; what could not be learnt stands in it with the reason.
#pragma once

#include "sim/fit/run_fit.h"
#include "sim/report/answer.h"
#include "sim/report/output_format.h"
#include "sim/report/table.h"

#include <string>

namespace coldframe {

// One row a figure; a part without figures has one row that says why.
Table fitTable(const RunFit& fit);
Answer fitAnswer(const RunFit& fit, const std::string& runs);

// JSON: {"schema": "coldframe.fit/1", "version", "runs", "parts": [{key, title, n, method, why, policy, law, figures,
// notes}]}.
std::string renderFit(const RunFit& fit, const std::string& runs, OutputFormat format,
                      const std::string& programVersion);

} // namespace coldframe
