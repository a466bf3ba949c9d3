// One line of an AWS Lambda log → what it says. Forms, seen in published logs of 2018 … 2026 and in AWS's documentation
// ("Lambda execution environment lifecycle", "Telemetry API schema reference"):
//
//   START RequestId: ID Version: $LATEST               END RequestId: ID
//   REPORT RequestId: ID  Duration: 12.34 ms  Billed Duration: 13 ms  Memory Size: 512 MB  Max Memory Used: 87 MB
//          [Restore Duration: … Billed Restore Duration: …] [Init Duration: …] [Status: timeout|error [Error Type: …]]
//   INIT_START …   INIT_REPORT Init Duration: … Phase: init|invoke Status: …   RESTORE_REPORT Restore Duration: …
//   <instant> ID Task timed out after 3.00 seconds
//   RequestId: ID Error: Runtime exited with error: signal: killed
//
// (The same as JSON: platform_event.h.) Fields are found by their names, in any order, between tabs or (copied from a
// console) spaces; unknown ones are passed over. What stands before the line (instants, the log stream, as exports and
// tools put them) is found by its shape. Times are whole ns, memory is binary ("MB" = 2^20 bytes).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coldframe {

enum class LambdaLineKind : std::uint8_t {
  Other, // what the function itself wrote, or nothing that is needed
  InitStart,
  InitReport,
  RestoreReport,
  Start,
  End, // END, or platform.runtimeDone
  Report,
  TimedOut, // the old way to say so, a line of its own
  Killed,   // the runtime left or was killed
};

enum class LambdaStatus : std::uint8_t { Unsaid, Success, Error, Timeout };

// Views into the text that was read.
struct LambdaLine {
  LambdaLineKind kind = LambdaLineKind::Other;
  std::string_view requestId;
  std::string_view stream;              // "2026/08/14/[$LATEST]0123…": one stream is one environment
  std::string_view function;            // its name, where the line says it
  std::optional<std::int64_t> at;       // ns since 1970: when the line was written
  std::optional<std::int64_t> duration; // ns
  std::optional<std::int64_t> billed;
  std::optional<std::int64_t> init;
  std::optional<std::int64_t> restore;
  std::optional<std::int64_t> billedRestore;
  std::optional<std::int64_t> memory; // bytes
  std::optional<std::int64_t> peakMemory;
  LambdaStatus status = LambdaStatus::Unsaid;
  std::string_view errorType;
  bool provisioned = false; // INIT ahead of calls
  bool damaged = false;     // begins like such a line, and what must be in it is not
  std::string_view wrong;   // what could not be read
};

// Where the line begins that the platform wrote, and what kind it is; npos: there is none in this text.
struct LambdaLineStart {
  LambdaLineKind kind = LambdaLineKind::Other;
  std::size_t at = std::string_view::npos;
};
LambdaLineStart findLambdaLine(std::string_view text);

// A line (or a message of several lines) of a log in text, with whatever a tool put before it.
LambdaLine readLambdaLine(std::string_view text);
// What a tool put before a line: instants, the log stream, request ids, in whatever order.
void readLogPrefix(std::string_view prefix, LambdaLine& line);
// A word that is an instant, its date or its time alone, or a log stream.
bool isLogPrefixWord(std::string_view word);

// An instant as logs have them: ISO 8601, with 'T' or a space, "." or "," before the fraction; no offset is UTC.
std::optional<std::int64_t> readLogInstant(std::string_view text);
// 13 digits: ms since 1970, of our days.
std::optional<std::int64_t> readEpochMilliseconds(std::string_view text);
// "2026/08/14/[7]0123456789abcdef0123456789abcdef".
bool isLogStream(std::string_view text);

} // namespace coldframe
