#include "sim/json/document.h"
#include "sim/scenario/bind_workload.h"
#include "sim/scenario/recorded_load.h"
#include "sim/trace/trace_file.h"
#include "sim/units/format.h"

#include <filesystem>

namespace coldframe {

namespace {

std::string besideScenario(const BindContext& context, const std::string& file) {
  const std::filesystem::path path(file);
  if (path.is_absolute())
    return file;
  return (std::filesystem::path(context.scenario.file).parent_path() / path).string();
}

Result<ImportedTrace> readRecording(BindContext& context, const TraceWorkload& block) {
  TraceReadOptions options;
  if (!block.mapping.empty()) {
    const Result<JsonDocument> document = JsonDocument::readFile(besideScenario(context, block.mapping));
    if (!document)
      return failure(document.error());
    Result<CsvMapping> mapping = readCsvMapping(*document);
    if (!mapping)
      return failure(std::move(mapping.error()));
    options.mapping = std::move(*mapping);
  }
  return readTraceFile(besideScenario(context, block.file), options);
}

// Recorded CPU time as CPU time on the reference vCPU.
void scaleRecorded(RequestSpec& request, double factor) {
  if (factor == 1)
    return;
  auto works = std::make_shared<std::vector<Work>>(*request.recorded);
  for (Work& work : *works)
    work.cpuNs = Distribution::toWhole(static_cast<double>(work.cpuNs) * factor);
  request.recorded = std::move(works);
}

} // namespace

void bindTrace(BindContext& context, const TraceWorkload& block, BoundWorkload& bound) {
  const Result<ImportedTrace> recording = readRecording(context, block);
  if (!recording) {
    context.adopt(recording.error(), "/workload/file");
    return;
  }
  Result<StreamDemand> demand = loadFromTrace(recording->trace, block.request, block.cpuShare);
  if (!demand) {
    context.adopt(demand.error(), "/workload/file");
    return;
  }
  if (recording->linesLeftOut > 0)
    bound.warnings.push_back(std::to_string(recording->linesLeftOut) + " lines of " + block.file +
                             " could not be read and are not part of the load");
  if (!recording->unknown.empty()) {
    std::string all = block.file + " (" + recording->format + ") does not tell";
    for (std::size_t i = 0; i < recording->unknown.size(); ++i)
      all += (i == 0 ? ": " : "; ") + recording->unknown[i];
    bound.warnings.push_back(std::move(all));
  }
  scaleRecorded(demand->request, referenceFactor(context, block.measuredAt, 0));
  const std::optional<std::int64_t> epoch = recording->trace.epoch();
  if (epoch && !context.scenario.document.find("start"))
    bound.windowStart = *epoch;
  const Duration span = Duration::nanoseconds(std::get<Timestamps>(demand->arrivals).ns->back());
  if (span < bound.monthWindow)
    bound.warnings.push_back("the recorded load covers " + showDuration(span.inSeconds()) + " of the month's " +
                             showDuration(bound.monthWindow.inSeconds()) + "; the rest of the month is idle");
  bindStream(context, std::move(*demand), bound);
}

} // namespace coldframe
