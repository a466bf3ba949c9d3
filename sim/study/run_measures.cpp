#include "sim/study/run_measures.h"

#include "sim/fit/start_latency.h"
#include "sim/result/trace_cost.h"
#include "sim/result/trace_series.h"
#include "sim/trace/client_clock.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_statistics.h"

#include <algorithm>

namespace coldframe {

namespace {

std::optional<std::int64_t> firstOf(const Trace& trace) {
  std::optional<std::int64_t> first;
  const Stamp stamp = trace.has(Stamp::Submit) ? Stamp::Submit : Stamp::Start;
  for (std::size_t row = 0; row < trace.rows(); ++row)
    if (const auto at = onClientClock(trace, stamp, row))
      first = std::min(first.value_or(*at), *at);
  return first;
}

// When the client had the last of it. A call that failed has no result, but an end.
std::optional<std::int64_t> lastOf(const Trace& trace) {
  std::optional<std::int64_t> last;
  for (std::size_t row = 0; row < trace.rows(); ++row)
    for (const Stamp stamp : {Stamp::ResultDone, Stamp::StatusSeen, Stamp::End})
      if (const auto at = onClientClock(trace, stamp, row)) {
        last = std::max(last.value_or(*at), *at);
        break;
      }
  return last;
}

void addPhase(std::vector<RunMeasure>& measures, const PhaseStatistics& phase, const QuantileSketch& times,
              const std::string& which) {
  if (times.count() < kLeastForPhase)
    return;
  const std::string name = std::string(phase.name) + which;
  for (const auto& [words, p] : {std::pair{", p50", 0.5}, {", p90", 0.9}})
    measures.push_back({name + words, "s", times.quantile(p) / 1e9, times.count()});
}

} // namespace

StampSet stampsOf(const Trace& trace) {
  StampSet stamps;
  for (std::size_t i = 0; i < kStampCount; ++i)
    stamps[i] = trace.has(static_cast<Stamp>(i));
  if (hasReckonedInvokes(trace))
    stamps.reset(static_cast<std::size_t>(Stamp::Invoke));
  return stamps;
}

Trace withStampsOf(const StampSet& stamps, Trace trace) {
  for (std::size_t i = 0; i < kStampCount; ++i)
    if (!stamps[i])
      trace = TraceBuilder::withStamps(std::move(trace), static_cast<Stamp>(i), {});
  return trace;
}

std::vector<RunMeasure> measureRun(const Trace& trace, const std::optional<CallPrice>& price) {
  std::vector<RunMeasure> measures;
  const auto calls = static_cast<std::uint64_t>(trace.rows());
  const TraceStatistics statistics = statisticsOf(trace);
  const auto first = firstOf(trace);
  const auto last = lastOf(trace);
  if (first && last && *last > *first) {
    const double makespan = static_cast<double>(*last - *first) / 1e9;
    measures.push_back({"makespan", "s", makespan, calls});
    if (statistics.workS > 0) {
      measures.push_back({"work", "s", statistics.workS, calls});
      measures.push_back({"effective parallelism", "", statistics.workS / makespan, calls});
    }
  }
  if (price)
    if (const auto cost = costOf(trace, {price->book, price->function, {}, {}, false}); cost && cost->bill)
      measures.push_back({"cost of the calls", "USD", cost->total, calls});
  if (statistics.mostRunning > 0)
    measures.push_back({"most running", "", static_cast<double>(statistics.mostRunning), calls});
  const TraceStatistics& timed =
      statistics.shared.places > 0 ? statisticsOf(submittedWhenFree(trace, statistics.shared)) : statistics;
  for (const PhaseStatistics& phase : timed.phases) {
    if (phase.cold.count() + phase.warm.count() == 0) {
      addPhase(measures, phase, phase.all, "");
      continue;
    }
    addPhase(measures, phase, phase.warm, ", warm");
    addPhase(measures, phase, phase.cold, ", cold");
  }
  return measures;
}

std::vector<double> concurrencyCurve(const Trace& trace, double span, std::size_t steps) {
  std::vector<double> curve(steps, 0);
  const auto first = firstOf(trace);
  if (!first || !(span > 0))
    return curve;
  const StepSeries running = runningOf(trace);
  for (std::size_t i = 0; i < steps; ++i) {
    const double at = span * (static_cast<double>(i) + 0.5) / static_cast<double>(steps) * 1e9;
    curve[i] = running.valueAt(*first + static_cast<std::int64_t>(at));
  }
  return curve;
}

} // namespace coldframe
