// Which row of a timeline a call stands in: one lane a call, in an order of choice, or one lane an environment or
// worker with all its calls. And which calls are shown at all.
#pragma once

#include "sim/result/call_phases.h"
#include "sim/trace/trace.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string_view>
#include <vector>

namespace coldframe {

enum class LaneKind : std::uint8_t { Call, Environment, Worker };
enum class CallOrder : std::uint8_t { Submit, Start, Duration, Environment }; // of lanes that are calls
inline constexpr std::array<std::string_view, 4> kCallOrderNames{"submit", "start", "duration", "environment"};

// What a call is filtered by.
enum class CallState : std::uint8_t { Warm, Cold, Failed, Throttled };
inline constexpr std::size_t kCallStateCount = 4;
inline constexpr std::array<std::string_view, kCallStateCount> kCallStateNames{"warm", "cold", "failed", "throttled"};
CallState stateOf(const Trace& trace, std::size_t row); // warm, where nobody knows

struct LaneOptions {
  LaneKind lanes = LaneKind::Call;
  CallOrder order = CallOrder::Submit;
  std::array<bool, kCallStateCount> shown{true, true, true, true};
  bool operator==(const LaneOptions&) const = default;
};

// One call as it is drawn, 32 bytes: where its phases end, in ticks after `from`.
struct Span {
  static constexpr std::uint32_t kFailed = 0x8000'0000u;
  std::int64_t from = 0; // ns
  std::array<std::uint32_t, CallBounds::kPhases> end{};
  std::uint32_t rowAndFailed = 0;

  std::size_t row() const { return rowAndFailed & ~kFailed; }
  bool failed() const { return (rowAndFailed & kFailed) != 0; }
};

// All spans, lane after lane, within a lane by time.
struct SpanOrder {
  std::vector<Span> spans;
  std::vector<std::uint32_t> laneBegin; // of lane i: spans [laneBegin[i], laneBegin[i + 1])
  std::vector<std::int64_t> laneNumber; // of the environment or worker; empty where a lane is a call
  double tickNs = 1;                    // so long that the longest call fits
  std::int64_t from = 0;                // of all spans
  std::int64_t to = 0;
  std::size_t leftOut = 0;        // rows that are filtered out or have no stamp, or no lane
  std::size_t clocksDisagree = 0; // rows shown of which a phase would have been negative

  std::size_t lanes() const { return laneBegin.empty() ? 0 : laneBegin.size() - 1; }
  double toNs(const Span& span) const { return static_cast<double>(span.end.back()) * tickNs; } // after `from`
};

// At most 2³¹ − 1 rows. An order cut short by `stop` has no spans.
SpanOrder orderSpans(const Trace& trace, const LaneOptions& options, std::stop_token stop = {});

} // namespace coldframe
