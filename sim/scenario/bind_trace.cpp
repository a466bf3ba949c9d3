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
  for (const std::string& file : block.with)
    options.with.push_back(besideScenario(context, file));
  return readTraceFile(besideScenario(context, block.file), options);
}

// Recorded CPU time as CPU time on the reference vCPU.
void scaleRecorded(std::vector<Work>& works, double factor) {
  if (factor != 1)
    for (Work& work : works)
      work.cpuNs = Distribution::toWhole(static_cast<double>(work.cpuNs) * factor);
}

// The law of one part of the recorded works: each of them with equal chance.
Distribution lawOf(const std::vector<Work>& works, std::int64_t Work::*part) {
  Empirical law;
  for (const Work& work : works)
    law.values.push_back(static_cast<double>(work.*part));
  return law;
}

// Items beyond the recorded ones are like them.
WorkSpec itemOf(std::vector<Work> works) {
  WorkSpec item;
  item.cpu = lawOf(works, &Work::cpuNs);
  item.io = lawOf(works, &Work::ioNs);
  item.memory = lawOf(works, &Work::memoryBytes);
  item.recorded = std::make_shared<const std::vector<Work>>(std::move(works));
  return item;
}

JobSpec jobOf(const RequestSpec& request, std::vector<Work> works) {
  JobSpec job;
  job.items = static_cast<std::int64_t>(works.size());
  job.item = itemOf(std::move(works));
  job.baseMemory = request.baseMemory;
  job.inputPerItem = request.input;
  job.outputPerItem = request.output;
  job.disk = request.disk;
  job.failureProbability = request.failureProbability;
  return job;
}

StreamDemand streamOf(RequestSpec request, RecordedLoad load) {
  request.work.recorded = std::make_shared<const std::vector<Work>>(std::move(load.works));
  return {std::move(request), Timestamps{std::make_shared<const std::vector<std::int64_t>>(std::move(load.at))}};
}

void warnOfRecording(const TraceWorkload& block, const ImportedTrace& recording, const RecordedLoad& load,
                     std::vector<std::string>& warnings) {
  const std::string name = std::filesystem::path(block.file).filename().string();
  if (recording.linesLeftOut > 0)
    warnings.push_back(std::to_string(recording.linesLeftOut) + " lines of " + name +
                       " could not be read and are not part of the load");
  if (load.withoutTime > 0)
    warnings.push_back(showCount(load.withoutTime) + " calls of " + name + " have no running time; they " +
                       (block.unrecorded.cpu.isZero() && block.unrecorded.io.isZero()
                            ? "are not part of the load"
                            : "take as long as \"cpu\" and \"io\" say"));
  if (recording.unknown.empty())
    return;
  std::string all = name + " (" + recording.format + ") does not tell";
  for (std::size_t i = 0; i < recording.unknown.size(); ++i)
    all += (i == 0 ? ": " : "; ") + recording.unknown[i];
  warnings.push_back(std::move(all));
}

} // namespace

void bindTrace(BindContext& context, const TraceWorkload& block, BoundWorkload& bound) {
  const Result<ImportedTrace> recording = readRecording(context, block);
  if (!recording) {
    context.adopt(recording.error(), "/workload/file");
    return;
  }
  Result<RecordedLoad> load = loadFromTrace(recording->trace, block.cpuShare, block.unrecorded);
  if (!load) {
    context.adopt(load.error(), "/workload/file");
    return;
  }
  warnOfRecording(block, *recording, *load, bound.warnings);
  scaleRecorded(load->works, referenceFactor(context, block.measuredAt, 0));
  // What a call is said to need goes before the peak that was seen of it, which holds the runtime too.
  if (block.request.baseMemory > Memory())
    for (Work& work : load->works)
      work.memoryBytes = 0;
  const std::optional<std::int64_t> epoch = recording->trace.epoch();
  if (epoch && !context.scenario.document.find("start"))
    bound.windowStart = *epoch;
  if (block.as == RecordedAs::Job)
    return bindJobRuns(context, {jobOf(block.request, std::move(load->works)), {SimTime()}}, bound);
  const Duration span = Duration::nanoseconds(load->at.back());
  if (span < bound.monthWindow)
    bound.warnings.push_back("the recorded load covers " + showDuration(span.inSeconds()) + " of the month's " +
                             showDuration(bound.monthWindow.inSeconds()) + "; the rest of the month is idle");
  bindStream(context, streamOf(block.request, std::move(*load)), bound);
}

} // namespace coldframe
