// CloudWatch log events as JSON: `aws logs filter-log-events` and `get-log-events`, subscription filters ("logEvents"),
// lists of Telemetry API events, and what `aws logs get-query-results` gives. An event's time is that of its line.
#include "sim/trace/cloud_formats.h"
#include "sim/trace/json_records.h"
#include "sim/trace/lambda_log.h"
#include "sim/trace/platform_event.h"

#include <array>

namespace coldframe {

namespace {

constexpr std::int64_t kMillisecond = 1'000'000;

std::string_view textOf(const JsonMember* member) {
  return member != nullptr && member->kind == JsonMember::Kind::String && !member->escaped ? member->raw
                                                                                           : std::string_view();
}

// "/aws/lambda/NAME".
std::string_view functionOfGroup(std::string_view group) {
  constexpr std::string_view kPrefix = "/aws/lambda/";
  return group.starts_with(kPrefix) ? group.substr(kPrefix.size()) : std::string_view();
}

void addEvent(const JsonRecords& records, const JsonMember& message, LambdaLog& lambda) {
  // The line holds views into its text, which lives until it is added.
  const std::string text = message.text();
  LambdaLine line = mayBePlatformEvent(text) ? readPlatformEvent(std::string_view(text).substr(text.find('{')))
                                             : readLambdaLine(text);
  if (line.kind == LambdaLineKind::Other)
    return;
  if (const JsonMember* at = records.find("", "timestamp"))
    line.at = at->kind == JsonMember::Kind::Number ? at->scaled(kMillisecond) : readLogInstant(textOf(at));
  // A subscription names group and stream once, around its events.
  const auto said = [&records](std::string_view each, std::string_view around) {
    const std::string_view own = textOf(records.find("", each));
    return own.empty() ? textOf(records.findAround(around)) : own;
  };
  if (const std::string_view stream = said("logStreamName", "logStream"); !stream.empty())
    line.stream = stream;
  if (line.function.empty())
    line.function = functionOfGroup(said("logGroupName", "logGroup"));
  lambda.add(line, records.line());
}

} // namespace

bool isLogEventsJson(std::string_view head) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (head[first] != '{' && head[first] != '['))
    return false;
  const bool events =
      head.find("\"message\"") != std::string_view::npos && head.find("\"timestamp\"") != std::string_view::npos;
  return events || (head[first] == '[' && mayBePlatformEvent(head));
}

Result<ImportedTrace> readLogEventsJson(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  TraceBuilder builder;
  ImportLog log;
  LambdaLog lambda(builder, log);
  JsonRecords records(text);
  while (progress.goOn(records.position(), text.size()) && records.next()) {
    if (records.broken()) {
      log.leaveOut("an event that is not whole", records.line());
      continue;
    }
    const JsonMember* message = records.find("", "message");
    if (message != nullptr && message->kind == JsonMember::Kind::String)
      addEvent(records, *message, lambda);
    else if (const LambdaLine line = platformEventOf(records); line.kind != LambdaLineKind::Other)
      lambda.add(line, records.line());
  }
  std::vector<std::string> unknown;
  lambda.finish(unknown);
  return finishImport(builder, log, std::move(unknown), "CloudWatch log events", fileName, progress);
}

} // namespace coldframe
