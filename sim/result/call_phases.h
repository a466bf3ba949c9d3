// The phases of one call, laid end to end, as a timeline draws them. A phase lies between two stamps, read on the
// client's clock (the known skew is added to worker stamps):
//
//   waiting     submit → start; of a cold call, submit → invoke
//   cold start  invoke → start of a cold call: the time it waited for the environment that was made for it
//   set-up      start → func_start (or setup_done where that is all there is)
//   running     func_start → func_end; where the function's own stamps are missing, start → end
//   result      func_end → end → status_seen → result_done, as far as recorded
//   failed      what running is called when the call did not end well
//
// Where stamps are missing, phases run into each other rather than being guessed. Where two clocks disagree, a stamp
// before the one it follows makes an empty phase, never a negative one, and the call says so.
#pragma once

#include "sim/trace/client_clock.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace coldframe {

enum class CallPhase : std::uint8_t { Waiting, ColdStart, SetUp, Running, Result, Failed };
inline constexpr std::size_t kCallPhaseCount = 6;
inline constexpr std::array<std::string_view, kCallPhaseCount> kCallPhaseNames{"waiting", "cold start", "set-up",
                                                                               "running", "result",     "failed"};

// Waiting, cold start, set-up, running or failed, result follow each other: phase i ends at end[i], the first begins at
// `from`. ns on the client's clock; never decreasing.
struct CallBounds {
  static constexpr std::size_t kPhases = 5;
  std::int64_t from = 0;
  std::array<std::int64_t, kPhases> end{};
  bool failed = false;
  bool clocksDisagree = false; // some stamp lay before the one it follows

  std::int64_t to() const { return end[kPhases - 1]; }
  std::int64_t begin(std::size_t phase) const { return phase == 0 ? from : end[phase - 1]; }
  CallPhase phase(std::size_t i) const { return failed && i == 3 ? CallPhase::Failed : static_cast<CallPhase>(i); }
};

// Nothing where the row has no stamp at all, or one beyond ±146 years.
std::optional<CallBounds> boundsOf(const Trace& trace, std::size_t row);

// The part of a call for which it held its environment: from its cold start, or its start, to its end.
CallBounds insideEnvironment(const Trace& trace, std::size_t row, const CallBounds& whole);

} // namespace coldframe
