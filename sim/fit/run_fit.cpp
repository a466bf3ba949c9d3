#include "sim/fit/run_fit.h"

#include "sim/fit/client_pace.h"
#include "sim/fit/duration_family.h"
#include "sim/fit/duration_parts.h"
#include "sim/fit/environment_parts.h"
#include "sim/fit/host_noise.h"
#include "sim/fit/memory_law.h"
#include "sim/fit/places_part.h"
#include "sim/fit/run_spread.h"
#include "sim/fit/scaling_ramp.h"
#include "sim/fit/speedup_part.h"
#include "sim/fit/start_latency.h"
#include "sim/fit/status_upload.h"
#include "sim/fit/transfer_rate.h"
#include "sim/stats/median.h"
#include "sim/trace/trace_times.h"
#include "sim/units/format.h"

#include <algorithm>
#include <map>

namespace coldframe {

namespace {

// The mean running time at each memory size, where there are several.
FitPart memoryPart(std::span<const Trace* const> traces) {
  const char* const key = "memory_law";
  const char* const title = "running time by memory size";
  std::map<std::int64_t, std::pair<double, std::uint64_t>> sizes; // bytes → sum of s, calls
  for (const Trace* trace : traces)
    for (const TimedRow& row : timedRows(*trace, runningFrom(*trace), runningTo(*trace)))
      if (const auto memory = trace->count(Count::Memory, row.row); memory && row.seconds > 0) {
        sizes[*memory].first += row.seconds;
        ++sizes[*memory].second;
      }
  std::vector<MemoryTiming> points;
  std::uint64_t calls = 0;
  for (const auto& [bytes, sum] : sizes) {
    points.push_back({Memory::mb(bytes / 1'048'576), sum.first / static_cast<double>(sum.second)});
    calls += sum.second;
  }
  constexpr std::size_t kLeastPoints = 3;
  if (points.size() < kLeastPoints)
    return notIdentified(key, title, calls,
                         points.empty() ? "no call says its memory size"
                                        : "calls of " + showCounted(points.size(), "memory size") +
                                              " only; three would be needed");
  const auto law = fitMemoryLaw(points);
  if (!law)
    return notIdentified(key, title, calls, law.error().text(1));
  FitPart part;
  part.key = key;
  part.title = title;
  part.n = calls;
  // Each call's time against the law of its size: how the CPU part varies from call to call.
  std::vector<double> cpu;
  for (const Trace* trace : traces)
    for (const TimedRow& row : timedRows(*trace, runningFrom(*trace), runningTo(*trace)))
      if (const auto memory = trace->count(Count::Memory, row.row); memory && row.seconds > 0)
        cpu.push_back(law->cpuSeconds.value * row.seconds / law->seconds(Memory::mb(*memory / 1'048'576)));
  part.law = fitTimes({}, {}, std::move(cpu)).law;
  part.method = "io + cpu × 1,769 MB ÷ memory, least squares on " + std::to_string(points.size()) + " sizes";
  part.figures = {fittedFigure(law->ioSeconds, kMemoryIo, "s"), fittedFigure(law->cpuSeconds, "cpu on one vCPU", "s"),
                  plainFigure("relative error", "", law->relativeError)};
  if (law->parallelFractionFitted)
    part.figures.push_back(fittedFigure(law->parallelFraction, kMemoryParallel, ""));
  else
    part.notes.push_back("no size above one vCPU was measured: how far more vCPUs help is not known");
  return part;
}

FitPart phase(std::span<const Trace* const> traces, const char* key, const char* title, Stamp from, Stamp to,
              const char* missing) {
  std::vector<double> seconds;
  bool has = false;
  for (const Trace* trace : traces) {
    has |= trace->has(from) && trace->has(to);
    for (const TimedRow& row : timedRows(*trace, from, to))
      seconds.push_back(row.seconds);
  }
  if (!has)
    return notIdentified(key, title, 0, missing);
  return fitTimes(key, title, std::move(seconds));
}

// Whether all calls of a run have one memory size: 0 where they do not or do not say.
std::int64_t memoryOf(const Trace& trace) {
  std::int64_t size = 0;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const std::int64_t each = trace.count(Count::Memory, row).value_or(0);
    if (row > 0 && each != size)
      return 0;
    size = each;
  }
  return size;
}

double medianRunning(const Trace& trace) {
  std::vector<double> seconds;
  for (const TimedRow& row : timedRows(trace, runningFrom(trace), runningTo(trace)))
    if (row.seconds > 0 && trace.outcome(row.row) == CallOutcome::Ok)
      seconds.push_back(row.seconds);
  return seconds.empty() ? 0 : medianOf(std::move(seconds));
}

struct Outcomes {
  std::uint64_t calls = 0;
  std::uint64_t failed = 0; // also those that were not let in
};

Outcomes outcomesOf(std::span<const Trace* const> traces) {
  Outcomes out;
  for (const Trace* trace : traces)
    for (std::size_t row = 0; row < trace->rows(); ++row) {
      ++out.calls;
      out.failed += trace->outcome(row) == CallOutcome::Ok ? 0 : 1;
    }
  return out;
}

// The runs of the code of the first. Half as long again, or two thirds as long, at the same memory, is other code.
std::vector<const Trace*> sameCode(std::span<const Trace* const> traces) {
  constexpr double kOther = 1.5;
  std::vector<const Trace*> same;
  const double first = traces.empty() ? 0 : medianRunning(*traces.front());
  for (const Trace* trace : traces) {
    const double median = medianRunning(*trace);
    const bool otherSize = memoryOf(*trace) != memoryOf(*traces.front());
    if (same.empty() || otherSize || !(median > 0) || !(first > 0) ||
        (median < kOther * first && first < kOther * median))
      same.push_back(trace);
  }
  return same;
}

} // namespace

const FitPart* RunFit::find(std::string_view key) const {
  const auto it = std::find_if(parts.begin(), parts.end(), [&](const FitPart& part) { return part.key == key; });
  return it == parts.end() ? nullptr : &*it;
}

const Distribution* RunFit::law(std::string_view key) const {
  const FitPart* part = find(key);
  return part != nullptr && part->identified() && part->law ? &*part->law : nullptr;
}

RunFit fitRuns(std::span<const Trace* const> traces, const RunFitOptions& options) {
  RunFit fit;
  const auto add = [&fit](FitPart part) { fit.parts.push_back(std::move(part)); };
  const auto addAll = [&add](std::vector<FitPart> parts) {
    for (FitPart& part : parts)
      add(std::move(part));
  };
  const std::vector<const Trace*> code = sameCode(traces);
  add(fitInvocation(traces));
  addAll(fitStartLatency(traces));
  add(fitInit(traces));
  const FitPart places = fitPlaces(traces);
  add(places.identified()
          ? notIdentified("ramp", kRampTitle, places.n, "calls waited for each other's end, not for new environments")
          : fitRamp(traces));
  add(places);
  addAll(fitSetUp(traces));
  const std::size_t duration = fit.parts.size();
  addAll(fitDurations(code));
  if (code.size() < traces.size())
    fit.parts[duration].notes.push_back(std::to_string(traces.size() - code.size()) + " of " +
                                        std::to_string(traces.size()) +
                                        " runs are of other code, by their running times: what their functions did is "
                                        "left out, how they were started is not");
  if (const Outcomes seen = outcomesOf(code); seen.failed > 0)
    fit.parts[duration].notes.push_back(showCount(seen.failed) + " of " + showCounted(seen.calls, "call") +
                                        " failed: their times are left out, and in a scenario of this fit none fails");
  add(fitTransferRate(code, options.moved));
  add(phase(code, "finish", "end of the function → end of the call", Stamp::FuncEnd, Stamp::End,
            "the run does not say when the function ended"));
  add(fitStatusUpload(code));
  add(phase(code, "status", "end → seen by the client", Stamp::End, Stamp::StatusSeen,
            "the run does not say when the client saw the end"));
  add(fitPolling(traces));
  add(phase(traces, "fetch", "seen → result in hand", Stamp::StatusSeen, Stamp::ResultDone,
            "the run does not say when the result was there"));
  add(fitHostNoise(code));
  add(fitRunSpread(code));
  addAll(fitEnvironments(traces, places));
  add(memoryPart(code));
  add(fitSpeedup(traces));
  return fit;
}

} // namespace coldframe
