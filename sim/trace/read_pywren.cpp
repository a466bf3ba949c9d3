// PyWren 0.3 and 0.4: what a future has after result(): run_status (worker) and invoke_status (client), as
//   [{"run": {…}, "invoke": {…}}, …]                                           pairs
//   {"run_statuses": [{…}, …], "invoke_statuses": [{…}, …], …}                 two lists in one order
//   {"call_id": …, "start_time": …, …}                                         status objects from its storage, alone
// Instants are seconds since 1970, lengths seconds (PyWren 0.4: executor.py, wrenhandler.py, future.py).
//
//   submit       host_submit_time (in both)             invoke      lambda_invoke_timestamp: the request goes out
//   start        start_time: the handler begins         setup_done  start_time + setup_time: the runtime is there
//   end          end_time: the child process is done    status_seen status_done_timestamp
//   result_done  download_output_timestamp              environment log_stream_name: one stream is one environment
//
// runtime_cached says whether the environment had the runtime of an earlier call: PyWren's nearest thing to a warm
// flag. Times of the user's own function never reach the status in 0.4. server_info (whole /proc files) is passed over.
#include "sim/trace/executor_formats.h"
#include "sim/trace/json_records.h"
#include "sim/trace/record_keys.h"

#include <array>
#include <limits>
#include <optional>

namespace coldframe {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::size_t kNoRow = std::numeric_limits<std::size_t>::max();

enum Field : std::size_t {
  Submit,
  InvokeCall,
  StartTime,
  SetupTime,
  EndTime,
  StatusDone,
  OutputDone,
  RuntimeCached,
  CallId,
  CallsetId,
  LogStream,
  Exception,
  ReturnCode,
  kFields
};
constexpr std::array<std::string_view, kFields> kNames{"host_submit_time",
                                                       "lambda_invoke_timestamp",
                                                       "start_time",
                                                       "setup_time",
                                                       "end_time",
                                                       "status_done_timestamp",
                                                       "download_output_timestamp",
                                                       "runtime_cached",
                                                       "call_id",
                                                       "callset_id",
                                                       "log_stream_name",
                                                       "exception",
                                                       "retcode"};

class PyWrenRows {
public:
  PyWrenRows(TraceBuilder& builder, ImportLog& log) : m_builder(builder), m_log(log), m_keys(kNames) {}

  void record(const JsonRecords& records) {
    m_found.fill(nullptr);
    const auto& members = records.members();
    for (std::size_t i = 0; i < members.size(); ++i)
      if (const std::size_t field = m_keys.of(i, members[i].key); field != RecordKeys::kUnknown)
        if (m_found[field] == nullptr || m_found[field]->kind == JsonMember::Kind::Null)
          m_found[field] = &members[i];
    if (records.atTop() && m_found[StartTime] == nullptr && m_found[Submit] == nullptr)
      return; // the object around the lists
    std::size_t row = kNoRow;
    if (records.array() == "run_statuses")
      row = placeOf(m_runRows, records.index());
    else if (records.array() == "invoke_statuses")
      row = placeOf(m_invokeRows, records.index());
    else if (records.array() == "results")
      return;
    TraceRow values;
    if (!fill(values, records))
      return m_log.leaveOut("a call without any time", records.line());
    if (row == kNoRow) {
      values.set(Count::Call, static_cast<std::int64_t>(m_builder.rowCount()));
      row = m_builder.append(values);
      remember(records, row);
    } else {
      complete(row, values);
    }
  }

  std::vector<std::string> finish() {
    m_builder.startAtFirstStamp();
    return {"when the user's own function began and ended: PyWren 0.4 never sends it; set-up to end is the child "
            "process, in steps of 2 s where it prints nothing",
            "which calls were cold, but for runtime_cached: an environment that had no runtime yet is taken as cold",
            "how long a call waited and its environment started: invoke to start is all of that",
            "configured memory and billed time"};
  }

private:
  // The other list of the pair has this place's row, if it was there before.
  static std::size_t placeOf(const std::vector<std::size_t>& rows, std::size_t place) {
    return place < rows.size() ? rows[place] : kNoRow;
  }

  void remember(const JsonRecords& records, std::size_t row) {
    if (records.array() != "run_statuses" && records.array() != "invoke_statuses")
      return;
    // What one list adds, the other completes.
    auto& other = records.array() == "run_statuses" ? m_invokeRows : m_runRows;
    if (records.index() < kMostPlaces) {
      if (other.size() <= records.index())
        other.resize(records.index() + 1, kNoRow);
      other[records.index()] = row;
    }
  }

  std::optional<std::int64_t> ns(Field field) const {
    return m_found[field] != nullptr ? m_found[field]->scaled(kSecond) : std::nullopt;
  }

  bool stamp(TraceRow& row, Stamp to, Field field) const {
    const auto at = ns(field);
    if (!at || *at <= 0)
      return false;
    row.set(to, SimTime::atNanoseconds(*at));
    return true;
  }

  bool fill(TraceRow& row, const JsonRecords& records) {
    bool any = stamp(row, Stamp::Submit, Submit);
    any |= stamp(row, Stamp::Invoke, InvokeCall);
    const bool started = stamp(row, Stamp::Start, StartTime);
    any |= started;
    const bool ended = stamp(row, Stamp::End, EndTime);
    any |= ended;
    any |= stamp(row, Stamp::StatusSeen, StatusDone);
    stamp(row, Stamp::ResultDone, OutputDone);
    std::int64_t ready = 0;
    if (const auto setup = ns(SetupTime);
        started && setup && *setup >= 0 && !__builtin_add_overflow(*ns(StartTime), *setup, &ready))
      row.set(Stamp::SetupDone, SimTime::atNanoseconds(ready));
    const JsonMember* cached = m_found[RuntimeCached];
    if (cached != nullptr && cached->kind == JsonMember::Kind::True)
      row.cold = Cold::No;
    else if (cached != nullptr && cached->kind == JsonMember::Kind::False)
      row.cold = Cold::Yes;
    name(row, Count::Environment, LogStream);
    name(row, Count::Stage, CallsetId);
    row.outcome = outcomeOf(records, started && !ended);
    return any;
  }

  void name(TraceRow& row, Count column, Field field) {
    const JsonMember* member = m_found[field];
    if (member != nullptr && member->kind == JsonMember::Kind::String && !member->raw.empty())
      row.set(column, m_builder.intern(column, plainText(member->text())));
  }

  CallOutcome outcomeOf(const JsonRecords& records, bool neverEnded) const {
    const JsonMember* exception = m_found[Exception];
    const bool raised = exception != nullptr && exception->kind == JsonMember::Kind::String;
    const auto code = m_found[ReturnCode] != nullptr ? m_found[ReturnCode]->scaled(1) : std::nullopt;
    if (!raised && code.value_or(0) == 0 && !neverEnded)
      return CallOutcome::Ok;
    // What the handler raises when the child runs into the limit (wrenhandler.py).
    return records.recordText().find("OUTATIME") != std::string_view::npos ? CallOutcome::Timeout : CallOutcome::Error;
  }

  // What the other half of a pair adds; the first half's word stands.
  void complete(std::size_t row, const TraceRow& values) {
    for (std::size_t i = 0; i < kStampCount; ++i)
      if (values.stamps[i] != kMissing)
        m_builder.set(row, static_cast<Stamp>(i), SimTime::atNanoseconds(values.stamps[i]));
    for (std::size_t i = 0; i < kCountCount; ++i)
      if (values.counts[i] != kMissing)
        m_builder.set(row, static_cast<Count>(i), values.counts[i]);
    if (values.cold != Cold::Unknown)
      m_builder.setCold(row, values.cold);
    if (values.outcome != CallOutcome::Ok)
      m_builder.setOutcome(row, values.outcome);
  }

  static constexpr std::size_t kMostPlaces = std::size_t{1} << 24;

  TraceBuilder& m_builder;
  ImportLog& m_log;
  RecordKeys m_keys;
  std::array<const JsonMember*, kFields> m_found{};
  std::vector<std::size_t> m_runRows; // by place in run_statuses: the row that an invoke status began
  std::vector<std::size_t> m_invokeRows;
};

} // namespace

bool isPyWren(std::string_view head) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (head[first] != '{' && head[first] != '['))
    return false;
  const auto has = [head](std::string_view words) { return head.find(words) != std::string_view::npos; };
  return has("\"run_statuses\"") || has("\"invoke_statuses\"") || has("\"host_submit_time\"") ||
         (has("\"start_time\"") && (has("\"runtime_cached\"") || has("\"lambda_invoke_timestamp\"")));
}

Result<ImportedTrace> readPyWren(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  TraceBuilder builder;
  ImportLog log;
  PyWrenRows rows(builder, log);
  JsonRecords records(text);
  while (progress.goOn(records.position(), text.size()) && records.next()) {
    if (records.broken())
      log.leaveOut("a record that is not whole", records.line());
    else
      rows.record(records);
  }
  std::vector<std::string> unknown = rows.finish();
  return finishImport(builder, log, std::move(unknown), "PyWren statuses", fileName, progress);
}

} // namespace coldframe
