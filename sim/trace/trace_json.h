// Coldframe's own trace format, "coldframe.trace/1": one JSON object, column by column. Whole numbers are written as
// differences: a column's first value, then each value less the one before it; null where a value is missing. Times are
// ns from t0; "epoch" is t0 as ISO 8601. Documented in docs/formats.md.
// Errors of reading (kind Input, with line and column): broken JSON, another schema, unknown members or columns,
// columns of different lengths, numbers that are not whole or leave the range, codes without a word, too many rows.
// Interrupted: `progress` was told to stop.
#pragma once

#include "sim/base/result.h"
#include "sim/trace/import_progress.h"
#include "sim/trace/trace.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace coldframe {

std::string writeTraceJson(const Trace& trace);
Result<Trace> readTraceJson(std::string_view text, const std::string& fileName, std::size_t mostRows = 50'000'000,
                            ImportProgress* progress = nullptr);

} // namespace coldframe
