// The readers of what cloud providers log and publish. Which column means what, and what each format cannot tell,
// stands in docs/formats.md and at the head of each reader's source.
#pragma once

#include "sim/trace/trace_formats.h"

namespace coldframe {

// CloudWatch and Telemetry API: read_lambda_text.cpp, read_log_events.cpp, read_logs_insights.cpp
bool isLambdaText(std::string_view head);
Result<ImportedTrace> readLambdaText(std::string_view text, const std::string& fileName, ImportProgress& progress);
bool isLogEventsJson(std::string_view head);
Result<ImportedTrace> readLogEventsJson(std::string_view text, const std::string& fileName, ImportProgress& progress);
bool isLogsInsights(std::string_view head);
Result<ImportedTrace> readLogsInsights(std::string_view text, const std::string& fileName, ImportProgress& progress);

// read_xray.cpp
bool isXRay(std::string_view head);
Result<ImportedTrace> readXRay(std::string_view text, const std::string& fileName, ImportProgress& progress);

// power_tuning_trace.cpp: one row a memory size, its mean
Result<ImportedTrace> readPowerTuningTrace(std::string_view text, const std::string& fileName,
                                           ImportProgress& progress);

// read_azure_2021.cpp
bool isAzure2021(std::string_view head);
Result<ImportedTrace> readAzure2021(std::string_view text, const std::string& fileName, ImportProgress& progress);

// read_huawei_2025.cpp, read_huawei_counts.cpp
bool isHuaweiRequests(std::string_view head);
Result<ImportedTrace> readHuaweiRequests(std::string_view text, const std::string& fileName, ImportProgress& progress);
bool isHuaweiColdStarts(std::string_view head);
Result<ImportedTrace> readHuaweiColdStarts(std::string_view text, const std::string& fileName,
                                           ImportProgress& progress);
bool isHuaweiCounts(std::string_view head);
// What would bring the trace over `mostCalls` is left out, and that is said.
Result<ImportedTrace> readHuaweiCounts(std::string_view text, const std::string& fileName, ImportProgress& progress,
                                       std::size_t mostCalls);

// generic_csv.cpp: any CSV whose columns can be told by their names. Tried last, when nothing else knows the file.
Result<ImportedTrace> readGenericCsv(std::string_view text, const std::string& fileName, ImportProgress& progress);

} // namespace coldframe
