#include "sim/trace/trace_formats.h"

#include "sim/trace/cloud_formats.h"

#include <array>

namespace coldframe {

std::span<const TraceFormat> traceFormats() {
  static constexpr std::array kFormats{
      TraceFormat{"CloudWatch log events", isLogEventsJson, readLogEventsJson},
      TraceFormat{"CloudWatch Logs Insights", isLogsInsights, readLogsInsights},
      TraceFormat{"AWS Lambda log", isLambdaText, readLambdaText},
  };
  return kFormats;
}

Result<ImportedTrace> finishImport(TraceBuilder& builder, ImportLog& log, std::vector<std::string> unknown,
                                   std::string_view format, const std::string& fileName,
                                   const ImportProgress& progress) {
  if (progress.stopped())
    return failure(ErrorKind::Interrupted, "reading " + fileName + " was stopped");
  if (builder.rowCount() == 0) {
    Problem problem;
    problem.file = fileName;
    problem.what = "there is no call in this file that could be read";
    if (!log.warnings().empty()) {
      problem.what += ": " + log.warnings().front().what;
      problem.line = static_cast<int>(log.warnings().front().firstLine);
    }
    problem.expectation = "a file as " + std::string(format) + " writes it";
    return failure(Error{ErrorKind::Input, {std::move(problem)}});
  }
  ImportedTrace imported;
  builder.setSource(sourceNameOf(fileName));
  imported.trace = builder.build();
  imported.format = format;
  imported.unknown = std::move(unknown);
  log.moveTo(imported);
  return imported;
}

} // namespace coldframe
