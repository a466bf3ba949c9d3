#include "sim/fit/client_pace.h"

#include "sim/fit/poll_rounds.h"
#include "sim/random/elementary.h"
#include "sim/stats/median.h"

#include <algorithm>
#include <cmath>
#include <numeric>

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

// Gaps between the calls of a job: the first are longer where each thread of the client has to open its connection.
struct Pace {
  double first = 0, later = 0; // s, mean gap
  std::size_t connections = 0; // calls that open one; 0: no difference
};

// Exponential gaps whose mean changes once, by maximum likelihood; the change stands if AIC gains by it (two parameters
// more) and the later gaps are the shorter ones.
Pace paceOf(std::span<const double> gaps) {
  constexpr std::size_t kLeastASide = 8;
  const auto n = static_cast<double>(gaps.size());
  double all = 0;
  for (const double gap : gaps)
    all += gap;
  Pace pace{all / n, all / n, 0};
  if (!(all > 0))
    return pace;
  double best = -n * (detLog(all / n) + 1) + 2; // log-likelihood to beat
  double before = 0;
  for (std::size_t m = 1; m + kLeastASide <= gaps.size(); ++m) {
    before += gaps[m - 1];
    const auto k = static_cast<double>(m);
    const double first = before / k, later = (all - before) / (n - k);
    if (m < kLeastASide || !(later > 0) || later >= first)
      continue;
    const double likelihood = -k * (detLog(first) + 1) - (n - k) * (detLog(later) + 1);
    if (likelihood > best) {
      best = likelihood;
      pace = {first, later, m + 1};
    }
  }
  return pace;
}

// Standard error of the mean of gaps.
double errorOfMean(std::span<const double> gaps, double mean) {
  double square = 0;
  for (const double gap : gaps)
    square += (gap - mean) * (gap - mean);
  return std::sqrt(square) / static_cast<double>(gaps.size());
}

} // namespace

FitPart fitInvocation(std::span<const Trace* const> traces) {
  const char* const title = "calls made by the client";
  constexpr std::size_t kLeast = 20;
  std::vector<double> first, later; // gaps of all runs
  std::size_t calls = 0, threads = 0, runs = 0;
  bool has = false, stream = false;
  for (const Trace* trace : traces) {
    has |= trace->has(Stamp::Submit);
    const std::vector<double> submits = stampsOf(*trace, Stamp::Submit);
    calls += submits.size();
    if (submits.size() < kLeast || submits.back() <= submits.front())
      continue;
    const double span = submits.back() - submits.front();
    // A job's calls are made before most of them are done; a stream's are not.
    const std::vector<double> ends = stampsOf(*trace, Stamp::End);
    const bool job = ends.empty() || span <= 2 * (medianOf(ends) - submits.front());
    stream |= !job;
    const std::vector<double> gaps = gapsOf(submits);
    const Pace pace = job ? paceOf(gaps) : Pace{};
    const auto change = gaps.begin() + static_cast<std::ptrdiff_t>(pace.connections > 0 ? pace.connections - 1 : 0);
    first.insert(first.end(), gaps.begin(), change);
    later.insert(later.end(), change, gaps.end());
    threads += pace.connections;
    runs += pace.connections > 0 ? 1 : 0;
  }
  if (!has)
    return notIdentified("invocation", title, 0, "the run does not say when calls were submitted");
  if (later.empty())
    return notIdentified("invocation", title, calls,
                         calls < kLeast ? "fewer than 20 calls" : "all calls carry the same submit time");
  const auto meanOf = [](const std::vector<double>& gaps) {
    return std::accumulate(gaps.begin(), gaps.end(), 0.0) / static_cast<double>(gaps.size());
  };
  const double mean = meanOf(later);
  const double error = errorOfMean(later, mean);
  FitPart part;
  part.key = "invocation";
  part.title = title;
  part.n = first.size() + later.size() + 1;
  part.method = stream ? "arrivals of a stream" : "submits of a job";
  part.figures = {
      fittedFigure("rate", "calls/s", 1 / mean, error / (mean * mean), static_cast<double>(later.size())),
      plainFigure("variation of the gaps", "", error * std::sqrt(static_cast<double>(later.size())) / mean)};
  if (stream) {
    part.notes.push_back("calls are spread over the run: this is their arrival rate, not what the client can do");
    return part;
  }
  part.figures.push_back(fittedFigure(kCallWork, "s", mean, error, static_cast<double>(later.size())));
  if (!first.empty()) {
    const double slow = meanOf(first);
    part.figures.push_back(fittedFigure(kConnectWork, "s", slow - mean, jointError(errorOfMean(first, slow), error)));
    part.figures.push_back(
        plainFigure(kConnections, "", std::round(static_cast<double>(threads) / static_cast<double>(runs))));
    part.notes.push_back("the first calls are further apart, as where each thread of the client opens its connection: "
                         "a larger job goes on at the later pace");
  }
  return part;
}

FitPart fitPolling(std::span<const Trace* const> traces) {
  const char* const title = "how often the client looks for ends";
  std::vector<double> intervals;
  std::size_t seen = 0;
  bool has = false;
  for (const Trace* trace : traces) {
    has |= trace->has(Stamp::StatusSeen);
    const std::vector<PollRound> rounds = pollRounds(*trace);
    for (std::size_t i = 1; i < rounds.size(); ++i)
      intervals.push_back(rounds[i].first - rounds[i - 1].first);
    for (std::size_t row = 0; row < trace->rows(); ++row)
      seen += trace->stamp(Stamp::StatusSeen, row) ? 1 : 0;
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
  part.figures = {fittedFigure("interval", "s", median, 1.2533 * 1.4826 * medianOf(deviations) / std::sqrt(n), n)};
  part.law = Scalar{std::round(median * 1e9)};
  return part;
}

} // namespace coldframe
