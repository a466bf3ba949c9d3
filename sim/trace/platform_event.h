// Events of the platform in JSON, as AWS Lambda's JSON log format and its Telemetry API write them ("Telemetry API
// schema reference", 2023; lines of 2026), as the same LambdaLine that text lines give.
#pragma once

#include "sim/trace/lambda_line.h"

#include <string_view>

namespace coldframe {

class JsonRecords;

// Does the text hold such an event at all? Quick, for lines that the function wrote.
bool mayBePlatformEvent(std::string_view text);
// One event; Other for every other object.
LambdaLine readPlatformEvent(std::string_view json);
// The record that `records` stands at.
LambdaLine platformEventOf(const JsonRecords& records);

} // namespace coldframe
