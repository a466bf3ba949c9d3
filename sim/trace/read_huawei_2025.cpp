// Huawei Public Cloud Trace 2025 (Joosen et al., EuroSys 2025), its two tables of single events; times in seconds from
// the trace's begin.
//
// Requests (day 30): the two time stamps are taken as the end of a request at the worker and at the frontend, as the
// published lines require (the frontend's is the later one). end = time_worker, start = end − totalCost_worker,
// result_done = time_frontend, submit = result_done − totalCost_frontend. bytes_in = requestBodySize; peak_memory =
// memory_usage, which is the mean of the pod during the request.
// Cold starts (31 days): invoke = time, start = invoke + totalCost_cold_start. A request may cause several.
// Both: the environment is the pod, "pool24-600-512-0000577863" has 512 MB; a function is funcName, userID and pool.
#include "sim/trace/cloud_formats.h"
#include "sim/trace/csv_columns.h"
#include "sim/trace/decimal.h"
#include "sim/trace/request_ids.h"

#include <charconv>

namespace coldframe {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMebibyte = 1'048'576;

enum Column {
  RequestId,
  FuncName,
  UserId,
  PodId,
  TimeWorker,
  TimeFrontend,
  TotalWorker,
  TotalFrontend,
  MemoryUsage,
  BodySize,
  Time,
  TotalColdStart,
  kColumns
};
constexpr std::array<std::string_view, kColumns> kNames{
    "requestID",        "funcName",           "userID",       "podID",           "time_worker", "time_frontend",
    "totalCost_worker", "totalCost_frontend", "memory_usage", "requestBodySize", "time",        "totalCost_cold_start"};

// "pool22-300-128-0000618412": the pool, and the MB it gives.
std::string_view poolOf(std::string_view pod) {
  const std::size_t dash = pod.rfind('-');
  return dash == std::string_view::npos ? std::string_view() : pod.substr(0, dash);
}

std::optional<std::int64_t> memoryOf(std::string_view pool) {
  const std::size_t dash = pool.rfind('-');
  if (dash == std::string_view::npos)
    return std::nullopt;
  const std::string_view digits = pool.substr(dash + 1);
  std::int64_t mb = 0;
  const char* end = digits.data() + digits.size();
  if (std::from_chars(digits.data(), end, mb).ptr != end || mb <= 0 || mb > 1'000'000)
    return std::nullopt;
  return mb * kMebibyte;
}

class HuaweiTable {
public:
  HuaweiTable(std::string_view text, ImportProgress& progress)
      : m_text(text), m_progress(progress), m_lines(text), m_columns(header(m_lines), kNames) {}

  template <class Stamps>
  void read(Stamps stampsOf) {
    while (m_progress.goOn(m_lines.position(), m_text.size()) && m_lines.next()) {
      if (m_lines.broken() || m_lines.fields().size() != m_columns.size()) {
        log.leaveOut("the line has another number of fields than the header", m_lines.line());
        continue;
      }
      TraceRow row;
      if (!stampsOf(*this, row))
        continue;
      identify(row);
      builder.append(row);
    }
  }

  std::string_view get(Column column) const { return m_columns.get(m_lines.fields(), column); }
  // Nothing: empty or NaN; a value that is neither costs the line.
  bool take(Column column, std::int64_t factor, std::optional<std::int64_t>& value) {
    const std::string_view text = get(column);
    value.reset();
    if (text.empty() || text == "NaN" || text == "nan")
      return true;
    value = scaledDecimal(text, factor);
    if (value && *value >= 0)
      return true;
    log.leaveOut(std::string(kNames[column]) + " is not a number", m_lines.line(), text);
    return false;
  }
  void missing(Column column) { log.leaveOut("no " + std::string(kNames[column]), m_lines.line()); }
  std::size_t line() const { return m_lines.line(); }

  TraceBuilder builder;
  ImportLog log;

private:
  static const std::vector<std::string_view>& header(CsvLines& lines) {
    lines.next();
    return lines.fields();
  }

  void identify(TraceRow& row) {
    const std::string_view pod = get(PodId);
    const std::string_view pool = poolOf(pod);
    m_name.assign(get(FuncName));
    m_name += "---";
    m_name += get(UserId);
    m_name += "---";
    m_name += pool;
    row.set(Count::Function, builder.intern(Count::Function, plainText(m_name)));
    if (!pod.empty())
      row.set(Count::Environment, builder.intern(Count::Environment, plainText(pod)));
    if (const auto memory = memoryOf(pool))
      row.set(Count::Memory, *memory);
    if (const std::string_view id = get(RequestId); !id.empty())
      row.set(Count::Call, m_requests.find(id).number);
  }

  std::string_view m_text;
  ImportProgress& m_progress;
  CsvLines m_lines;
  CsvColumns<kColumns> m_columns;
  RequestIds m_requests;
  std::string m_name;
};

void set(TraceRow& row, Stamp stamp, std::int64_t ns) {
  row.set(stamp, SimTime::atNanoseconds(ns));
}

bool requestStamps(HuaweiTable& table, TraceRow& row) {
  std::optional<std::int64_t> end;
  std::optional<std::int64_t> ran;
  std::optional<std::int64_t> done;
  std::optional<std::int64_t> whole;
  std::optional<std::int64_t> memory;
  std::optional<std::int64_t> body;
  if (!table.take(TimeWorker, kSecond, end) || !table.take(TotalWorker, kSecond, ran) ||
      !table.take(TimeFrontend, kSecond, done) || !table.take(TotalFrontend, kSecond, whole) ||
      !table.take(MemoryUsage, kMebibyte, memory) || !table.take(BodySize, 1, body))
    return false;
  if (!end || !ran) {
    table.missing(end ? TotalWorker : TimeWorker);
    return false;
  }
  set(row, Stamp::Start, *end - *ran);
  set(row, Stamp::End, *end);
  if (done)
    set(row, Stamp::ResultDone, *done);
  if (done && whole)
    set(row, Stamp::Submit, *done - *whole);
  if (memory)
    row.set(Count::PeakMemory, *memory);
  if (body)
    row.set(Count::BytesIn, *body);
  return true;
}

bool coldStartStamps(HuaweiTable& table, TraceRow& row) {
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> took;
  if (!table.take(Time, kSecond, from) || !table.take(TotalColdStart, kSecond, took))
    return false;
  if (!from || !took) {
    table.missing(from ? TotalColdStart : Time);
    return false;
  }
  std::int64_t ready = 0;
  if (__builtin_add_overflow(*from, *took, &ready)) {
    table.log.leaveOut("a time out of range", table.line());
    return false;
  }
  set(row, Stamp::Invoke, *from);
  set(row, Stamp::Start, ready);
  row.cold = Cold::Yes;
  return true;
}

} // namespace

bool isHuaweiRequests(std::string_view head) {
  return csvHeaderHas(head, {"time_worker", "totalCost_worker", "podID"});
}

Result<ImportedTrace> readHuaweiRequests(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  HuaweiTable table(text, progress);
  table.read(requestStamps);
  return finishImport(
      table.builder, table.log,
      {"whether the time stamps are of a request's begin or end: taken as its end, at the worker and at "
       "the frontend",
       "which calls were cold: that stands in the table of cold starts",
       "whether calls failed; the peak of their memory (it is the mean of the pod)",
       "how far the clocks of worker and frontend differ"},
      "Huawei requests 2025", fileName, progress);
}

bool isHuaweiColdStarts(std::string_view head) {
  return csvHeaderHas(head, {"time", "totalCost_cold_start", "podID"});
}

Result<ImportedTrace> readHuaweiColdStarts(std::string_view text, const std::string& fileName,
                                           ImportProgress& progress) {
  HuaweiTable table(text, progress);
  table.read(coldStartStamps);
  return finishImport(
      table.builder, table.log,
      {"warm calls: only cold starts are in this table",
       "when calls ended: a cold start is invoke → start, from its time on for totalCost_cold_start",
       "whether a cold start was of the request that is named, or ahead of need: one may cause several"},
      "Huawei cold starts 2025", fileName, progress);
}

} // namespace coldframe
