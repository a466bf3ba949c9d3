// A month as tables (one row a platform, a day or an hour of each), in sentences and as "coldframe.month/1".
#pragma once

#include "sim/json/node.h"
#include "sim/report/answer.h"
#include "sim/report/explanation.h"
#include "sim/report/output_format.h"
#include "sim/report/study_json.h"
#include "sim/report/table.h"
#include "sim/study/month.h"

#include <string>

namespace coldframe {

enum class MonthBy { Platform, Day, Hour };

// "2021-01-05 14:00", or the day alone, of an ISO 8601 time.
std::string shortTime(const std::string& iso, bool withHour);

Table monthTable(const MonthStudy& study, MonthBy by);
// The cost of each platform by item of its bill.
Table monthLinesTable(const MonthStudy& study);
Answer monthAnswer(const MonthStudy& study);
JsonNode monthJson(const MonthStudy& study, const ResultStamp& stamp);

// CSV: the rows of `by`; table and markdown: besides by platform and by line, those of `by`.
std::string renderMonth(const MonthStudy& study, MonthBy by, OutputFormat format, const ResultStamp& stamp,
                        bool explain);

} // namespace coldframe
