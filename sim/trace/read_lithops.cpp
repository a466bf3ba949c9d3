// Lithops: the stats of futures (a list of dicts, or such dicts inside the records of a benchmark or of a driver),
// status objects from its storage, and two schemas from before Lithops 2 ("tstamp", 2020, and the older one of
// PyWren for IBM Cloud, whose calls have no submit: the start of the whole run stands for it). Instants are seconds
// since 1970; host_* and status, result on the client's clock, the others on the worker's.
//
//   submit     host_submit_tstamp: this call's payload is about to be sent (batch backends: one value for a job)
//   start      worker_start_tstamp: after the interpreter, imports and the download of the function
//   func_*     worker_func_start_tstamp, worker_func_end_tstamp: missing where the function failed
//   end        worker_end_tstamp: before the status object is uploaded
//   *_seen/done  host_status_done_tstamp, host_result_done_tstamp: in steps of the polling
//
// CPU and network counters are those of the whole machine, not of the call: passed over (Lithops, worker/utils.py).
#include "sim/trace/executor_formats.h"
#include "sim/trace/json_records.h"
#include "sim/trace/record_keys.h"
#include "sim/trace/request_ids.h"

#include <array>
#include <optional>

namespace coldframe {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMb = 1'048'576;
constexpr std::string_view kFormat = "Lithops stats";

enum Field : std::size_t {
  Submit,
  Start,
  FuncStart,
  FuncEnd,
  End,
  StatusDone,
  ResultDone,
  ColdStart,
  PeakStart,
  PeakEnd,
  ResultSize,
  ExecTime,
  CallId,
  JobId,
  ExecutorId,
  FunctionName,
  MemoryMb,
  TimeLimit,
  State,
  IsError,
  ExceptionSaid,
  TstampSubmitted, // "tstamp" schema
  TstampStart,
  TstampFuncStart,
  TstampFuncEnd,
  TstampEnd,
  TstampStatus,
  TstampOutput,
  OldStart, // the schema before it
  OldFuncStart,
  OldFuncEnd,
  OldEnd,
  TotalTime, // of the whole run
  kFields
};
constexpr std::array<std::string_view, kFields> kNames{"host_submit_tstamp",
                                                       "worker_start_tstamp",
                                                       "worker_func_start_tstamp",
                                                       "worker_func_end_tstamp",
                                                       "worker_end_tstamp",
                                                       "host_status_done_tstamp",
                                                       "host_result_done_tstamp",
                                                       "worker_cold_start",
                                                       "worker_peak_memory_start",
                                                       "worker_peak_memory_end",
                                                       "func_result_size",
                                                       "worker_exec_time",
                                                       "call_id",
                                                       "job_id",
                                                       "executor_id",
                                                       "function_name",
                                                       "runtime_memory",
                                                       "execution_timeout",
                                                       "state",
                                                       "error",
                                                       "exception",
                                                       "job_created_tstamp",
                                                       "start_tstamp",
                                                       "function_start_tstamp",
                                                       "function_end_tstamp",
                                                       "end_tstamp",
                                                       "status_done_tstamp",
                                                       "output_done_tstamp",
                                                       "start_time",
                                                       "function_start_time",
                                                       "function_end_time",
                                                       "end_time",
                                                       "total_time"};

class LithopsRows {
public:
  LithopsRows(TraceBuilder& builder, ImportLog& log) : m_builder(builder), m_log(log), m_keys(kNames) {}

  void record(const JsonRecords& records) {
    m_found.fill(nullptr);
    const auto& members = records.members();
    for (std::size_t i = 0; i < members.size(); ++i)
      if (const std::size_t field = m_keys.of(i, members[i].key); field != RecordKeys::kUnknown)
        if (m_found[field] == nullptr)
          m_found[field] = &members[i];
    if (!isCall()) {
      if (m_found[OldStart] != nullptr && m_found[TotalTime] != nullptr)
        m_runStart = instant(OldStart);
      else if (records.array() == "worker_stats" || records.array() == "calls")
        m_log.leaveOut("the record has no times of a call", records.line());
      return;
    }
    call(records);
  }

  std::vector<std::string> finish() {
    std::vector<std::string> unknown;
    const bool oldest = m_runStart && m_submits == 0 && m_oldCalls > 0;
    if (oldest) {
      for (std::size_t row = 0; row < m_builder.rowCount(); ++row)
        m_builder.set(row, Stamp::Submit, SimTime::atNanoseconds(*m_runStart));
      unknown.emplace_back("when each call was submitted: calls of this age do not say, the start of the run stands "
                           "for all");
    } else if (m_submits > 1 && m_sameSubmit) {
      unknown.emplace_back("when each call was handed over: one submit time stands for all, as backends that take "
                           "a job at once record it");
    }
    unknown.emplace_back("how long a call waited, was placed and its environment started: submit to start is all of "
                         "that, with the interpreter, imports and the download of the function");
    unknown.emplace_back("billed time: a provider bills more than start to end (function download before, status "
                         "upload after, INIT where billed)");
    unknown.emplace_back("which environment ran a call");
    if (!m_anyCold)
      unknown.emplace_back("which calls were cold: Lithops before March 2022 does not record it");
    if (!m_anyMemory)
      unknown.emplace_back("the configured memory");
    m_builder.startAtFirstStamp();
    return unknown;
  }

private:
  bool isCall() const {
    return m_found[Start] != nullptr || m_found[Submit] != nullptr || m_found[TstampStart] != nullptr ||
           m_found[OldFuncStart] != nullptr || (m_found[OldStart] != nullptr && m_found[CallId] != nullptr);
  }

  std::optional<std::int64_t> instant(Field field) const {
    const JsonMember* member = m_found[field];
    if (member == nullptr)
      return std::nullopt;
    const auto ns = member->scaled(kSecond);
    return ns && *ns > 0 ? ns : std::nullopt;
  }

  bool stamp(TraceRow& row, Stamp to, std::initializer_list<Field> fields) const {
    for (const Field field : fields)
      if (const auto ns = instant(field)) {
        row.set(to, SimTime::atNanoseconds(*ns));
        return true;
      }
    return false;
  }

  bool isTrue(Field field) const { return m_found[field] != nullptr && m_found[field]->kind == JsonMember::Kind::True; }

  void number(TraceRow& row, Count column, Field field, std::int64_t factor) const {
    if (m_found[field] == nullptr)
      return;
    if (const auto value = m_found[field]->scaled(factor); value && *value >= 0)
      row.set(column, *value);
  }

  std::string_view raw(Field field) const {
    const JsonMember* member = m_found[field];
    return member != nullptr && member->kind != JsonMember::Kind::Null ? member->raw : std::string_view();
  }

  void call(const JsonRecords& records) {
    TraceRow row;
    const bool old = m_found[OldFuncStart] != nullptr || (m_found[Start] == nullptr && m_found[OldStart] != nullptr);
    m_oldCalls += old ? 1 : 0;
    const bool submitted = stamp(row, Stamp::Submit, {Submit});
    bool any = stamp(row, Stamp::Start, {Start, TstampStart, OldStart});
    any |= stamp(row, Stamp::FuncStart, {FuncStart, TstampFuncStart, OldFuncStart});
    const bool finished = stamp(row, Stamp::FuncEnd, {FuncEnd, TstampFuncEnd, OldFuncEnd});
    any |= stamp(row, Stamp::End, {End, TstampEnd, OldEnd});
    any |= stamp(row, Stamp::StatusSeen, {StatusDone, TstampStatus});
    stamp(row, Stamp::ResultDone, {ResultDone, TstampOutput});
    if (!any && !submitted)
      return m_log.leaveOut("a call without any time", records.line());
    if (submitted) {
      const auto at = row.stamps[static_cast<std::size_t>(Stamp::Submit)];
      m_sameSubmit &= ++m_submits == 1 || at == m_firstSubmit;
      m_firstSubmit = m_submits == 1 ? at : m_firstSubmit;
    }
    if (const JsonMember* cold = m_found[ColdStart];
        cold != nullptr && (cold->kind == JsonMember::Kind::True || cold->kind == JsonMember::Kind::False)) {
      row.cold = cold->kind == JsonMember::Kind::True ? Cold::Yes : Cold::No;
      m_anyCold = true;
    }
    number(row, Count::Memory, MemoryMb, kMb);
    m_anyMemory |= row.counts[static_cast<std::size_t>(Count::Memory)] != kMissing;
    number(row, Count::PeakMemory, PeakEnd, 1);
    number(row, Count::BytesOut, ResultSize, 1);
    number(row, Count::Call, CallId, 1);
    identify(row);
    row.outcome = outcomeOf(records, finished);
    m_builder.append(row);
  }

  // A call's id counts within its job. Where ids are missing the place in the file is the number.
  void identify(TraceRow& row) {
    const std::string_view id = raw(CallId);
    if (const std::string_view name = raw(FunctionName); !name.empty())
      row.set(Count::Function, m_builder.intern(Count::Function, plainText(name)));
    if (id.empty()) {
      row.set(Count::Call, static_cast<std::int64_t>(m_builder.rowCount()));
      return;
    }
    m_id.assign(raw(ExecutorId));
    m_id += '/';
    m_id += raw(JobId);
    if (!raw(JobId).empty())
      row.set(Count::Stage, m_builder.intern(Count::Stage, plainText(m_id.starts_with('/') ? m_id.substr(1) : m_id)));
    m_id += '/';
    m_id += id;
    SeenRequest& seen = m_requests.find(m_id);
    row.set(Count::Call, seen.number);
    if (seen.attempts > 0)
      row.set(Count::Attempt, seen.attempts);
    ++seen.attempts;
  }

  // Failed calls have no stamps of the function. Which way they failed: the limit that was reached, or the name of the
  // exception where the record has it.
  CallOutcome outcomeOf(const JsonRecords& records, bool finished) const {
    const std::string_view state = raw(State);
    const JsonMember* exception = m_found[ExceptionSaid];
    const bool raised = exception != nullptr && exception->kind != JsonMember::Kind::Null &&
                        exception->kind != JsonMember::Kind::False && !exception->raw.empty();
    if (!isTrue(IsError) && !raised && state != "Error" && finished)
      return CallOutcome::Ok;
    if (!finished && !isTrue(IsError) && !raised && m_found[End] == nullptr && m_found[TstampEnd] == nullptr &&
        m_found[OldEnd] == nullptr)
      return CallOutcome::Dropped;
    const std::string_view text = records.recordText();
    if (text.find("MemoryError") != std::string_view::npos)
      return CallOutcome::OutOfMemory;
    if (text.find("TimeoutError") != std::string_view::npos)
      return CallOutcome::Timeout;
    const auto limit = m_found[TimeLimit] != nullptr ? m_found[TimeLimit]->scaled(kSecond) : std::nullopt;
    const auto ran = m_found[ExecTime] != nullptr ? m_found[ExecTime]->scaled(kSecond) : std::nullopt;
    return limit && ran && *ran >= *limit ? CallOutcome::Timeout : CallOutcome::Error;
  }

  TraceBuilder& m_builder;
  ImportLog& m_log;
  RecordKeys m_keys;
  std::array<const JsonMember*, kFields> m_found{};
  RequestIds m_requests;
  std::string m_id;
  std::optional<std::int64_t> m_runStart;
  std::size_t m_submits = 0;
  std::int64_t m_firstSubmit = 0;
  bool m_sameSubmit = true;
  std::size_t m_oldCalls = 0;
  bool m_anyCold = false;
  bool m_anyMemory = false;
};

} // namespace

bool isLithops(std::string_view head) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (head[first] != '{' && head[first] != '['))
    return false;
  const auto has = [head](std::string_view words) { return head.find(words) != std::string_view::npos; };
  return has("\"worker_start_tstamp\"") || has("\"host_submit_tstamp\"") || has("\"lithops_version\"") ||
         (has("\"function_start_time\"") && has("\"function_elapsed_exec_time\""));
}

Result<ImportedTrace> readLithops(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  TraceBuilder builder;
  ImportLog log;
  LithopsRows rows(builder, log);
  JsonRecords records(text);
  while (progress.goOn(records.position(), text.size()) && records.next()) {
    if (records.broken())
      log.leaveOut("a record that is not whole", records.line());
    else if (records.array() != "results" && records.array() != "events")
      rows.record(records);
  }
  std::vector<std::string> unknown = rows.finish();
  return finishImport(builder, log, std::move(unknown), kFormat, fileName, progress);
}

} // namespace coldframe
