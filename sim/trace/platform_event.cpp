#include "sim/trace/platform_event.h"

#include "sim/trace/json_records.h"

namespace coldframe {

namespace {

constexpr std::string_view kTypePrefix = "platform.";

// The name at the end of "arn:aws:lambda:REGION:ACCOUNT:function:NAME[:VERSION]".
std::string_view functionOfArn(std::string_view arn) {
  constexpr std::string_view kPart = ":function:";
  const std::size_t at = arn.find(kPart);
  if (at == std::string_view::npos)
    return {};
  arn.remove_prefix(at + kPart.size());
  return arn.substr(0, arn.find(':'));
}

LambdaLineKind kindOf(std::string_view type) {
  if (type == "platform.report")
    return LambdaLineKind::Report;
  if (type == "platform.start")
    return LambdaLineKind::Start;
  if (type == "platform.runtimeDone" || type == "platform.end")
    return LambdaLineKind::End;
  if (type == "platform.initStart")
    return LambdaLineKind::InitStart;
  if (type == "platform.initReport")
    return LambdaLineKind::InitReport;
  return type == "platform.restoreReport" ? LambdaLineKind::RestoreReport : LambdaLineKind::Other;
}

void readMetrics(const JsonRecords& records, LambdaLine& line) {
  constexpr std::int64_t kMillisecond = 1'000'000;
  constexpr std::int64_t kMebibyte = 1'048'576;
  const auto take = [&](std::string_view key, std::int64_t factor, std::optional<std::int64_t>& to) {
    const JsonMember* member = records.find("metrics", key);
    if (member == nullptr || member->kind == JsonMember::Kind::Null)
      return;
    to = member->scaled(factor);
    if (to && *to < 0)
      to.reset();
    if (!to && line.wrong.empty())
      line.wrong = member->raw.empty() ? std::string_view("?") : member->raw;
  };
  take("durationMs", kMillisecond, line.duration);
  take("billedDurationMs", kMillisecond, line.billed);
  take("initDurationMs", kMillisecond, line.init);
  take("restoreDurationMs", kMillisecond, line.restore);
  take("billedRestoreDurationMs", kMillisecond, line.billedRestore);
  take("memorySizeMB", kMebibyte, line.memory);
  take("maxMemoryUsedMB", kMebibyte, line.peakMemory);
}

LambdaStatus statusOf(std::string_view word) {
  return word == "timeout"   ? LambdaStatus::Timeout
         : word == "success" ? LambdaStatus::Success
         : word.empty()      ? LambdaStatus::Unsaid
                             : LambdaStatus::Error;
}

} // namespace

bool mayBePlatformEvent(std::string_view text) {
  const std::size_t brace = text.find('{');
  if (brace == std::string_view::npos)
    return false;
  return text.find("\"platform.", brace) != std::string_view::npos;
}

LambdaLine platformEventOf(const JsonRecords& records) {
  LambdaLine line;
  const JsonMember* type = records.find("", "type");
  if (type == nullptr || !type->raw.starts_with(kTypePrefix))
    return line;
  line.kind = kindOf(type->raw);
  if (line.kind == LambdaLineKind::Other)
    return line;
  const auto textOf = [&records](std::string_view inside, std::string_view key) {
    const JsonMember* member = records.find(inside, key);
    return member != nullptr && member->kind == JsonMember::Kind::String ? member->raw : std::string_view();
  };
  if (const std::string_view time = textOf("", "time"); !time.empty())
    line.at = readLogInstant(time);
  line.requestId = textOf("record", "requestId");
  line.function = textOf("record", "functionName");
  if (line.function.empty())
    line.function = functionOfArn(textOf("record", "functionArn"));
  line.status = statusOf(textOf("record", "status"));
  line.errorType = textOf("record", "errorType");
  line.provisioned = textOf("record", "initializationType") == "provisioned-concurrency";
  readMetrics(records, line);
  if (line.kind == LambdaLineKind::InitReport)
    line.init = line.duration;
  if (line.kind == LambdaLineKind::RestoreReport)
    line.restore = line.duration;
  if (line.kind == LambdaLineKind::Report)
    line.damaged = line.requestId.empty() || !line.duration || !line.wrong.empty();
  else if (line.kind == LambdaLineKind::Start || line.kind == LambdaLineKind::End)
    line.damaged = line.requestId.empty();
  return line;
}

LambdaLine readPlatformEvent(std::string_view json) {
  JsonRecords records(json);
  LambdaLine line;
  while (records.next()) {
    if (records.broken()) {
      // Only a report that cannot be read is a loss.
      if (json.find("\"platform.report\"") != std::string_view::npos) {
        line.kind = LambdaLineKind::Report;
        line.damaged = true;
      }
      return line;
    }
    if (records.atTop())
      return platformEventOf(records);
  }
  return line;
}

} // namespace coldframe
