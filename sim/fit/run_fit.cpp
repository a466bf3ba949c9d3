#include "sim/fit/run_fit.h"

#include "sim/fit/client_pace.h"
#include "sim/fit/duration_family.h"
#include "sim/fit/environment_parts.h"
#include "sim/fit/host_noise.h"
#include "sim/fit/memory_law.h"
#include "sim/fit/speedup_part.h"
#include "sim/fit/start_latency.h"
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
  constexpr std::size_t kLeast = 3;
  if (points.size() < kLeast)
    return notIdentified(key, title, calls,
                         points.empty() ? "no call says its memory size"
                                        : "calls of " + std::to_string(points.size()) +
                                              (points.size() == 1 ? " memory size" : " memory sizes") +
                                              " only; three would be needed");
  const auto law = fitMemoryLaw(points);
  if (!law)
    return notIdentified(key, title, calls, law.error().text(1));
  FitPart part;
  part.key = key;
  part.title = title;
  part.n = calls;
  part.method = "io + cpu × 1,769 MB ÷ memory, least squares on " + std::to_string(points.size()) + " sizes";
  part.figures = {fittedFigure(law->ioSeconds, "io", "s"), fittedFigure(law->cpuSeconds, "cpu on one vCPU", "s"),
                  plainFigure("relative error", "", law->relativeError)};
  if (law->parallelFractionFitted)
    part.figures.push_back(fittedFigure(law->parallelFraction, "parallel share", ""));
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

FitPart durationPart(std::span<const Trace* const> traces) {
  std::vector<double> seconds;
  for (const Trace* trace : traces)
    for (const TimedRow& row : timedRows(*trace, runningFrom(*trace), runningTo(*trace)))
      if (trace->outcome(row.row) == CallOutcome::Ok)
        seconds.push_back(row.seconds);
  return fitTimes("duration", "duration of a call", std::move(seconds));
}

} // namespace

const FitPart* RunFit::find(std::string_view key) const {
  const auto it = std::find_if(parts.begin(), parts.end(), [&](const FitPart& part) { return part.key == key; });
  return it == parts.end() ? nullptr : &*it;
}

RunFit fitRuns(std::span<const Trace* const> traces) {
  RunFit fit;
  const auto add = [&fit](FitPart part) { fit.parts.push_back(std::move(part)); };
  const auto addAll = [&add](std::vector<FitPart> parts) {
    for (FitPart& part : parts)
      add(std::move(part));
  };
  add(fitInvocation(traces));
  addAll(fitStartLatency(traces));
  addAll(fitSetUp(traces));
  add(durationPart(traces));
  add(phase(traces, "finish", "end of the function → end of the call", Stamp::FuncEnd, Stamp::End,
            "the run does not say when the function ended"));
  add(phase(traces, "status", "end → seen by the client", Stamp::End, Stamp::StatusSeen,
            "the run does not say when the client saw the end"));
  add(fitPolling(traces));
  add(phase(traces, "fetch", "seen → result in hand", Stamp::StatusSeen, Stamp::ResultDone,
            "the run does not say when the result was there"));
  add(fitHostNoise(traces));
  addAll(fitEnvironments(traces));
  add(memoryPart(traces));
  add(fitSpeedup(traces));
  return fit;
}

} // namespace coldframe
