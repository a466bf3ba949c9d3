#include "sim/study/scale.h"

#include "sim/base/parallel_for.h"
#include "sim/result/outcome_builder.h"
#include "sim/run/simulate.h"
#include "sim/study/parallelism.h"
#include "sim/study/platform_facts.h"
#include "sim/study/progress_meter.h"
#include "sim/study/vary.h"
#include "sim/study/workload_size.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

// What a point needs of one run.
struct Sample {
  std::optional<double> makespanS; // when every call completed
  double maxRunning = 0;
};

bool sample(const Model& model, Seed seed, const std::stop_token& stop, ProgressMeter& meter, Sample& out) {
  ProgressShare share(meter, expectedWork(model.platform, model.run));
  RunContext context;
  context.stop = stop;
  context.progress = [&share](double fraction, std::uint64_t) { share.reach(fraction); };
  const RunOutput output = simulate(model.platform, model.run, seed, context);
  share.reach(1.0);
  const RunMetrics& metrics = output.metrics;
  if (metrics.jobRuns > 0 && metrics.jobRunsComplete == metrics.jobRuns && !metrics.makespans.empty())
    out.makespanS = metrics.makespans.front().inSeconds();
  out.maxRunning = static_cast<double>(metrics.maxRunning);
  return output.complete;
}

Result<const BoundPlatform*> find(const BoundScenario& scenario, const std::string& id) {
  std::vector<std::string> ids;
  for (const BoundPlatform& platform : scenario.platforms) {
    if (platform.id == id)
      return &platform;
    ids.push_back(platform.id);
  }
  const std::string near = didYouMean(id, ids);
  return failure(ErrorKind::Usage,
                 "the scenario has no platform '" + id + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

// One column of samples: a model run with every replication's draws.
struct Series {
  Model model;
  std::vector<Sample> samples;
  std::string why{}; // it is not simulated: not every call can complete
};

// By arithmetic alone, whatever the draws: what is submitted within the event age and waits no longer than that again
// has started by then.
std::string whyHopeless(const Model& model, std::int64_t workers, double workNs) {
  const auto* function = std::get_if<FaasModel>(&model.platform);
  if (function == nullptr || function->invocation != Invocation::Async)
    return {};
  const double age = function->async.eventAge.inSeconds();
  const double least = workNs / 1e9 / static_cast<double>(workers);
  if (least <= 2 * age + function->timeout.inSeconds())
    return {};
  return "the work alone would take " + showDuration(least) + ", and calls are dropped after waiting " +
         showDuration(age);
}

Figure overReplications(std::uint64_t replications, const std::function<std::optional<double>(std::uint64_t)>& value) {
  std::vector<double> values;
  for (std::uint64_t r = 0; r < replications; ++r)
    if (const std::optional<double> v = value(r))
      values.push_back(*v);
  return values.empty() ? Figure::none(kNeverComplete) : Figure::of(estimate(values));
}

// The quotient of two makespans of the same replication, times `factor`.
std::optional<double> ratio(const Sample& numerator, const Sample& denominator, double factor) {
  if (!numerator.makespanS || !denominator.makespanS || !(*denominator.makespanS > 0))
    return std::nullopt;
  return factor * *numerator.makespanS / *denominator.makespanS;
}

ScalePoint pointOf(const Series& at, const Series& one, const Series& baseline, const std::vector<double>& bareNs,
                   std::int64_t workers, std::uint64_t replications) {
  const double n = static_cast<double>(workers);
  ScalePoint point;
  point.workers = workers;
  std::uint64_t complete = 0;
  for (std::uint64_t r = 0; r < replications; ++r)
    complete += at.samples[r].makespanS ? 1 : 0;
  point.feasible = static_cast<double>(complete) >= kFeasibleFrom * static_cast<double>(replications);
  point.makespanS = at.why.empty()
                        ? overReplications(replications, [&](std::uint64_t r) { return at.samples[r].makespanS; })
                        : Figure::none(at.why);
  point.speedup =
      overReplications(replications, [&](std::uint64_t r) { return ratio(baseline.samples[r], at.samples[r], 1); });
  point.idealSpeedup =
      overReplications(replications, [&](std::uint64_t r) { return ratio(baseline.samples[r], one.samples[r], n); });
  point.efficiency =
      overReplications(replications, [&](std::uint64_t r) { return ratio(one.samples[r], at.samples[r], 1 / n); });
  point.overheadShare = overReplications(replications, [&](std::uint64_t r) -> std::optional<double> {
    const std::optional<double>& makespan = at.samples[r].makespanS;
    if (!makespan || !(*makespan > 0))
      return std::nullopt;
    return std::max(0.0, 1 - bareNs[r] / 1e9 / n / *makespan);
  });
  point.concurrencyMax =
      overReplications(replications, [&](std::uint64_t r) { return std::optional<double>(at.samples[r].maxRunning); });
  return point;
}

// Fitted to every replication by itself: the speedups of one replication share their draws.
ScaleLaw lawOf(SpeedupLaw law, const std::vector<Series>& series, const std::vector<std::int64_t>& workers,
               std::int64_t tasks, std::uint64_t replications) {
  std::vector<SpeedupFit> fits;
  std::vector<double> relative;
  ScaleLaw fitted{law, {}, {}, {}, {}};
  std::string why = "in no replication did every call complete";
  for (std::uint64_t r = 0; r < replications; ++r) {
    std::vector<double> numbers;
    std::vector<double> speedups;
    for (std::size_t i = 0; i < workers.size(); ++i)
      if (const auto speedup = ratio(series[1].samples[r], series[i + 2].samples[r], 1);
          speedup && workers[i] <= tasks) {
        numbers.push_back(static_cast<double>(workers[i]));
        speedups.push_back(*speedup);
      }
    if (numbers.empty())
      continue;
    auto fit = fitSpeedupLaw(law, numbers, speedups);
    if (fit) {
      relative.push_back(fit->fit.rootMeanSquare / *std::max_element(speedups.begin(), speedups.end()));
      fits.push_back(std::move(*fit));
    } else
      why = fit.error().text(1);
  }
  const auto over = [&](const auto& value) {
    std::vector<double> values;
    for (const SpeedupFit& fit : fits)
      values.push_back(value(fit.fit));
    return values.empty() ? Figure::none(why) : Figure::of(estimate(values));
  };
  fitted.serial = over([](const LeastSquaresFit& fit) { return fit.parameters[0].value; });
  fitted.rms = over([](const LeastSquaresFit& fit) { return fit.rootMeanSquare; });
  fitted.relative = relative.empty() ? Figure::none(why) : Figure::of(estimate(relative));
  fitted.coherence = law == SpeedupLaw::UniversalScalability
                         ? over([](const LeastSquaresFit& fit) { return fit.parameters[1].value; })
                         : Figure::none("only Universal Scalability has one");
  return fitted;
}

} // namespace

std::vector<std::int64_t> usualWorkers(const Model& model) {
  constexpr std::int64_t kFewTasks = 64;
  constexpr std::int64_t kFew = 16;
  constexpr std::int64_t kSizes = 9;
  const std::int64_t tasks = std::get<JobDemand>(model.run.demand).job.tasks();
  if (tasks <= kFewTasks)
    return {1, 2, 3, 4, 5, 7, 8, kFew};
  const std::int64_t atOnce = parallelismOf(model);
  const std::int64_t most = std::max(kFew, atOnce > 0 ? std::min(atOnce, tasks) : tasks);
  std::vector<std::int64_t> workers;
  for (const double n : evenlySpaced(1, static_cast<double>(most), kSizes, true))
    if (const std::int64_t whole = std::llround(n); workers.empty() || whole > workers.back())
      workers.push_back(whole);
  return workers;
}

double bareWorkNs(const Model& model, Seed seed) {
  const JobSpec& job = std::get<JobDemand>(model.run.demand).job;
  const auto* function = std::get_if<FaasModel>(&model.platform);
  const double speed = function != nullptr ? function->cpuSpeed(job.item.parallelFraction)
                                           : std::get<MachineModel>(model.platform).speed;
  double total = 0;
  for (std::int64_t task = 0; task < job.tasks(); ++task) {
    const TaskWork work = taskWork(job, seed, task, 0);
    total += static_cast<double>(work.cpuNs) / speed + static_cast<double>(work.ioNs);
  }
  return total;
}

Result<ScaleStudy> scale(const BoundScenario& scenario, const ScaleOptions& options) {
  if (!scenario.isJob)
    return failure(ErrorKind::Input, "this scenario is a stream of requests; scale needs a job, which has a makespan");
  const auto platform = find(scenario, options.platform.empty() ? scenario.baselineId : options.platform);
  if (!platform)
    return failure(platform.error());
  const auto baseline = find(scenario, scenario.baselineId);
  if (!baseline)
    return failure(baseline.error());

  const std::vector<std::int64_t> workers =
      options.workers.empty() ? usualWorkers((*platform)->model) : options.workers;
  const double workNs = bareWorkNs((*platform)->model, {options.study.seed.value_or(scenario.seed), 0});
  const auto seriesOf = [&](std::int64_t n) {
    return Series{withWorkers((*platform)->model, n), {}, whyHopeless((*platform)->model, n, workNs)};
  };
  // Series 0 is the baseline, 1 a single worker, then the points asked for.
  std::vector<Series> series;
  series.push_back({(*baseline)->model, {}});
  series.push_back(seriesOf(1));
  for (const std::int64_t n : workers)
    series.push_back(seriesOf(n));

  double calls = 0;
  for (const Series& one : series)
    calls += one.why.empty() ? expectedWork(one.model.platform, one.model.run) : 0;
  ScaleStudy study;
  static_cast<StudyHead&>(study) = studyHead(scenario, options.study);
  study.platformId = (*platform)->id;
  study.baselineId = scenario.baselineId;
  study.baselineParallelism = parallelismOf((*baseline)->model);
  study.tasks = std::get<JobDemand>((*platform)->model.run.demand).job.tasks();
  study.replications = replicationsFor(options.study.effort, options.study.replications, calls);
  study.warnings = scenario.warnings;

  for (Series& one : series)
    one.samples.resize(study.replications);
  ProgressMeter meter(calls * static_cast<double>(study.replications), options.study.progress);
  const std::size_t finished =
      parallelFor(series.size() * study.replications, options.study.jobs, options.study.stop, [&](std::size_t i) {
        const std::uint64_t r = i / series.size();
        Series& one = series[i % series.size()];
        return !one.why.empty() || sample(one.model, {study.seed, r}, options.study.stop, meter, one.samples[r]);
      });
  study.replicationsDone = finished / series.size();
  study.partial = study.replicationsDone < study.replications;
  if (study.replicationsDone == 0)
    return failure(ErrorKind::Interrupted, "interrupted before the first replication was finished");

  std::vector<double> bareNs;
  for (std::uint64_t r = 0; r < study.replicationsDone; ++r)
    bareNs.push_back(bareWorkNs((*platform)->model, {study.seed, r}));
  for (std::size_t i = 0; i < workers.size(); ++i)
    study.points.push_back(pointOf(series[i + 2], series[1], series[0], bareNs, workers[i], study.replicationsDone));
  for (const SpeedupLaw law : {SpeedupLaw::Amdahl, SpeedupLaw::Gustafson, SpeedupLaw::UniversalScalability})
    study.laws.push_back(lawOf(law, series, workers, study.tasks, study.replicationsDone));
  return study;
}

} // namespace coldframe
