// A result of AWS Lambda Power Tuning as a trace: one row a memory size, laid end to end, each the mean of the calls
// that the tool made; so whatever fits durations to memory reads it as it reads calls.
#include "sim/trace/cloud_formats.h"
#include "sim/trace/power_tuning.h"

namespace coldframe {

Result<ImportedTrace> readPowerTuningTrace(std::string_view text, const std::string& fileName,
                                           ImportProgress& progress) {
  const auto tuning = readPowerTuning(text, fileName);
  if (!tuning)
    return failure(tuning.error());
  TraceBuilder builder;
  ImportLog log;
  for (const std::string& why : tuning->leftOut)
    log.leaveOut(why, 1);
  SimTime at;
  for (const PowerPoint& point : tuning->points) {
    TraceRow row;
    row.set(Stamp::Start, at);
    at += point.duration;
    row.set(Stamp::End, at);
    row.set(Count::Memory, point.memory.inBytes());
    builder.append(row);
  }
  std::vector<std::string> unknown{
      "single calls: each row is the mean of the calls that the tool made at one memory size",
      "when calls ran: the rows are laid end to end", "which calls were cold, and how long INIT took"};
  return finishImport(builder, log, std::move(unknown), "AWS Lambda Power Tuning", fileName, progress);
}

} // namespace coldframe
