// The five instants of a PyWren call as its plots show them, in seconds since the first submit: as records
//   {"calls": [{"call": 0, "host_submit": 0, "task_start": 1.75, "setup_done": 1.97, "task_done": 4.01,
//               "results_returned": 8.63}, …]}
// or stage by stage, as pairs of a call's number and its instant, where not every call has every stage:
//   {"job_start": [[0, 2.11], …], "setup_done": [[0, 18.4], …], "job_done": […], "results_returned": […]}
#include "sim/json/document.h"
#include "sim/trace/executor_formats.h"

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

void addRecord(const JsonNode& record, std::int64_t place, std::map<std::int64_t, TraceRow>& rows, ImportLog& log) {
  TraceRow row;
  bool any = false;
  for (const Stage& stage : kStages)
    if (const auto at = record.isObject() ? instantOf(record.find(stage.name)) : std::nullopt) {
      row.set(stage.stamp, *at);
      any = true;
    }
  if (!any)
    return log.leaveOut("the record has no times of a call", static_cast<std::size_t>(record.line()));
  rows[numberOf(record.find("call")).value_or(place)] = row;
}

} // namespace

bool isPyWrenStages(std::string_view head) {
  const auto has = [head](std::string_view words) { return head.find(words) != std::string_view::npos; };
  return has("\"setup_done\"") && has("\"results_returned\"") && (has("\"task_start\"") || has("\"job_start\"")) &&
         !has("\"coldframe.trace/");
}

Result<ImportedTrace> readPyWrenStages(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  JsonLimits limits;
  limits.bytes = std::size_t{1} << 26;
  const auto document = JsonDocument::parse(text, fileName, limits);
  if (!document)
    return failure(document.error());
  TraceBuilder builder;
  ImportLog log;
  std::map<std::int64_t, TraceRow> rows;
  const JsonNode& root = document->root();
  if (const JsonNode* calls = root.find("calls"); calls != nullptr && calls->isArray()) {
    for (std::size_t i = 0; i < calls->size() && progress.goOn(i, calls->size()); ++i)
      addRecord(calls->at(i), static_cast<std::int64_t>(i), rows, log);
  } else {
    for (const Stage& stage : kStages)
      if (const JsonNode* pairs = root.find(stage.name); pairs != nullptr && pairs->isArray())
        addPairs(*pairs, stage.stamp, rows, log);
  }
  for (auto& [number, row] : rows) {
    row.set(Count::Call, number);
    builder.append(row);
  }
  return finishImport(builder, log,
                      {"the date: times count from the first submit",
                       "when the user's own function began and ended, memory, billed time and which calls were cold",
                       "stages that a call has no mark of"},
                      "PyWren stages", fileName, progress);
}

} // namespace coldframe
