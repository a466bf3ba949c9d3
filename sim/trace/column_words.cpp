#include "sim/trace/column_words.h"

#include "sim/units/lower_case.h"

#include <algorithm>
#include <array>

namespace coldframe {

namespace {

struct UnitWord {
  std::string_view word;
  std::string_view unit;
};
constexpr std::array<UnitWord, 30> kUnitWords{
    {{"ns", "ns"},     {"nanos", "ns"}, {"nanoseconds", "ns"},  {"us", "us"},
     {"micros", "us"}, {"usec", "us"},  {"microseconds", "us"}, {"ms", "ms"},
     {"msec", "ms"},   {"msecs", "ms"}, {"millis", "ms"},       {"milliseconds", "ms"},
     {"s", "s"},       {"sec", "s"},    {"secs", "s"},          {"second", "s"},
     {"seconds", "s"}, {"min", "min"},  {"minutes", "min"},     {"h", "h"},
     {"hours", "h"},   {"b", "B"},      {"byte", "B"},          {"bytes", "B"},
     {"kb", "kB"},     {"kib", "kB"},   {"mb", "MB"},           {"mib", "MB"},
     {"gb", "GB"},     {"gib", "GB"}}};

constexpr auto kSynonyms = std::to_array<ColumnSynonym>({
    {"start", "start"},
    {"start_time", "start"},
    {"start_timestamp", "start"},
    {"started", "start"},
    {"started_at", "start"},
    {"begin", "start"},
    {"begin_time", "start"},
    {"worker_start", "start"},
    {"worker_start_tstamp", "start"},
    {"t_start", "start"},
    {"end", "end"},
    {"end_time", "end"},
    {"end_timestamp", "end"},
    {"ended", "end"},
    {"ended_at", "end"},
    {"finish", "end"},
    {"finish_time", "end"},
    {"finished", "end"},
    {"finished_at", "end"},
    {"completed_at", "end"},
    {"completion_time", "end"},
    {"worker_end", "end"},
    {"submit", "submit"},
    {"submit_time", "submit"},
    {"submitted", "submit"},
    {"submitted_at", "submit"},
    {"arrival", "submit"},
    {"arrival_time", "submit"},
    {"arrived_at", "submit"},
    {"request_time", "submit"},
    {"requested_at", "submit"},
    {"queued_at", "submit"},
    {"created_at", "submit"},
    {"invoke", "invoke"},
    {"invoke_time", "invoke"},
    {"invoked_at", "invoke"},
    {"invocation_time", "invoke"},
    {"setup_done", "setup_done"},
    {"func_start", "func_start"},
    {"func_end", "func_end"},
    {"status_seen", "status_seen"},
    {"result_done", "result_done"},
    {"received_at", "result_done"},
    {"response_at", "result_done"},
    {"timestamp", "timestamp"},
    {"time", "timestamp"},
    {"ts", "timestamp"},
    {"date_time", "timestamp"},
    {"date", "timestamp"},
    {"time_generated", "timestamp"},
    {"duration", "duration"},
    {"aws_duration", "duration"},
    {"elapsed", "duration"},
    {"elapsed_time", "duration"},
    {"exec_time", "duration"},
    {"execution_time", "duration"},
    {"execution_duration", "duration"},
    {"runtime", "duration"},
    {"service_time", "duration"},
    {"processing_time", "duration"},
    {"took", "duration"},
    {"client", "client_duration"},
    {"client_duration", "client_duration"},
    {"client_time", "client_duration"},
    {"latency", "client_duration"},
    {"response_time", "client_duration"},
    {"round_trip", "client_duration"},
    {"rtt", "client_duration"},
    {"total_time", "client_duration"},
    {"billed", "billed"},
    {"billed_duration", "billed"},
    {"billed_time", "billed"},
    {"memory", "memory"},
    {"memory_size", "memory"},
    {"memory_limit", "memory"},
    {"mem", "memory"},
    {"max_memory_used", "peak_memory"},
    {"memory_used", "peak_memory"},
    {"peak_memory", "peak_memory"},
    {"max_memory", "peak_memory"},
    {"max_mem", "peak_memory"},
    {"mem_used", "peak_memory"},
    {"environment", "environment"},
    {"instance", "environment"},
    {"instance_id", "environment"},
    {"container", "environment"},
    {"container_id", "environment"},
    {"log_stream", "environment"},
    {"log_stream_name", "environment"},
    {"sandbox", "environment"},
    {"pod", "environment"},
    {"pod_id", "environment"},
    {"worker", "worker"},
    {"worker_id", "worker"},
    {"host", "worker"},
    {"function", "function"},
    {"function_name", "function"},
    {"func", "function"},
    {"func_name", "function"},
    {"lambda", "function"},
    {"experiment", "function"},
    {"endpoint", "function"},
    {"label", "function"},
    {"request_id", "call"},
    {"call", "call"},
    {"call_id", "call"},
    {"invocation_id", "call"},
    {"activation_id", "call"},
    {"attempt", "attempt"},
    {"stage", "stage"},
    {"items", "items"},
    {"first_item", "first_item"},
    {"bytes_in", "bytes_in"},
    {"request_size", "bytes_in"},
    {"input_size", "bytes_in"},
    {"payload_size", "bytes_in"},
    {"request_body_size", "bytes_in"},
    {"bytes_out", "bytes_out"},
    {"response_size", "bytes_out"},
    {"output_size", "bytes_out"},
    {"cold", "cold"},
    {"cold_start", "cold"},
    {"is_cold", "cold"},
    {"is_cold_start", "cold"},
    {"was_cold", "cold"},
    {"init_duration", "init"},
    {"init", "init"},
    {"outcome", "outcome"},
    {"status", "outcome"},
    {"status_code", "outcome"},
    {"result", "outcome"},
    {"state", "outcome"},
    {"success", "outcome"},
    {"error", "outcome"},
});

bool isUpper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool isLower(char c) {
  return c >= 'a' && c <= 'z';
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

// "billedDurationMs" → billed, duration, ms; "maxMemoryUsedMB" → max, memory, used, mb.
std::vector<std::string> wordsOf(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool letter = isUpper(c) || isLower(c) || isDigit(c);
    const bool hump = isUpper(c) && i > 0 && isLower(name[i - 1]);
    if ((!letter || hump) && !words.back().empty())
      words.emplace_back();
    if (letter)
      words.back() += lowerCase(c);
  }
  if (words.back().empty())
    words.pop_back();
  return words;
}

} // namespace

ColumnWords columnWords(std::string_view name) {
  std::vector<std::string> words = wordsOf(name);
  ColumnWords out;
  out.utc = words.size() > 1 && words.back() == "utc"; // "TimeGenerated [UTC]"
  if (out.utc)
    words.pop_back();
  if (words.size() > 1) {
    const auto unit = std::ranges::find(kUnitWords, words.back(), &UnitWord::word);
    if (unit != kUnitWords.end()) {
      out.unit = unit->unit;
      words.pop_back();
    }
  }
  for (const std::string& word : words)
    out.words += (out.words.empty() ? "" : "_") + word;
  return out;
}

bool sameWords(std::string_view a, std::string_view b) {
  const auto skip = [](std::string_view& words) {
    words.remove_prefix(std::min(words.find_first_not_of('_'), words.size()));
  };
  for (skip(a), skip(b); !a.empty() && !b.empty() && a.front() == b.front(); skip(a), skip(b)) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  return a.empty() && b.empty();
}

std::span<const ColumnSynonym> columnSynonyms() {
  return kSynonyms;
}

bool hasColumns(const std::vector<std::string>& header, std::span<const std::string_view> columns) {
  return std::ranges::all_of(
      columns, [&header](std::string_view column) { return std::ranges::find(header, column) != header.end(); });
}

std::string_view unitOfLengths(const std::vector<std::string>& header) {
  // "Times are reported in microseconds": sebs/faas/function.py of spcl/serverless-benchmarks, whose
  // perf-cost/result.csv has these.
  constexpr std::array<std::string_view, 3> kSebs{"exec_time", "client_time", "provider_time"};
  return hasColumns(header, kSebs) ? "us" : "";
}

} // namespace coldframe
