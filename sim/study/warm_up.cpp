#include "sim/study/warm_up.h"

#include "sim/run/simulate.h"
#include "sim/stats/mser.h"
#include "sim/study/workload_size.h"
#include "sim/trace/trace_builder.h"

#include <algorithm>
#include <utility>

namespace coldframe {

namespace {

constexpr double kPilotCalls = 100'000;
constexpr double kLongestShare = 0.5; // of the window: more than that is not a beginning

struct Call {
  std::int64_t arrival = 0;
  double response = 0;
};

std::vector<Call> callsOf(const Trace& trace) {
  std::vector<Call> calls;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto submit = trace.stamp(Stamp::Submit, row);
    const auto end = trace.stamp(Stamp::End, row);
    if (submit && end && trace.outcome(row) == CallOutcome::Ok)
      calls.push_back({submit->ns(), static_cast<double>((*end - *submit).ns())});
  }
  std::ranges::stable_sort(calls, {}, &Call::arrival);
  return calls;
}

} // namespace

Result<WarmUp> applyWarmUp(BoundScenario& scenario, std::uint64_t seed, const std::stop_token& stop) {
  WarmUp warmUp;
  if (scenario.isJob)
    return warmUp;
  for (const BoundPlatform& platform : scenario.platforms) {
    RunInputs inputs = platform.model.run;
    if (const double calls = expectedCalls(inputs); calls > kPilotCalls)
      inputs.window = Duration::fromSeconds(inputs.window.inSeconds() * kPilotCalls / calls);
    TraceBuilder rows;
    RunContext context;
    context.stop = stop;
    if (!simulate(platform.model.platform, inputs, {seed, 0}, context, &rows).complete)
      return failure(ErrorKind::Interrupted, "interrupted before the warm-up was found");
    const std::vector<Call> calls = callsOf(rows.build());
    std::vector<double> responses;
    for (const Call& call : calls)
      responses.push_back(call.response);
    const std::optional<std::size_t> cut = mser5(responses);
    if (!cut)
      warmUp.warnings.push_back(platform.id + ": the response does not settle within " +
                                std::to_string(calls.size() / 2) + " calls; the run is too short for a steady state");
    else if (*cut > 0)
      warmUp.length = std::max(warmUp.length, Duration::nanoseconds(calls[*cut].arrival));
  }
  for (BoundPlatform& platform : scenario.platforms) {
    RunInputs& inputs = platform.model.run;
    const Duration most = Duration::fromSeconds(inputs.window.inSeconds() * kLongestShare);
    inputs.warmUp = std::max(inputs.warmUp, std::min(warmUp.length, most));
  }
  return warmUp;
}

} // namespace coldframe
