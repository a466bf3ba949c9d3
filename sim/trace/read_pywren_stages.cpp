// The five instants of a PyWren call as its plots show them, in seconds since the first submit: as records
//   {"calls": [{"call": 0, "host_submit": 0, "task_start": 1.75, "setup_done": 1.97, "task_done": 4.01,
//               "results_returned": 8.63}, …]}
// or stage by stage, as pairs of a call's number and its instant, where not every call has every stage:
//   {"job_start": [[0, 2.11], …], "setup_done": [[0, 18.4], …], "job_done": […], "results_returned": […]}
#include "sim/json/document.h"
#include "sim/trace/executor_formats.h"
#include "sim/trace/json_records.h"

#include <array>
#include <cmath>
#include <map>

namespace coldframe {

namespace {

struct Stage {
  std::string_view name;
  Stamp stamp;
};
constexpr std::array kStages{
    Stage{"host_submit", Stamp::Submit},         Stage{"task_start", Stamp::Start}, Stage{"job_start", Stamp::Start},
    Stage{"setup_done", Stamp::SetupDone},       Stage{"task_done", Stamp::End},    Stage{"job_done", Stamp::End},
    Stage{"results_returned", Stamp::ResultDone}};

std::optional<SimTime> instantOf(const JsonNode* node) {
  if (node == nullptr || !node->isNumeric())
    return std::nullopt;
  const double seconds = node->asNumber();
  if (!(seconds >= 0 && seconds < 1e9))
    return std::nullopt;
  return SimTime::atNanoseconds(static_cast<std::int64_t>(std::nearbyint(seconds * 1e9)));
}

// As wide as a call's number may be.
std::optional<std::int64_t> numberOf(const JsonNode* node) {
  if (node == nullptr || !node->isNumeric() || !(node->asNumber() >= 0 && node->asNumber() < 1e9))
    return std::nullopt;
  return static_cast<std::int64_t>(node->asNumber());
}

void addPairs(const JsonNode& pairs, Stamp stamp, std::map<std::int64_t, TraceRow>& rows, ImportLog& log) {
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const JsonNode& pair = pairs.at(i);
    const bool isPair = pair.isArray() && pair.size() == 2;
    const auto call = isPair ? numberOf(&pair.at(0)) : std::nullopt;
    const auto at = isPair ? instantOf(&pair.at(1)) : std::nullopt;
    if (call && at)
      rows[*call].set(stamp, *at);
    else
      log.leaveOut("a pair that is not a call's number and an instant", static_cast<std::size_t>(pair.line()));
  }
}

// Files of pairs are those that somebody read off a plot: small enough for a tree.
Result<void> readPairs(std::string_view text, const std::string& fileName, TraceBuilder& builder, ImportLog& log) {
  const auto document = JsonDocument::parse(text, fileName, {});
  if (!document)
    return failure(document.error());
  std::map<std::int64_t, TraceRow> rows;
  for (const Stage& stage : kStages)
    if (const JsonNode* pairs = document->root().find(stage.name); pairs != nullptr && pairs->isArray())
      addPairs(*pairs, stage.stamp, rows, log);
  for (auto& [number, row] : rows) {
    row.set(Count::Call, number);
    builder.append(row);
  }
  return {};
}

void addRecord(const JsonRecords& records, TraceBuilder& builder, ImportLog& log) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  TraceRow row;
  bool any = false;
  for (const Stage& stage : kStages)
    if (const JsonMember* member = records.find("", stage.name))
      if (const auto at = member->scaled(kSecond); at && *at >= 0) {
        row.set(stage.stamp, SimTime::atNanoseconds(*at));
        any = true;
      }
  if (!any)
    return log.leaveOut("the record has no times of a call", records.line());
  const JsonMember* call = records.find("", "call");
  row.set(Count::Call, call != nullptr ? call->scaled(1).value_or(static_cast<std::int64_t>(records.index()))
                                       : static_cast<std::int64_t>(records.index()));
  builder.append(row);
}

void readRecords(std::string_view text, TraceBuilder& builder, ImportLog& log, ImportProgress& progress) {
  JsonRecords records(text);
  while (progress.goOn(records.position(), text.size()) && records.next()) {
    if (records.broken())
      log.leaveOut("a record that is not whole", records.line());
    else if (!records.atTop())
      addRecord(records, builder, log);
  }
}

} // namespace

bool isPyWrenStages(std::string_view head) {
  const auto has = [head](std::string_view words) { return head.find(words) != std::string_view::npos; };
  return has("\"setup_done\"") && has("\"results_returned\"") && (has("\"task_start\"") || has("\"job_start\"")) &&
         !has("\"coldframe.trace/");
}

Result<ImportedTrace> readPyWrenStages(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  TraceBuilder builder;
  ImportLog log;
  readRecords(text, builder, log, progress);
  if (builder.rowCount() == 0 && !progress.stopped())
    if (auto read = readPairs(text, fileName, builder, log); !read)
      return failure(read.error());
  return finishImport(builder, log,
                      {"the date: times count from the first submit",
                       "when the user's own function began and ended, memory, billed time and which calls were cold",
                       "stages that a call has no mark of"},
                      "PyWren stages", fileName, progress);
}

} // namespace coldframe
