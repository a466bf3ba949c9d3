// Cubed: events.csv, which it keeps of each computation (cubed/diagnostics/history.py): one line a task with
//   name                     of the operation                → stage
//   task_create_tstamp       handed to the executor          → submit
//   function_start_tstamp    in the worker                   → start, func_start
//   function_end_tstamp                                      → func_end, end
//   task_result_tstamp       the client has the result       → result_done
//   peak_measured_mem_end    bytes                           → peak_memory
// Instants are seconds since 1970. A result may hold commas and line ends; it is passed over.
#include "sim/trace/csv_columns.h"
#include "sim/trace/decimal.h"
#include "sim/trace/executor_formats.h"

namespace coldframe {

namespace {

enum Column { Name, Created, FuncStart, FuncEnd, Done, PeakStart, PeakEnd, kColumns };
constexpr std::array<std::string_view, kColumns> kNames{"name",
                                                        "task_create_tstamp",
                                                        "function_start_tstamp",
                                                        "function_end_tstamp",
                                                        "task_result_tstamp",
                                                        "peak_measured_mem_start",
                                                        "peak_measured_mem_end"};
constexpr std::int64_t kSecond = 1'000'000'000;

} // namespace

bool isCubed(std::string_view head) {
  return csvHeaderHas(head, {"name", "task_create_tstamp", "function_start_tstamp", "function_end_tstamp"});
}

Result<ImportedTrace> readCubed(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  TraceBuilder builder;
  ImportLog log;
  CsvLines lines(text, ',', CsvQuotes::MaySpanLines);
  lines.next();
  const CsvColumns<kColumns> columns(lines.fields(), kNames);
  while (progress.goOn(lines.position(), text.size()) && lines.next()) {
    const auto& fields = lines.fields();
    if (lines.broken() || fields.size() != columns.size()) {
      log.leaveOut("the line has another number of fields than the header", lines.line());
      continue;
    }
    TraceRow row;
    const auto stamp = [&](Column column, std::initializer_list<Stamp> to) {
      const auto at = scaledDecimal(columns.get(fields, column), kSecond);
      for (const Stamp one : to)
        if (at && *at > 0)
          row.set(one, SimTime::atNanoseconds(*at));
      return at && *at > 0;
    };
    stamp(Created, {Stamp::Submit});
    stamp(Done, {Stamp::ResultDone});
    const bool began = stamp(FuncStart, {Stamp::Start, Stamp::FuncStart});
    if (!began || !stamp(FuncEnd, {Stamp::FuncEnd, Stamp::End})) {
      const Column missing = began ? FuncEnd : FuncStart;
      log.leaveOut(std::string(kNames[missing]) + " is not an instant", lines.line(), columns.get(fields, missing));
      continue;
    }
    if (const auto peak = scaledDecimal(columns.get(fields, PeakEnd), 1); peak && *peak >= 0)
      row.set(Count::PeakMemory, *peak);
    if (const std::string_view name = columns.get(fields, Name); !name.empty())
      row.set(Count::Stage, builder.intern(Count::Stage, plainText(name)));
    row.set(Count::Call, static_cast<std::int64_t>(builder.rowCount()));
    builder.append(row);
  }
  builder.startAtFirstStamp();
  return finishImport(builder, log,
                      {"when the worker took a task: start is that of the function itself",
                       "which tasks were cold, which environment ran them, configured memory and billed time",
                       "tasks that failed or were run twice: only results are listed"},
                      "Cubed events", fileName, progress);
}

} // namespace coldframe
