#include "sim/fit/client_pace.h"

#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

std::vector<double> stampsOf(const Trace& trace, Stamp stamp) {
  std::vector<double> seconds;
  for (std::size_t row = 0; row < trace.rows(); ++row)
    if (const auto at = trace.stamp(stamp, row))
      seconds.push_back(static_cast<double>(at->ns()) / 1e9);
  std::sort(seconds.begin(), seconds.end());
  return seconds;
}

std::vector<double> gapsOf(std::span<const double> ascending) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < ascending.size(); ++i)
    gaps.push_back(ascending[i] - ascending[i - 1]);
  return gaps;
}

double medianOf(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Times at which rounds begin: a stamp that follows the one before by more than `apart`.
std::vector<double> roundsOf(std::span<const double> ascending, double apart) {
  std::vector<double> rounds;
  for (std::size_t i = 0; i < ascending.size(); ++i)
    if (i == 0 || ascending[i] - ascending[i - 1] > apart)
      rounds.push_back(ascending[i]);
  return rounds;
}

} // namespace

FitPart fitInvocation(std::span<const Trace* const> traces) {
  const char* const title = "calls made by the client";
  constexpr std::size_t kLeast = 20;
  double sum = 0, squares = 0;
  std::size_t n = 0, calls = 0;
  bool has = false, stream = false;
  for (const Trace* trace : traces) {
    has |= trace->has(Stamp::Submit);
    const std::vector<double> submits = stampsOf(*trace, Stamp::Submit);
    calls += submits.size();
    if (submits.size() < kLeast)
      continue;
    const std::vector<double> gaps = gapsOf(submits);
    const double span = submits.back() - submits.front();
    // A job's calls are made before most of them are done; a stream's are not.
    const std::vector<double> ends = stampsOf(*trace, Stamp::End);
    if (!ends.empty() && span > 2 * (medianOf(ends) - submits.front()))
      stream = true;
    if (span <= 0)
      continue;
    for (const double gap : gaps) {
      sum += gap;
      squares += gap * gap;
    }
    n += gaps.size();
  }
  if (!has)
    return notIdentified("invocation", title, 0, "the run does not say when calls were submitted");
  if (n < kLeast)
    return notIdentified("invocation", title, calls,
                         calls < kLeast ? "fewer than 20 calls" : "all calls carry the same submit time");
  const double mean = sum / static_cast<double>(n);
  const double sd = std::sqrt(std::max(0.0, squares / static_cast<double>(n) - mean * mean));
  const double rate = 1 / mean;
  FitPart part;
  part.key = "invocation";
  part.title = title;
  part.n = n + 1;
  part.method = stream ? "arrivals of a stream" : "submits of a job";
  part.figures = {fittedFigure("rate", "calls/s", rate, rate * (sd / mean) / std::sqrt(static_cast<double>(n))),
                  plainFigure("variation of the gaps", "", sd / mean)};
  if (stream)
    part.notes.push_back("calls are spread over the run: this is their arrival rate, not what the client can do");
  return part;
}

FitPart fitPolling(std::span<const Trace* const> traces) {
  const char* const title = "how often the client looks for ends";
  std::vector<double> intervals;
  std::size_t seen = 0;
  bool has = false;
  for (const Trace* trace : traces) {
    has |= trace->has(Stamp::StatusSeen);
    const std::vector<double> stamps = stampsOf(*trace, Stamp::StatusSeen);
    seen += stamps.size();
    if (stamps.size() < 20)
      continue;
    const std::vector<double> gaps = gapsOf(stamps);
    const double apart = *std::max_element(gaps.begin(), gaps.end()) / 10;
    const std::vector<double> rounds = roundsOf(stamps, apart);
    // Ends seen at any time make nearly as many rounds as there are stamps.
    if (rounds.size() < 4 || rounds.size() * 3 > stamps.size())
      continue;
    const std::vector<double> between = gapsOf(rounds);
    intervals.insert(intervals.end(), between.begin(), between.end());
  }
  if (!has)
    return notIdentified("polling", title, 0, "the run does not say when the client saw the ends");
  constexpr std::size_t kLeast = 4;
  if (intervals.size() < kLeast)
    return notIdentified("polling", title, seen, "the ends are not seen in rounds, or in too few of them");
  const double median = medianOf(intervals);
  std::vector<double> deviations;
  for (const double interval : intervals)
    deviations.push_back(std::fabs(interval - median));
  const auto n = static_cast<double>(intervals.size());
  FitPart part;
  part.key = "polling";
  part.title = title;
  part.n = intervals.size() + 1;
  part.method = "median distance of rounds";
  // 1.4826 × the median deviation estimates sd; a median's standard error is 1.2533 sd ÷ √n (normal).
  part.figures = {fittedFigure("interval", "s", median, 1.2533 * 1.4826 * medianOf(deviations) / std::sqrt(n))};
  part.law = Scalar{std::round(median * 1e9)};
  return part;
}

} // namespace coldframe
