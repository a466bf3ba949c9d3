#include "sim/study/predict.h"

#include "sim/base/parallel_for.h"
#include "sim/run/simulate.h"
#include "sim/study/find_platform.h"
#include "sim/study/platform_facts.h"
#include "sim/study/progress_meter.h"
#include "sim/study/workload_size.h"
#include "sim/trace/trace_builder.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr double kMostRows = 1e6;
constexpr std::size_t kSteps = 100;

struct Simulated {
  std::vector<RunMeasure> measures;
  std::vector<double> curve;
};

std::optional<CallPrice> callPriceOf(const BoundPlatform& platform) {
  const auto* function = std::get_if<FaasModel>(&platform.model.platform);
  if (function == nullptr)
    return std::nullopt;
  return CallPrice{platform.book.get(), function->key};
}

const RunMeasure* find(const std::vector<RunMeasure>& measures, const std::string& name) {
  const auto it = std::find_if(measures.begin(), measures.end(), [&](const RunMeasure& m) { return m.name == name; });
  return it == measures.end() ? nullptr : &*it;
}

PredictedMeasure judged(const RunMeasure& observed, std::span<const double> values) {
  PredictedMeasure result;
  result.name = observed.name;
  result.unit = observed.unit;
  result.observed = observed.value;
  result.observedCalls = observed.n;
  RunningMoments moments;
  for (const double value : values)
    moments.add(value);
  result.predicted = result.lo = result.hi = moments.mean();
  if (values.size() > 1) {
    const auto n = static_cast<double>(values.size());
    const double reach = studentT95(values.size() - 1) * std::sqrt(moments.variance() * (1 + 1 / n));
    result.lo = std::max(0.0, result.predicted - reach);
    result.hi = result.predicted + reach;
  }
  result.error = observed.value != 0 ? result.predicted / observed.value - 1 : 0;
  result.inside = result.lo <= observed.value && observed.value <= result.hi;
  return result;
}

} // namespace

Result<Prediction> predict(const BoundScenario& scenario, const std::string& platformId, const Trace& observed,
                           const StudyOptions& options) {
  const BoundPlatform* platform = findPlatform(scenario, platformId);
  if (platform == nullptr)
    return failure(ErrorKind::Usage, "the scenario has no platform '" + platformId + "'");
  const RunInputs& inputs = platform->model.run;
  const double rows = expectedCalls(inputs);
  if (rows > kMostRows)
    return failure(ErrorKind::Input, "a run of the scenario makes about " + showCount(rows) +
                                         " calls; at most a million are set beside a recorded run. Give it a shorter "
                                         "\"horizon\"");
  Prediction prediction;
  static_cast<StudyHead&>(prediction) = studyHead(scenario, options);
  prediction.platform = platformId;
  prediction.observedRun = observed.source();
  const auto price = callPriceOf(*platform);
  const std::vector<RunMeasure> seen = measureRun(observed, price);
  const RunMeasure* makespan = find(seen, "makespan");
  prediction.span = makespan != nullptr ? 1.2 * makespan->value : 0;

  const std::uint64_t replications = replicationsFor(options.effort, options.replications, rows);
  prediction.replications = replications;
  std::vector<Simulated> runs(replications);
  ProgressMeter meter(static_cast<double>(replications), options.progress);
  prediction.replicationsDone = parallelFor(replications, options.jobs, options.stop, [&](std::size_t r) {
    ProgressShare share(meter, 1.0);
    TraceBuilder builder;
    RunContext context;
    context.stop = options.stop;
    context.progress = [&share](double fraction, std::uint64_t) { share.reach(fraction); };
    const RunOutput output = simulate(platform->model.platform, inputs,
                                      Seed{prediction.seed, options.firstReplication + r}, context, &builder);
    if (!output.complete)
      return false;
    const Trace trace = builder.build();
    runs[r] = {measureRun(trace, price), concurrencyCurve(trace, prediction.span, kSteps)};
    share.reach(1.0);
    return true;
  });
  if (prediction.replicationsDone == 0)
    return failure(ErrorKind::Interrupted, "interrupted before the first replication was finished");
  prediction.partial = prediction.replicationsDone < replications;
  runs.resize(prediction.replicationsDone);

  for (const RunMeasure& measure : seen) {
    std::vector<double> values;
    for (const Simulated& run : runs)
      if (const RunMeasure* same = find(run.measures, measure.name))
        values.push_back(same->value);
    // A measure that some replications lack (few cold calls) is one of those that have it; of half of them at least.
    if (2 * values.size() >= runs.size())
      prediction.measures.push_back(judged(measure, values));
    else
      prediction.onlyObserved.push_back(measure.name);
  }
  if (prediction.measures.empty())
    return failure(ErrorKind::Input, "the recorded run and the simulated one have nothing in common to measure");

  prediction.observedCurve = concurrencyCurve(observed, prediction.span, kSteps);
  prediction.predictedCurve.assign(kSteps, 0);
  for (const Simulated& run : runs)
    for (std::size_t i = 0; i < kSteps; ++i)
      prediction.predictedCurve[i] += run.curve[i] / static_cast<double>(runs.size());
  double largest = 0, most = 0;
  for (std::size_t i = 0; i < kSteps; ++i) {
    largest = std::max(largest, std::fabs(prediction.observedCurve[i] - prediction.predictedCurve[i]));
    most = std::max(most, prediction.observedCurve[i]);
  }
  prediction.curveDistance = most > 0 ? largest / most : 0;
  if (std::fabs(rows - static_cast<double>(observed.rows())) > 0.02 * rows)
    prediction.warnings.push_back("the recorded run has " + showCount(static_cast<double>(observed.rows())) +
                                  " calls, the scenario makes " + showCount(rows));
  return prediction;
}

} // namespace coldframe
