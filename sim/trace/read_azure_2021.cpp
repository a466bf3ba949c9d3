// Azure Functions Invocation Trace 2021 (Zhang et al., SOSP 2021): app, func, end_timestamp, duration in seconds, one
// call a line. start = end_timestamp − duration. A func is unique within its app alone. Times count from the authors'
// zero.
#include "sim/trace/cloud_formats.h"
#include "sim/trace/csv_columns.h"
#include "sim/trace/decimal.h"

namespace coldframe {

namespace {

enum Column { App, Func, End, Lasted, kColumns };
constexpr std::array<std::string_view, kColumns> kNames{"app", "func", "end_timestamp", "duration"};
constexpr std::int64_t kSecond = 1'000'000'000;

} // namespace

bool isAzure2021(std::string_view head) {
  return csvHeaderHas(head, {"app", "func", "end_timestamp", "duration"});
}

Result<ImportedTrace> readAzure2021(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  TraceBuilder builder;
  ImportLog log;
  CsvLines lines(text);
  lines.next();
  const CsvColumns<kColumns> columns(lines.fields(), kNames);
  std::string name;
  while (progress.goOn(lines.position(), text.size()) && lines.next()) {
    const auto& fields = lines.fields();
    if (lines.broken() || fields.size() != columns.size()) {
      log.leaveOut("the line has another number of fields than the header", lines.line());
      continue;
    }
    const auto end = scaledDecimal(columns.get(fields, End), kSecond);
    const auto lasted = scaledDecimal(columns.get(fields, Lasted), kSecond);
    std::int64_t start = 0;
    if (!end || !lasted || *lasted < 0 || __builtin_sub_overflow(*end, *lasted, &start)) {
      log.leaveOut(!end ? "end_timestamp is not a number" : "duration is not a length", lines.line(),
                   columns.get(fields, !end ? End : Lasted));
      continue;
    }
    name.assign(columns.get(fields, App));
    name += '/';
    name += columns.get(fields, Func);
    TraceRow row;
    row.set(Count::Function, builder.intern(Count::Function, plainText(name)));
    row.set(Stamp::Start, SimTime::atNanoseconds(start));
    row.set(Stamp::End, SimTime::atNanoseconds(*end));
    builder.append(row);
  }
  return finishImport(
      builder, log,
      {"when calls started: derived as end_timestamp less duration",
       "when calls arrived, which were cold, which environment ran them, their memory, and whether they "
       "failed: the trace does not say",
       "the date: its authors shifted all times"},
      "Azure Functions 2021", fileName, progress);
}

} // namespace coldframe
