#include "sim/trace/trace_formats.h"

#include "sim/trace/azure_2019.h"
#include "sim/trace/cloud_formats.h"
#include "sim/trace/executor_formats.h"
#include "sim/trace/power_tuning.h"

#include <array>

namespace coldframe {

namespace {

Result<ImportedTrace> readAzure2019Alone(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  const NamedText file{fileName, text};
  return readAzure2019({&file, 1}, progress);
}

Result<ImportedTrace> readHuaweiCountsAlone(std::string_view text, const std::string& fileName,
                                            ImportProgress& progress) {
  return readHuaweiCounts(text, fileName, progress, kMostCountedCalls);
}

} // namespace

std::span<const TraceFormat> traceFormats() {
  static constexpr std::array kFormats{
      TraceFormat{"Python pickle", isPickle, readPickle},
      TraceFormat{"Lithops stats", isLithops, readLithops},
      TraceFormat{"PyWren statuses", isPyWren, readPyWren},
      TraceFormat{"PyWren stages", isPyWrenStages, readPyWrenStages},
      TraceFormat{"Cubed events", isCubed, readCubed},
      TraceFormat{"AWS X-Ray segments", isXRay, readXRay},
      TraceFormat{"AWS Lambda Power Tuning", isPowerTuning, readPowerTuningTrace},
      TraceFormat{"CloudWatch log events", isLogEventsJson, readLogEventsJson},
      TraceFormat{"CloudWatch Logs Insights", isLogsInsights, readLogsInsights},
      TraceFormat{"AWS Lambda log", isLambdaText, readLambdaText},
      TraceFormat{"Azure Functions 2019", isAzure2019, readAzure2019Alone},
      TraceFormat{"Azure Functions 2021", isAzure2021, readAzure2021},
      TraceFormat{"Huawei requests 2025", isHuaweiRequests, readHuaweiRequests},
      TraceFormat{"Huawei cold starts 2025", isHuaweiColdStarts, readHuaweiColdStarts},
      TraceFormat{"Huawei counts", isHuaweiCounts, readHuaweiCountsAlone},
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
      problem.value = log.warnings().front().firstValue;
      problem.line = static_cast<int>(log.warnings().front().firstLine);
      problem.column = 1;
    }
    problem.expectation = "a file of the form \"" + std::string(format) + "\"";
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
