#include "sim/result/trace_summary.h"

#include <algorithm>
#include <utility>

namespace coldframe {

namespace {

// At the same instant an end comes before a start: a slot handed over is not two running.
std::optional<std::uint64_t> mostAtOnce(const Trace& trace) {
  std::vector<std::pair<std::int64_t, int>> changes;
  for (std::size_t row = 0; row < trace.rows(); ++row)
    if (const auto length = trace.duration(row); length && length->ns() >= 0) {
      changes.emplace_back(trace.stamp(Stamp::Start, row)->ns(), 1);
      changes.emplace_back(trace.stamp(Stamp::End, row)->ns(), -1);
    }
  if (changes.empty())
    return std::nullopt;
  std::sort(changes.begin(), changes.end());
  std::int64_t running = 0;
  std::int64_t most = 0;
  for (const auto& [at, change] : changes) {
    running += change;
    most = std::max(most, running);
  }
  return static_cast<std::uint64_t>(most);
}

std::uint64_t differentCalls(const Trace& trace) {
  std::vector<std::int64_t> numbers = trace.column(Count::Call);
  if (numbers.empty())
    return trace.rows();
  std::sort(numbers.begin(), numbers.end());
  return static_cast<std::uint64_t>(std::unique(numbers.begin(), numbers.end()) - numbers.begin());
}

} // namespace

TraceSummary summarize(const Trace& trace) {
  TraceSummary summary;
  summary.rows = trace.rows();
  summary.calls = differentCalls(trace);
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    ++summary.outcomes[static_cast<std::size_t>(trace.outcome(row))];
    ++summary.cold[static_cast<std::size_t>(trace.cold(row))];
    if (trace.count(Count::Attempt, row).value_or(0) > 0)
      ++summary.retries;
    for (std::size_t s = 0; s < kStampCount; ++s)
      if (const auto at = trace.stamp(static_cast<Stamp>(s), row)) {
        summary.first = std::min(summary.first.value_or(*at), *at);
        summary.last = std::max(summary.last.value_or(*at), *at);
      }
    if (const auto length = trace.duration(row); length && length->ns() >= 0)
      summary.duration.add(length->ns());
  }
  summary.maxRunning = mostAtOnce(trace);
  for (std::size_t s = 0; s < kStampCount; ++s)
    if (trace.has(static_cast<Stamp>(s)))
      summary.columns.emplace_back(kStampNames[s]);
  for (std::size_t c = 0; c < kCountCount; ++c)
    if (trace.has(static_cast<Count>(c)))
      summary.columns.emplace_back(kCountNames[c]);
  if (trace.hasCold())
    summary.columns.emplace_back("cold");
  summary.columns.emplace_back("outcome");
  return summary;
}

} // namespace coldframe
