#include "sim/result/call_phases.h"

#include <algorithm>
#include <initializer_list>

namespace coldframe {

namespace {

// Half the range, so that no difference of two stamps overflows.
constexpr std::int64_t kFarthest = std::numeric_limits<std::int64_t>::max() / 2;

class Stamps {
public:
  Stamps(const Trace& trace, std::size_t row) {
    for (std::size_t i = 0; i < kStampCount; ++i)
      m_at[i] = onClientClock(trace, static_cast<Stamp>(i), row);
  }
  std::optional<std::int64_t> first(std::initializer_list<Stamp> wanted) const {
    for (const Stamp stamp : wanted)
      if (const auto at = m_at[static_cast<std::size_t>(stamp)])
        return at;
    return std::nullopt;
  }
  bool farAway() const {
    return std::ranges::any_of(m_at, [](const auto& at) { return at && (*at > kFarthest || *at < -kFarthest); });
  }

private:
  std::array<std::optional<std::int64_t>, kStampCount> m_at;
};

} // namespace

std::optional<CallBounds> boundsOf(const Trace& trace, std::size_t row) {
  using enum Stamp;
  const Stamps stamps(trace, row);
  const auto from = stamps.first({Submit, Invoke, Start, SetupDone, FuncStart, FuncEnd, End, StatusSeen, ResultDone});
  if (!from || stamps.farAway())
    return std::nullopt;

  CallBounds bounds;
  bounds.from = *from;
  bounds.failed = trace.outcome(row) != CallOutcome::Ok;
  std::int64_t now = *from;
  const auto reach = [&](std::optional<std::int64_t> at) {
    if (!at)
      return;
    bounds.clocksDisagree = bounds.clocksDisagree || *at < now;
    now = std::max(now, *at);
  };

  if (trace.cold(row) == Cold::Yes)
    reach(stamps.first({Invoke, Submit}));
  else
    reach(stamps.first({Start, SetupDone, FuncStart, Invoke}));
  bounds.end[0] = now;
  reach(stamps.first({Start, SetupDone, FuncStart}));
  bounds.end[1] = now;
  reach(stamps.first({FuncStart, SetupDone}));
  bounds.end[2] = now;
  reach(stamps.first({FuncEnd, End, StatusSeen, ResultDone}));
  bounds.end[3] = now;
  for (const Stamp stamp : {End, StatusSeen, ResultDone})
    reach(stamps.first({stamp}));
  bounds.end[4] = now;
  return bounds;
}

CallBounds insideEnvironment(const Trace& trace, std::size_t row, const CallBounds& whole) {
  CallBounds inside = whole;
  const std::int64_t from = whole.end[0]; // of a warm call, the start
  const auto stamped = onClientClock(trace, Stamp::End, row);
  const std::int64_t to = std::max(from, stamped ? std::min(*stamped, whole.to()) : whole.end[3]);
  inside.from = from;
  for (std::int64_t& end : inside.end)
    end = std::clamp(end, from, to);
  return inside;
}

} // namespace coldframe
