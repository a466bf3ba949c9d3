#include "sim/study/month_window.h"

#include "sim/study/quick_window.h"

#include <algorithm>

namespace coldframe {

namespace {

// Calls of one simulation of a quick answer: some tenths of a second.
constexpr double kQuickCalls = 300'000;

} // namespace

const RunInputs& wholeMonth(const BoundPlatform& platform) {
  return platform.model.month ? *platform.model.month : platform.model.run;
}

RunInputs monthWindow(const BoundPlatform& platform, Effort effort) {
  const RunInputs& whole = wholeMonth(platform);
  if (effort != Effort::Quick || std::holds_alternative<JobDemand>(whole.demand))
    return whole;
  RunInputs quick = quickWindow(whole, platform.model.platform, kQuickCalls);
  const std::int64_t hour = Duration::hours(1).ns();
  quick.window = std::min(whole.window, Duration::nanoseconds((quick.window.ns() + hour - 1) / hour * hour));
  return quick;
}

} // namespace coldframe
