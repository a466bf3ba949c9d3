#include "sim/report/trace_answer.h"

#include "sim/units/format.h"

#include <cmath>
#include <numeric>

namespace coldframe {

namespace {

// Three digits, or whole from a thousand on.
std::string shownParallelism(double x) {
  return x < 1000 ? significant(x, 3) : showCount(std::round(x));
}

} // namespace

Answer traceAnswer(const TraceStatistics& statistics) {
  const auto outcome = [&statistics](CallOutcome which) {
    return statistics.outcomes[static_cast<std::size_t>(which)];
  };
  Answer answer;
  if (statistics.rows == 0) {
    answer.headline = "This trace holds no calls.";
    return answer;
  }
  answer.headline = showCounted(statistics.calls, "call");
  if (statistics.span)
    answer.headline += " in " + showDuration(statistics.span->inSeconds());
  if (statistics.mostRunning > 0)
    answer.headline += ", at most " + showCount(statistics.mostRunning) + " at once";
  const std::uint64_t cold = statistics.cold[static_cast<std::size_t>(Cold::Yes)];
  const std::uint64_t known = cold + statistics.cold[static_cast<std::size_t>(Cold::No)];
  if (known > 0)
    answer.headline += ", " + showPercent(static_cast<double>(cold) / static_cast<double>(known)) + " cold";
  const std::uint64_t throttled = outcome(CallOutcome::Throttled) + outcome(CallOutcome::Dropped);
  const std::uint64_t failed =
      outcome(CallOutcome::Error) + outcome(CallOutcome::Timeout) + outcome(CallOutcome::OutOfMemory);
  answer.headline += failed == 0 ? ", no failure recorded" : ", " + showCount(failed) + " failed";
  if (throttled > 0)
    answer.headline += ", " + showCount(throttled) + " throttled";
  answer.headline += ".";
  if (statistics.effectiveParallelism)
    answer.evidence.push_back("Effective parallelism " + shownParallelism(*statistics.effectiveParallelism) +
                              ": the work of all calls ÷ the span.");
  if (const SharedPlaces& shared = statistics.shared; shared.places > 0)
    answer.evidence.push_back(showCounted(shared.waited, "call waited", "calls waited") + " for one of " +
                              showCounted(shared.places, "place") + ", " + showDuration(shared.wait.inSeconds()) +
                              " at the median; the next call starts " + showDuration(shared.turnover.inSeconds()) +
                              " after one is free.");
  if (statistics.stragglers > 0)
    answer.evidence.push_back(showCounted(statistics.stragglers, "straggler takes", "stragglers take") +
                              " more than 1.5 times the median of " +
                              showDuration(statistics.medianDuration->inSeconds()) + ".");
  const std::uint64_t negative =
      std::accumulate(statistics.phases.begin(), statistics.phases.end(), std::uint64_t{0},
                      [](std::uint64_t sum, const PhaseStatistics& phase) { return sum + phase.negative; });
  if (negative > 0)
    answer.caveats.push_back("client and worker clocks disagree: " + showCounted(negative, "phase") +
                             " would be negative and are left out");
  return answer;
}

} // namespace coldframe
