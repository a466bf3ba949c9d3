#include "sim/study/predict.h"

#include "sim/base/parallel_for.h"
#include "sim/run/simulate.h"
#include "sim/study/find_platform.h"
#include "sim/study/platform_facts.h"
#include "sim/study/progress_meter.h"
#include "sim/study/redraw.h"
#include "sim/study/workload_size.h"
#include "sim/trace/trace_builder.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace coldframe {

namespace {

constexpr double kMostRows = 1e6;
constexpr std::size_t kSteps = 100;

struct Simulated {
  StampSet stamps;
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

PredictedMeasure judged(const RunMeasure& observed, std::vector<double> values) {
  PredictedMeasure result;
  result.name = observed.name;
  result.unit = observed.unit;
  result.observed = observed.value;
  result.observedCalls = observed.n;
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  // The value at a place in the order, counted from 1, between two of them by their distances.
  const auto atPlace = [&](double place) {
    const double index = std::clamp(place - 1, 0.0, n - 1);
    const auto below = static_cast<std::size_t>(index);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (index - std::floor(index)) * (values[above] - values[below]);
  };
  constexpr double kOrdered = 39; // replications of which the first and the last are the ends
  result.predicted = result.lo = result.hi = atPlace(0.5 * (n + 1));
  if (n >= kOrdered) {
    result.lo = atPlace(0.025 * (n + 1));
    result.hi = atPlace(0.975 * (n + 1));
  } else if (n > 1) {
    RunningMoments moments;
    for (const double value : values)
      moments.add(value);
    const double reach = studentT95(values.size() - 1) * std::sqrt(moments.variance() * (1 + 1 / n));
    result.lo = std::max(0.0, moments.mean() - reach);
    result.hi = moments.mean() + reach;
  }
  result.error = observed.value != 0 ? result.predicted / observed.value - 1 : 0;
  result.inside = result.lo <= observed.value && observed.value <= result.hi;
  return result;
}

std::int64_t mostAtOnce(const std::vector<RunMeasure>& measures) {
  const RunMeasure* running = find(measures, "most running");
  return running != nullptr ? static_cast<std::int64_t>(running->value) : 0;
}

// Calls that the account and the library let run at once on a function; nothing where neither has a limit.
std::optional<std::int64_t> allowedAtOnce(const Model& model) {
  const auto* function = std::get_if<FaasModel>(&model.platform);
  const std::int64_t account = function != nullptr ? function->concurrency : -1;
  const std::int64_t library = function != nullptr ? model.run.executor.maxWorkers : 0;
  if (account < 0 && library <= 0)
    return std::nullopt;
  return account < 0 ? library : library <= 0 ? account : std::min(account, library);
}

// Limits that the recorded run shows not to have held are none.
void allow(Model& model, std::int64_t atOnce) {
  if (const auto allowed = allowedAtOnce(model); allowed && atOnce > *allowed) {
    std::get<FaasModel>(model.platform).concurrency = -1;
    model.run.executor.maxWorkers = 0;
  }
}

// The platform with the scenario's fitted inputs as they might have come out.
Result<Model> modelOf(const StudySource& source, const std::string& platform, Seed seed, BindCache& cache) {
  const auto settings = redrawn(source.scenario, seed);
  if (!settings)
    return failure(settings.error());
  auto bound = boundWith(source.scenario, *settings, source.catalogue, cache);
  if (!bound)
    return failure(bound.error());
  return findPlatform(*bound, platform)->model;
}

} // namespace

Result<Prediction> predict(const StudySource& source, const std::string& platformId, const Trace& observed,
                           const StudyOptions& options) {
  BindCache cache;
  const auto scenario = bind(source.scenario, source.catalogue, cache);
  if (!scenario)
    return failure(scenario.error());
  const BoundPlatform* platform = findPlatform(*scenario, platformId);
  if (platform == nullptr)
    return failure(ErrorKind::Usage, "the scenario has no platform '" + platformId + "'");
  const RunInputs& inputs = platform->model.run;
  const double rows = expectedCalls(inputs);
  if (rows > kMostRows)
    return failure(ErrorKind::Input, "a run of the scenario makes about " + showCount(rows) +
                                         " calls; at most a million are set beside a recorded run. Give it a shorter "
                                         "\"horizon\"");
  Prediction prediction;
  static_cast<StudyHead&>(prediction) = studyHead(*scenario, options);
  prediction.platform = platformId;
  prediction.observedRun = observed.source();
  const auto price = callPriceOf(*platform);
  const StampSet recorded = stampsOf(observed);
  const std::vector<RunMeasure> all = measureRun(withStampsOf(recorded, observed), price);
  const RunMeasure* makespan = find(all, "makespan");
  prediction.span = makespan != nullptr ? 1.2 * makespan->value : 0;

  const std::int64_t atOnce = mostAtOnce(all);
  if (const auto allowed = allowedAtOnce(platform->model); allowed && atOnce > *allowed)
    prediction.warnings.push_back("the recorded run had " + showCount(atOnce) + " calls at once, more than the " +
                                  showCount(*allowed) +
                                  " that the scenario allows: its account and its library allowed more, how many is "
                                  "not known, so no limit is set "
                                  "here");

  const std::uint64_t replications = replicationsFor(options.effort, options.replications, rows);
  prediction.replications = replications;
  std::vector<Simulated> runs(replications);
  ProgressMeter meter(static_cast<double>(replications), options.progress);
  std::optional<Error> failed;
  std::mutex failing;
  prediction.replicationsDone = parallelFor(replications, options.jobs, options.stop, [&](std::size_t r) {
    ProgressShare share(meter, 1.0);
    const Seed seed{prediction.seed, options.firstReplication + r};
    auto model = modelOf(source, platformId, seed, cache);
    if (!model) {
      const std::scoped_lock lock(failing);
      failed = model.error();
      return false;
    }
    allow(*model, atOnce);
    TraceBuilder builder;
    RunContext context;
    context.stop = options.stop;
    context.progress = [&share](double fraction, std::uint64_t) { share.reach(fraction); };
    const RunOutput output = simulate(model->platform, model->run, seed, context, &builder);
    if (!output.complete)
      return false;
    Trace whole = builder.build();
    const StampSet stamps = stampsOf(whole);
    const Trace trace = withStampsOf(recorded, std::move(whole));
    runs[r] = {stamps, measureRun(trace, price), concurrencyCurve(trace, prediction.span, kSteps)};
    share.reach(1.0);
    return true;
  });
  if (failed)
    return failure(*failed);
  if (prediction.replicationsDone == 0)
    return failure(ErrorKind::Interrupted, "interrupted before the first replication was finished");
  prediction.partial = prediction.replicationsDone < replications;
  runs.resize(prediction.replicationsDone);

  StampSet simulated;
  for (const Simulated& run : runs)
    simulated |= run.stamps;
  const Trace alike = withStampsOf(recorded & simulated, observed);
  const std::vector<RunMeasure> seen = measureRun(alike, price);
  for (const RunMeasure& measure : seen) {
    std::vector<double> values;
    for (const Simulated& run : runs)
      if (const RunMeasure* same = find(run.measures, measure.name))
        values.push_back(same->value);
    // A measure that some replications lack (few cold calls) is one of those that have it; of half of them at least.
    if (2 * values.size() >= runs.size())
      prediction.measures.push_back(judged(measure, values));
  }
  for (const RunMeasure& measure : all)
    if (std::ranges::find(prediction.measures, measure.name, &PredictedMeasure::name) == prediction.measures.end())
      prediction.onlyObserved.push_back(measure.name);
  if (prediction.measures.empty())
    return failure(ErrorKind::Input, "the recorded run and the simulated one have nothing in common to measure");

  prediction.observedCurve = concurrencyCurve(alike, prediction.span, kSteps);
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
    prediction.warnings.push_back("the recorded run has " + showCount(observed.rows()) + " calls, the scenario makes " +
                                  showCount(rows));
  return prediction;
}

} // namespace coldframe
