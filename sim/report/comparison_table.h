// A comparison as people read it: one row a platform with makespan, speedup, this run, month, p95 response, cold starts
// and the verdict.
#pragma once

#include "sim/report/table.h"
#include "sim/result/outcome.h"

namespace coldframe {

Table comparisonTable(const Comparison& comparison);
// The month of each platform under each book, where others were asked for: one row a platform, one column a book.
Table repricedTable(const Comparison& comparison);

// A figure as people read it, with half its interval: "4 min 31 s ± 3 s", "$581 ± 4".
Cell durationCell(const Figure& seconds);
Cell moneyCell(const Figure& usd);
Cell ratioCell(const Figure& ratio);
Cell percentCell(const Figure& fraction);

} // namespace coldframe
