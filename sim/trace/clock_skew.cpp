#include "sim/trace/clock_skew.h"

#include "sim/units/format.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace coldframe {

namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

// The shifts under which this call is possible; nothing where it has no stamps of both clocks.
struct Shifts {
  std::int64_t least = kLeast;
  std::int64_t most = kMost;
};

std::optional<std::int64_t> difference(std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  if (a == kMissing || b == kMissing || __builtin_sub_overflow(a, b, &out))
    return std::nullopt;
  return out;
}

std::optional<Shifts> shiftsOf(const Trace& trace, std::size_t row) {
  const auto at = [&](Stamp stamp) { return trace.has(stamp) ? trace.column(stamp)[row] : kMissing; };
  std::optional<Shifts> out;
  const auto limit = [&out](std::optional<std::int64_t> least, std::optional<std::int64_t> most) {
    if (!least && !most)
      return;
    if (!out)
      out.emplace();
    out->least = std::max(out->least, least.value_or(kLeast));
    out->most = std::min(out->most, most.value_or(kMost));
  };
  limit(difference(at(Stamp::Submit), at(Stamp::Start)), std::nullopt);
  limit(difference(at(Stamp::Invoke), at(Stamp::Start)), std::nullopt);
  limit(std::nullopt, difference(at(Stamp::StatusSeen), at(Stamp::End)));
  limit(std::nullopt, difference(at(Stamp::ResultDone), at(Stamp::End)));
  return out;
}

std::uint64_t distance(std::int64_t a, std::int64_t b) {
  return a > b ? static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b)
               : static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a);
}

} // namespace

ClockSkew findClockSkew(const Trace& trace) {
  ClockSkew out;
  const std::int64_t present = trace.workerSkewNs();
  out.shiftNs = present;
  const bool client = trace.has(Stamp::Submit) || trace.has(Stamp::Invoke) || trace.has(Stamp::StatusSeen) ||
                      trace.has(Stamp::ResultDone);
  if (!client || (!trace.has(Stamp::Start) && !trace.has(Stamp::End)))
    return out;
  std::vector<std::int64_t> opens;
  std::vector<std::int64_t> closes;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto shifts = shiftsOf(trace, row);
    if (!shifts)
      continue;
    ++out.compared;
    if (shifts->least != kLeast)
      out.leastNs = std::max(out.leastNs.value_or(kLeast), shifts->least);
    if (shifts->most != kMost)
      out.mostNs = std::min(out.mostNs.value_or(kMost), shifts->most);
    if (present < shifts->least || present > shifts->most)
      ++out.impossible;
    if (shifts->least > shifts->most)
      continue; // impossible under any shift
    opens.push_back(shifts->least);
    closes.push_back(shifts->most);
  }
  out.impossibleAligned = out.impossible;
  if (out.impossible == 0)
    return out;
  std::ranges::sort(opens);
  std::ranges::sort(closes);
  // Between two neighbouring ends the number of calls that a shift suits is constant.
  std::size_t closed = 0;
  std::size_t most = out.compared - out.impossible;
  for (std::size_t opened = 0; opened < opens.size();) {
    const std::int64_t from = opens[opened];
    while (opened < opens.size() && opens[opened] == from)
      ++opened;
    while (closed < closes.size() && closes[closed] < from)
      ++closed;
    std::int64_t to = closed < closes.size() ? closes[closed] : kMost;
    if (opened < opens.size() && opens[opened] <= to)
      to = opens[opened] - 1;
    const std::int64_t shift = std::clamp(present, from, to);
    const std::size_t suits = opened - closed;
    if (suits > most || (suits == most && distance(shift, present) < distance(out.shiftNs, present))) {
      most = suits;
      out.shiftNs = shift;
    }
  }
  out.impossibleAligned = out.compared - most;
  return out;
}

std::string clockSkewInWords(const ClockSkew& clocks) {
  if (!clocks.disagree())
    return {};
  const auto seconds = [](std::int64_t ns) {
    return (ns > 0 ? "+" : "") + showDuration(static_cast<double>(ns) / 1e9);
  };
  std::string words = std::to_string(clocks.impossible) + " of " + std::to_string(clocks.compared) +
                      " calls start before they were submitted or are seen done before they end: the clocks of client "
                      "and workers differ; ";
  const bool oneForAll = !clocks.leastNs || !clocks.mostNs || *clocks.leastNs <= *clocks.mostNs;
  if (oneForAll && clocks.leastNs && clocks.mostNs)
    words += "worker times " + seconds(*clocks.leastNs) + " to " + seconds(*clocks.mostNs) + " would be possible";
  else if (oneForAll)
    words += "worker times " +
             (clocks.leastNs ? "at least " + seconds(*clocks.leastNs) : "at most " + seconds(*clocks.mostNs)) +
             " would be possible";
  else
    words += "no one shift suits all, " + seconds(clocks.shiftNs) + " leaves " +
             std::to_string(clocks.impossibleAligned) + " impossible";
  return words;
}

} // namespace coldframe
