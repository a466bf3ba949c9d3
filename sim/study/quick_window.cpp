#include "sim/study/quick_window.h"

#include "sim/study/workload_size.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr Duration kDay = Duration::hours(24);

bool comesAsItComes(const ArrivalSpec& arrivals) {
  return std::holds_alternative<PerMinuteCounts>(arrivals) || std::holds_alternative<Timestamps>(arrivals) ||
         std::holds_alternative<Schedule>(arrivals);
}

bool followsTheClock(const ArrivalSpec& arrivals, const PlatformModel& platform) {
  const auto* function = std::get_if<FaasModel>(&platform);
  return std::holds_alternative<DiurnalArrivals>(arrivals) || (function != nullptr && function->provisioned.size() > 1);
}

Duration wholeDays(Duration window) {
  return kDay * std::max<std::int64_t>(1, window.ns() / kDay.ns());
}

} // namespace

RunInputs quickWindow(const RunInputs& inputs, const PlatformModel& platform, double affordableWork,
                      Duration shortest) {
  const double expected = expectedWork(inputs);
  if (expected <= affordableWork)
    return inputs;
  RunInputs quick = inputs;
  quick.window = std::max(
      {Duration::fromSeconds(inputs.window.inSeconds() * affordableWork / expected), shortest, inputs.warmUp * 2});
  if (auto* job = std::get_if<JobDemand>(&quick.demand)) {
    const auto late = std::lower_bound(job->starts.begin(), job->starts.end(), SimTime::at(quick.window));
    job->starts.erase(late, job->starts.end());
    return job->starts.empty() || job->starts.size() == std::get<JobDemand>(inputs.demand).starts.size() ? inputs
                                                                                                         : quick;
  }
  const ArrivalSpec& arrivals = std::get<StreamDemand>(inputs.demand).arrivals;
  if (comesAsItComes(arrivals))
    return inputs;
  if (followsTheClock(arrivals, platform))
    quick.window = wholeDays(quick.window);
  return quick.window < inputs.window ? quick : inputs;
}

std::string cutInWords(const RunInputs& whole, const RunInputs& simulated) {
  if (!(simulated.window < whole.window))
    return {};
  const auto runs = [](const RunInputs& inputs) { return showCount(std::get<JobDemand>(inputs.demand).starts.size()); };
  if (std::holds_alternative<JobDemand>(whole.demand))
    return "the first " + runs(simulated) + " of " + runs(whole) + " runs were simulated";
  return showDuration(simulated.window.inSeconds()) + " of " + showDuration(whole.window.inSeconds()) +
         " were simulated";
}

} // namespace coldframe
