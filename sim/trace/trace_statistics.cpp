#include "sim/trace/trace_statistics.h"

#include "sim/trace/client_clock.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace coldframe {

namespace {

constexpr std::size_t kMostLatest = 10;

std::optional<std::int64_t> between(std::optional<std::int64_t> from, std::optional<std::int64_t> to) {
  std::int64_t length = 0;
  if (!from || !to || __builtin_sub_overflow(*to, *from, &length))
    return std::nullopt;
  return length;
}

struct Interval {
  std::int64_t from;
  std::int64_t to;
};

// Mean and most running in each of `steps` equal stretches. At one instant ends come before starts.
void fillConcurrency(const std::vector<Interval>& intervals, std::size_t steps, TraceStatistics& out) {
  std::vector<std::pair<std::int64_t, int>> changes;
  changes.reserve(2 * intervals.size());
  std::int64_t first = intervals.front().from;
  std::int64_t last = intervals.front().to;
  for (const Interval& interval : intervals) {
    changes.emplace_back(interval.from, 1);
    changes.emplace_back(interval.to, -1);
    first = std::min(first, interval.from);
    last = std::max(last, interval.to);
  }
  std::ranges::sort(changes);
  std::int64_t running = 0;
  for (const auto& [at, change] : changes) {
    running += change;
    out.mostRunning = std::max(out.mostRunning, running);
  }
  std::int64_t whole = 0;
  if (__builtin_sub_overflow(last, first, &whole) || whole <= 0 || steps == 0)
    return;
  const auto startOf = [&](std::size_t step) {
    __extension__ using Wide = __int128;
    return first +
           static_cast<std::int64_t>(static_cast<Wide>(whole) * static_cast<Wide>(step) / static_cast<Wide>(steps));
  };
  std::size_t next = 0;
  running = 0;
  for (std::size_t step = 0; step < steps; ++step) {
    const std::int64_t from = startOf(step);
    const std::int64_t to = startOf(step + 1);
    // Changes at the very beginning belong to this stretch before anything is seen of it.
    while (next < changes.size() && changes[next].first <= from)
      running += changes[next++].second;
    ConcurrencyStep entry{SimTime::atNanoseconds(from), 0, running};
    double area = 0;
    std::int64_t at = from;
    while (next < changes.size() && changes[next].first < to) {
      area += static_cast<double>(running) * static_cast<double>(changes[next].first - at);
      at = changes[next].first;
      running += changes[next++].second;
      entry.most = std::max(entry.most, running);
    }
    area += static_cast<double>(running) * static_cast<double>(to - at);
    entry.mean = to > from ? area / static_cast<double>(to - from) : static_cast<double>(running);
    out.concurrency.push_back(entry);
  }
}

std::uint64_t differentCalls(const Trace& trace) {
  std::vector<std::int64_t> numbers = trace.column(Count::Call);
  if (numbers.empty())
    return trace.rows();
  std::ranges::sort(numbers);
  return static_cast<std::uint64_t>(std::ranges::unique(numbers).begin() - numbers.begin());
}

void fillCounts(const Trace& trace, TraceStatistics& out) {
  out.rows = trace.rows();
  out.calls = differentCalls(trace);
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    ++out.outcomes[static_cast<std::size_t>(trace.outcome(row))];
    ++out.cold[static_cast<std::size_t>(trace.cold(row))];
    out.retries += trace.count(Count::Attempt, row).value_or(0) > 0 ? 1 : 0;
  }
  for (std::size_t s = 0; s < kStampCount; ++s)
    if (trace.has(static_cast<Stamp>(s)))
      out.columns.emplace_back(kStampNames[s]);
  for (std::size_t c = 0; c < kCountCount; ++c)
    if (trace.has(static_cast<Count>(c)))
      out.columns.emplace_back(kCountNames[c]);
  if (trace.hasCold())
    out.columns.emplace_back("cold");
  out.columns.emplace_back("outcome");
}

void fillStragglers(const Trace& trace, std::vector<std::int64_t> durations, TraceStatistics& out) {
  const auto middle = durations.begin() + static_cast<std::ptrdiff_t>((durations.size() - 1) / 2);
  std::ranges::nth_element(durations, middle);
  const std::int64_t median = *middle;
  out.medianDuration = Duration::nanoseconds(median);
  if (median <= 0)
    return;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto length = between(onClientClock(trace, Stamp::Start, row), onClientClock(trace, Stamp::End, row));
    if (!length || *length <= 0)
      continue;
    const double times = static_cast<double>(*length) / static_cast<double>(median);
    if (times <= kStragglerTimesMedian)
      continue;
    ++out.stragglers;
    out.latest.push_back({row, Duration::nanoseconds(*length), times});
    if (out.latest.size() > 4 * kMostLatest) {
      std::ranges::stable_sort(out.latest, std::greater(), &Straggler::duration);
      out.latest.resize(kMostLatest);
    }
  }
  std::ranges::stable_sort(out.latest, std::greater(), &Straggler::duration);
  if (out.latest.size() > kMostLatest)
    out.latest.resize(kMostLatest);
}

} // namespace

TraceStatistics statisticsOf(const Trace& trace, std::size_t steps, Memory stated) {
  TraceStatistics out;
  fillCounts(trace, out);
  for (const TracePhase& phase : kTracePhases) {
    if (!trace.has(phase.from) || !trace.has(phase.to))
      continue;
    PhaseStatistics statistics;
    statistics.name = phase.name;
    statistics.from = phase.from;
    statistics.to = phase.to;
    for (std::size_t row = 0; row < trace.rows(); ++row) {
      const auto length = between(onClientClock(trace, phase.from, row), onClientClock(trace, phase.to, row));
      if (!length)
        continue;
      if (*length < 0) {
        ++statistics.negative;
        continue;
      }
      statistics.all.add(*length);
      if (trace.cold(row) != Cold::Unknown)
        (trace.cold(row) == Cold::Yes ? statistics.cold : statistics.warm).add(*length);
    }
    if (!statistics.all.empty() || statistics.negative > 0)
      out.phases.push_back(std::move(statistics));
  }

  std::optional<std::int64_t> first;
  std::optional<std::int64_t> last;
  std::vector<Interval> intervals;
  std::vector<std::int64_t> durations;
  double work = 0;
  double memoryTime = 0;
  double billedTime = 0;
  bool anyMemory = false;
  bool anyBilled = false;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    for (std::size_t i = 0; i < kStampCount; ++i)
      if (const auto at = onClientClock(trace, static_cast<Stamp>(i), row)) {
        first = std::min(first.value_or(*at), *at);
        last = std::max(last.value_or(*at), *at);
      }
    const auto from = onClientClock(trace, Stamp::Start, row);
    const auto length = between(from, onClientClock(trace, Stamp::End, row));
    auto memory = trace.count(Count::Memory, row);
    if (!memory && stated > Memory())
      memory = stated.inBytes();
    constexpr double kGbSecond = 1'073'741'824.0 * 1e9;
    if (length && *length >= 0) {
      intervals.push_back({*from, *from + *length});
      durations.push_back(*length);
      out.duration.add(*length);
      work += static_cast<double>(*length);
      if (memory) {
        anyMemory = true;
        memoryTime += static_cast<double>(*memory) * static_cast<double>(*length) / kGbSecond;
      }
    }
    if (const auto billed = trace.count(Count::Billed, row); billed && memory) {
      anyBilled = true;
      billedTime += static_cast<double>(*memory) * static_cast<double>(*billed) / kGbSecond;
    }
  }
  if (const auto span = between(first, last))
    out.span = Duration::nanoseconds(*span);
  out.workS = work / 1e9;
  if (anyMemory)
    out.gbSeconds = memoryTime;
  if (anyBilled)
    out.billedGbSeconds = billedTime;
  out.shared = sharedPlaces(trace);
  if (!intervals.empty()) {
    if (out.span && out.span->ns() > 0)
      out.effectiveParallelism = work / static_cast<double>(out.span->ns());
    fillConcurrency(intervals, steps, out);
    fillStragglers(trace, std::move(durations), out);
  }
  return out;
}

} // namespace coldframe
