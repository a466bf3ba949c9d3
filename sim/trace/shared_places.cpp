#include "sim/trace/shared_places.h"

#include "sim/stats/median.h"
#include "sim/trace/client_clock.h"
#include "sim/trace/trace_builder.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace coldframe {

namespace {

struct Placed {
  std::int64_t submit = 0, start = 0; // ns
  std::size_t row = 0;
};

// Calls with a submit, by their start, and the ends of all that started.
struct Calls {
  std::vector<Placed> byStart;
  std::vector<std::int64_t> ends;
};

// Times whose differences are numbers too.
bool isNear(std::int64_t ns) {
  constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 2;
  return -kFar < ns && ns < kFar;
}

Calls callsOf(const Trace& trace) {
  Calls calls;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto submit = onClientClock(trace, Stamp::Submit, row), start = onClientClock(trace, Stamp::Start, row),
               end = onClientClock(trace, Stamp::End, row);
    if (!submit || !start || !end || *end < *start || !isNear(*submit) || !isNear(*start) || !isNear(*end))
      continue;
    calls.byStart.push_back({*submit, *start, row});
    calls.ends.push_back(*end);
  }
  std::stable_sort(calls.byStart.begin(), calls.byStart.end(),
                   [](const Placed& a, const Placed& b) { return a.start < b.start; });
  std::sort(calls.ends.begin(), calls.ends.end());
  return calls;
}

// At one instant ends come before starts.
std::size_t mostAtOnce(const Calls& calls) {
  std::size_t ended = 0, most = 0;
  for (std::size_t started = 1; started <= calls.byStart.size(); ++started) {
    while (ended < calls.ends.size() && calls.ends[ended] <= calls.byStart[started - 1].start)
      ++ended;
    most = std::max(most, started - std::min(started, ended));
  }
  return most;
}

double spreadOf(const std::vector<double>& values) {
  double sum = 0, squares = 0;
  for (const double value : values)
    sum += value;
  const double mean = sum / static_cast<double>(values.size());
  for (const double value : values)
    squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size()));
}

// About the line of least squares through them.
double spreadAboutPace(const std::vector<double>& starts) {
  const double middle = (static_cast<double>(starts.size()) - 1) / 2;
  double products = 0, squares = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const double x = static_cast<double>(i) - middle;
    products += x * starts[i];
    squares += x * x;
  }
  std::vector<double> rest(starts.size());
  for (std::size_t i = 0; i < starts.size(); ++i)
    rest[i] = starts[i] - products / squares * (static_cast<double>(i) - middle);
  return spreadOf(rest);
}

} // namespace

SharedPlaces sharedPlaces(const Trace& trace) {
  constexpr std::size_t kLeastWaiting = 10;
  constexpr double kMostWait = 0.9; // of the calls after those that found every place free
  if (!trace.has(Stamp::Submit) || !trace.has(Stamp::Start) || !trace.has(Stamp::End))
    return {};
  const Calls calls = callsOf(trace);
  const std::size_t places = mostAtOnce(calls);
  std::vector<std::int64_t> waits, turnovers; // ns, of calls that waited
  std::vector<double> spreads, starts;        // s, the same as doubles from the first of them
  SharedPlaces shared;
  shared.waitsNs.assign(trace.rows(), 0);
  for (std::size_t k = places; k < calls.byStart.size(); ++k) {
    const Placed& call = calls.byStart[k];
    const std::int64_t free = calls.ends[k - places];
    if (free <= call.submit)
      continue;
    shared.waitsNs[call.row] = free - call.submit;
    waits.push_back(free - call.submit);
    turnovers.push_back(call.start - free);
    spreads.push_back(static_cast<double>(call.start - free) / 1e9);
    starts.push_back(static_cast<double>(call.start - calls.byStart[places].start) / 1e9);
  }
  const auto later = static_cast<double>(calls.byStart.size() - places);
  if (waits.size() < kLeastWaiting || static_cast<double>(waits.size()) < kMostWait * later ||
      spreadOf(spreads) >= spreadAboutPace(starts))
    return {};
  shared.places = places;
  shared.waited = waits.size();
  shared.wait = Duration::nanoseconds(medianOf(std::move(waits)));
  shared.turnover = Duration::nanoseconds(medianOf(std::move(turnovers)));
  return shared;
}

Trace submittedWhenFree(Trace trace, const SharedPlaces& shared) {
  std::vector<std::int64_t> submits = trace.column(Stamp::Submit);
  for (std::size_t row = 0; row < submits.size(); ++row)
    if (submits[row] != kMissing)
      submits[row] += shared.waitNs(row);
  return TraceBuilder::withStamps(std::move(trace), Stamp::Submit, std::move(submits));
}

} // namespace coldframe
