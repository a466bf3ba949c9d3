#include "sim/fit/scaling_ramp.h"

#include "sim/fit/least_squares.h"
#include "sim/stats/median.h"
#include "sim/trace/client_clock.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace coldframe {

namespace {

struct ColdCall {
  double submit = 0, start = 0; // s after the first submit
};

std::vector<ColdCall> coldCalls(const Trace& trace) {
  std::vector<ColdCall> calls;
  double first = std::numeric_limits<double>::infinity();
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto submit = onClientClock(trace, Stamp::Submit, row), start = onClientClock(trace, Stamp::Start, row);
    if (submit)
      first = std::min(first, static_cast<double>(*submit) / 1e9);
    if (submit && start && trace.cold(row) == Cold::Yes)
      calls.push_back({static_cast<double>(*submit) / 1e9, static_cast<double>(*start) / 1e9});
  }
  for (ColdCall& call : calls) {
    call.submit -= first;
    call.start -= first;
  }
  std::stable_sort(calls.begin(), calls.end(),
                   [](const ColdCall& a, const ColdCall& b) { return a.submit < b.submit; });
  return calls;
}

// Spearman's correlation of the calls' order and their waits.
double orderOfWaits(const std::vector<double>& waits) {
  std::vector<std::size_t> rank(waits.size());
  std::iota(rank.begin(), rank.end(), 0);
  std::stable_sort(rank.begin(), rank.end(), [&](std::size_t a, std::size_t b) { return waits[a] < waits[b]; });
  double squares = 0;
  for (std::size_t i = 0; i < rank.size(); ++i) {
    const double d = static_cast<double>(rank[i]) - static_cast<double>(i);
    squares += d * d;
  }
  const auto n = static_cast<double>(waits.size());
  return 1 - 6 * squares / (n * (n * n - 1));
}

} // namespace

FitPart fitRamp(std::span<const Trace* const> traces) {
  const char* const key = "ramp";
  const char* const title = kRampTitle;
  std::vector<ColdCall> calls;
  for (const Trace* trace : traces)
    if (std::vector<ColdCall> more = coldCalls(*trace); more.size() > calls.size())
      calls = std::move(more);
  constexpr std::size_t kLeast = 20;
  const std::size_t n = calls.size();
  if (n < kLeast)
    return notIdentified(key, title, n,
                         n == 0 ? "no call is known to have started cold of which it is said when it was submitted"
                                : showCounted(n, "cold call") + " only; 20 would be needed");
  std::vector<double> waits, order, starts;
  for (const ColdCall& call : calls) {
    waits.push_back(call.start - call.submit);
    starts.push_back(call.start);
    order.push_back(static_cast<double>(order.size() + 1));
  }
  std::sort(starts.begin(), starts.end());
  const auto quarter = static_cast<std::ptrdiff_t>(n / 4);
  const double longer = medianOf(std::vector<double>{waits.end() - quarter, waits.end()}) -
                        medianOf(std::vector<double>{waits.begin(), waits.begin() + quarter});
  constexpr double kInOrder = 0.7, kLonger = 1;
  if (orderOfWaits(waits) < kInOrder || longer < kLonger)
    return notIdentified(key, title, n,
                         showCount(n) + " environments were made within " +
                             showDuration(starts.back() - calls.front().submit) +
                             ", and later calls did not wait longer for theirs: no limit was met so far");
  std::optional<LeastSquaresFit> best;
  std::size_t burst = 0;
  const std::size_t step = std::max<std::size_t>(1, n / 200);
  for (std::size_t b = 0; b + kLeast / 2 <= n; b += step) {
    const auto model = [b](double k, std::span<const double> p, std::span<double> derivatives) {
      const double beyond = std::max(0.0, k - static_cast<double>(b));
      derivatives[0] = 1;
      derivatives[1] = beyond;
      return p[0] + p[1] * beyond;
    };
    auto fit = fitLeastSquares(order, starts, {{"a", starts.front(), 0, starts.back()}, {"gap", 0.1, 0, starts.back()}},
                               model);
    if (fit && (!best || fit->rootMeanSquare < best->rootMeanSquare)) {
      best = std::move(*fit);
      burst = b;
    }
  }
  if (!best || !(best->parameters[1].value > 0))
    return notIdentified(key, title, n, "no burst and rate go through the starts of these calls");
  const FittedParameter& gap = best->parameters[1];
  FitPart part;
  part.key = key;
  part.title = title;
  part.n = n;
  part.method = "a burst, then a constant rate, least squares";
  part.figures = {plainFigure(kRampBurst, "", static_cast<double>(burst)),
                  fittedFigure(kRampRate, "1/s", 1 / gap.value, gap.standardError / (gap.value * gap.value)),
                  fittedFigure(best->parameters[0], "first ready after", "s")};
  return part;
}

} // namespace coldframe
