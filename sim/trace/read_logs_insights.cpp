// Results of CloudWatch Logs Insights: the CSV of the console (one line an event, the columns are the fields of the
// query) and the JSON of `aws logs get-query-results`. Known fields: @timestamp (UTC, of the REPORT line), @requestId,
// @type,
// @duration, @billedDuration, @initDuration (ms), @memorySize and @maxMemoryUsed (bytes, 10^6 a MB), @logStream, @log,
// @message (a whole line, read as such, which also gives what has no field: restore, status). Lines of another @type
// than REPORT are not meant. Rows come in order of time, from either end. A spreadsheet may have saved the CSV anew:
// with semicolons or tabs, fractions behind a comma and its own instants.
#include "sim/trace/cloud_formats.h"
#include "sim/trace/csv_lines.h"
#include "sim/trace/decimal.h"
#include "sim/trace/guess_mapping.h"
#include "sim/trace/json_records.h"
#include "sim/trace/lambda_log.h"
#include "sim/trace/platform_event.h"
#include "sim/trace/sheet_instant.h"

#include <algorithm>
#include <array>

namespace coldframe {

namespace {

enum Field {
  Timestamp,
  RequestId,
  Type,
  Duration_,
  Billed,
  Init,
  MemorySize,
  MaxMemory,
  LogStream,
  Log,
  Message,
  Count_
};
constexpr std::array<std::string_view, Count_> kFields{
    "@timestamp",  "@requestId",     "@type",      "@duration", "@billedDuration", "@initDuration",
    "@memorySize", "@maxMemoryUsed", "@logStream", "@log",      "@message"};
// The console's own list of events ("timestamp,message").
constexpr std::array<std::pair<std::string_view, Field>, 4> kOtherNames{
    {{"timestamp", Timestamp}, {"message", Message}, {"logStreamName", LogStream}, {"requestId", RequestId}}};

using Values = std::array<std::string_view, Count_>;

std::optional<Field> fieldOf(std::string_view name) {
  if (const auto found = std::ranges::find(kFields, name); found != kFields.end())
    return static_cast<Field>(found - kFields.begin());
  for (const auto& [other, field] : kOtherNames)
    if (other == name)
      return field;
  return std::nullopt;
}

// Bytes with 10^6 a MB, as these fields have them; the memory itself is binary.
std::optional<std::int64_t> memoryOf(std::string_view text) {
  const auto bytes = scaledDecimal(text, 1);
  if (!bytes || *bytes < 0)
    return std::nullopt;
  constexpr std::int64_t kMegabyte = 1'000'000;
  if (*bytes % kMegabyte == 0)
    return *bytes / kMegabyte * 1'048'576;
  return *bytes;
}

std::string_view functionOfLog(std::string_view log) {
  constexpr std::string_view kPart = "/aws/lambda/";
  const std::size_t at = log.find(kPart);
  return at == std::string_view::npos ? std::string_view() : log.substr(at + kPart.size());
}

// The values of a row, for later.
class HeldRow {
public:
  HeldRow(const LambdaLine& line, const Values& values, std::size_t lineNumber)
      : m_at(line.at.value_or(kMissing)), m_kind(line.kind), m_lineNumber(lineNumber) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      m_text += values[i];
      m_ends[i] = static_cast<std::uint32_t>(m_text.size());
    }
  }
  // Lines of one millisecond are in no order of their own: that of the kinds is the one in which a call writes them.
  auto order() const { return std::pair(m_at, m_kind); }
  std::size_t lineNumber() const { return m_lineNumber; }
  Values values() const {
    Values values;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < values.size(); begin = m_ends[i++])
      values[i] = std::string_view(m_text).substr(begin, m_ends[i] - begin);
    return values;
  }

private:
  std::int64_t m_at;
  LambdaLineKind m_kind;
  std::size_t m_lineNumber;
  std::string m_text; // of all values
  std::array<std::uint32_t, Count_> m_ends{};
};

class InsightsRows {
public:
  explicit InsightsRows(LambdaLog& lambda) : m_lambda(lambda) {}

  void setDateOrder(DateOrder order) { m_dateOrder = order; } // of spreadsheets
  // Rows may have this field. (JSON leaves out what one does not have.)
  void expect(Field field) { m_saysInit = m_saysInit || field == Init || field == Message; }

  void row(const Values& values, std::size_t lineNumber) {
    const auto line = lineOf(values);
    if (!line) {
      ++m_notMeant;
      return;
    }
    if (m_order == Order::Unknown)
      findOrder(*line);
    if (m_order == Order::AsTheyCome)
      return give(*line, lineNumber);
    m_held.emplace_back(*line, values, lineNumber);
  }

  // After the last row.
  void finish() {
    if (m_order == Order::NewestFirst)
      std::ranges::stable_sort(m_held, {}, &HeldRow::order);
    giveHeld();
  }

  std::size_t notMeant() const { return m_notMeant; }
  bool named() const { return m_number == 0; }
  bool saysInit() const { return m_saysInit; }

private:
  // Queries sort by time, mostly the newest first, as the console proposes it. A call is told from its first line to
  // its last, so such rows are held and turned round; others pass.
  enum class Order : std::uint8_t { Unknown, AsTheyCome, NewestFirst };
  static constexpr std::size_t kMostUndecided = 1'000; // rows that all have the same time, or none

  void findOrder(const LambdaLine& line) {
    if (!m_firstAt)
      m_firstAt = line.at;
    if (line.at && *line.at < *m_firstAt)
      m_order = Order::NewestFirst;
    else if ((line.at && *line.at > *m_firstAt) || m_held.size() >= kMostUndecided)
      m_order = Order::AsTheyCome;
    if (m_order == Order::AsTheyCome)
      giveHeld();
  }

  void giveHeld() {
    for (const HeldRow& held : m_held)
      if (const auto line = lineOf(held.values()))
        give(*line, held.lineNumber());
    m_held.clear();
  }

  void give(LambdaLine line, std::size_t lineNumber) {
    if (line.kind == LambdaLineKind::Report && line.requestId.empty() && !line.damaged)
      line.requestId = nextName();
    m_lambda.add(line, lineNumber);
  }

  // Nothing: START, END, and what the function wrote, told by its type or its message.
  std::optional<LambdaLine> lineOf(const Values& values) const {
    if (!values[Type].empty() && values[Type] != "REPORT" && values[Message].empty())
      return std::nullopt;
    LambdaLine line;
    if (!values[Message].empty()) {
      const std::string_view message = values[Message];
      line =
          mayBePlatformEvent(message) ? readPlatformEvent(message.substr(message.find('{'))) : readLambdaLine(message);
    }
    if (line.kind == LambdaLineKind::Other) {
      if (values[Duration_].empty())
        return std::nullopt;
      line = {};
      line.kind = LambdaLineKind::Report;
    }
    if (line.requestId.empty())
      line.requestId = values[RequestId];
    if (const auto at = readLogInstant(values[Timestamp]))
      line.at = at;
    else if (const auto epoch = readEpochMilliseconds(values[Timestamp]))
      line.at = epoch;
    else if (const auto sheet = readSheetInstant(values[Timestamp], m_dateOrder))
      line.at = sheet;
    else if (!values[Timestamp].empty())
      line.wrong = values[Timestamp];
    if (line.kind == LambdaLineKind::Report) {
      milliseconds(values[Duration_], line.duration, line);
      milliseconds(values[Billed], line.billed, line);
      milliseconds(values[Init], line.init, line);
      megabytes(values[MemorySize], line.memory, line);
      megabytes(values[MaxMemory], line.peakMemory, line);
      line.damaged = !line.duration || !line.wrong.empty();
    }
    if (!values[LogStream].empty())
      line.stream = values[LogStream];
    line.function = line.function.empty() ? functionOfLog(values[Log]) : line.function;
    return line;
  }

  static void milliseconds(std::string_view text, std::optional<std::int64_t>& to, LambdaLine& line) {
    if (text.empty())
      return;
    to = scaledDecimal(text, 1'000'000);
    if (!to || *to < 0) {
      to.reset();
      line.wrong = text;
    }
  }
  static void megabytes(std::string_view text, std::optional<std::int64_t>& to, LambdaLine& line) {
    if (text.empty())
      return;
    to = memoryOf(text);
    if (!to)
      line.wrong = text;
  }
  // A query need not ask for @requestId: every line is a call of its own then.
  std::string_view nextName() {
    m_name = "line " + std::to_string(++m_number);
    return m_name;
  }

  LambdaLog& m_lambda;
  bool m_saysInit = false;
  DateOrder m_dateOrder = DateOrder::DayFirst;
  Order m_order = Order::Unknown;
  std::optional<std::int64_t> m_firstAt;
  std::vector<HeldRow> m_held;
  std::size_t m_notMeant = 0;
  std::size_t m_number = 0;
  std::string m_name;
};

// "12,5" → "12.5", kept in `numbers`.
std::string_view withPoint(Field field, std::string_view text, std::array<std::string, Count_>& numbers) {
  constexpr std::array kNumbers{Duration_, Billed, Init, MemorySize, MaxMemory};
  if (text.find(',') == std::string_view::npos || std::ranges::find(kNumbers, field) == kNumbers.end())
    return text;
  numbers[field] = text;
  std::ranges::replace(numbers[field], ',', '.');
  return numbers[field];
}

void readCsv(std::string_view text, ImportLog& log, InsightsRows& rows, std::vector<std::string>& unknown,
             ImportProgress& progress) {
  const char separator = guessSeparator(text);
  CsvLines lines(text, separator, CsvQuotes::MaySpanLines);
  if (!lines.next() || lines.broken())
    return;
  std::array<std::string, Count_> numbers;
  std::vector<std::optional<Field>> fields;
  for (const std::string_view name : lines.fields())
    if (fields.push_back(fieldOf(name)); fields.back())
      rows.expect(*fields.back());
  if (const auto at = std::ranges::find(fields, std::optional(Timestamp)); at != fields.end()) {
    const auto column = static_cast<std::size_t>(at - fields.begin());
    SheetDates dates;
    for (const auto& row : sampleRows(text, separator))
      if (column < row.size())
        dates.add(row[column]);
    rows.setDateOrder(dates.order());
    if (std::string assumption = dates.assumption(kFields[Timestamp]); !assumption.empty())
      unknown.push_back(std::move(assumption));
  }
  while (progress.goOn(lines.position(), text.size()) && lines.next()) {
    if (lines.broken() || lines.fields().size() != fields.size()) {
      log.leaveOut(lines.broken() ? "a quote is not closed" : "the line has another number of fields than the header",
                   lines.line());
      continue;
    }
    Values values;
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (fields[i])
        values[*fields[i]] = separator == ',' ? lines.fields()[i] : withPoint(*fields[i], lines.fields()[i], numbers);
    rows.row(values, lines.line());
  }
}

// {"results": [[{"field": "@duration", "value": "12.3"}, …], …]}: the members of one inner list are one line.
void readJson(std::string_view text, ImportLog& log, InsightsRows& rows, ImportProgress& progress) {
  JsonRecords records(text);
  std::array<std::string, Count_> held;
  std::size_t outer = 0;
  std::size_t line = 0;
  bool any = false;
  const auto give = [&] {
    if (!any)
      return;
    Values values;
    for (std::size_t i = 0; i < held.size(); ++i)
      values[i] = held[i];
    rows.row(values, line);
    for (std::string& value : held)
      value.clear();
    any = false;
  };
  while (progress.goOn(records.position(), text.size()) && records.next()) {
    if (records.broken()) {
      log.leaveOut("a result that is not whole", records.line());
      for (std::string& value : held)
        value.clear();
      any = false;
      continue;
    }
    const JsonMember* name = records.find("", "field");
    const JsonMember* value = records.find("", "value");
    if (name == nullptr || value == nullptr)
      continue;
    if (any && records.outer() != outer)
      give();
    outer = records.outer();
    line = any ? line : records.line();
    if (const auto field = fieldOf(name->raw)) {
      rows.expect(*field);
      held[*field] = value->text();
      any = true;
    }
  }
  give();
}

} // namespace

bool isLogsInsights(std::string_view head) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && head[first] == '{')
    return head.find("\"results\"") != std::string_view::npos && head.find("\"field\"") != std::string_view::npos &&
           head.find("\"@") != std::string_view::npos;
  CsvLines lines(head, guessSeparator(head));
  if (!lines.next() || lines.broken())
    return false;
  const auto has = [&lines](std::string_view name) {
    return std::ranges::find(lines.fields(), name) != lines.fields().end();
  };
  return has("@duration") || has("@message") || (has("timestamp") && has("message"));
}

Result<ImportedTrace> readLogsInsights(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  TraceBuilder builder;
  ImportLog log;
  LambdaLog lambda(builder, log);
  InsightsRows rows(lambda);
  std::vector<std::string> unknown;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '{')
    readJson(text, log, rows, progress);
  else
    readCsv(text, log, rows, unknown, progress);
  rows.finish();
  lambda.finish(unknown);
  if (!rows.saysInit()) {
    builder.forgetCold();
    unknown.emplace_back("which calls were cold: no line has an @initDuration");
  }
  if (!rows.named())
    unknown.emplace_back("which calls are retries of others: the query did not ask for @requestId");
  auto imported = finishImport(builder, log, std::move(unknown), "CloudWatch Logs Insights", fileName, progress);
  if (imported)
    imported->linesNotMeant = rows.notMeant();
  return imported;
}

} // namespace coldframe
