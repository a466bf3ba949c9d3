#include "sim/study/batch.h"

#include "sim/study/find_platform.h"
#include "sim/study/platform_facts.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr const char* kPointer = "/workload/batch";
// What one point of a table that nobody asked for in particular may cost in simulated tasks.
constexpr std::int64_t kMostTasks = 200'000;
constexpr std::int64_t kSizes = 16;

// The time cap that the platform has by itself.
std::optional<double> capWithoutExecutor(const StudySource& source, const std::string& id) {
  const auto field = findVaryField(source.scenario, source.catalogue, "/platforms/" + id + "/executor");
  if (!field)
    return std::nullopt;
  Setting none;
  none.pointer = field->pointer;
  none.value = JsonNode::string("none");
  BindCache cache;
  const auto bare = boundWith(source.scenario, {&none, 1}, source.catalogue, cache);
  const BoundPlatform* platform = bare ? findPlatform(*bare, id) : nullptr;
  return platform ? timeCapOf(platform->model) : std::nullopt;
}

// Of the whole, the part that finding the bounds takes: some looks of the search, against the sizes.
double shareOfBounds(const BatchOptions& options) {
  constexpr double kLooks = 6;
  const double looks = kLooks * static_cast<double>(kRiskLook);
  const double sizes =
      static_cast<double>(options.sizes.empty() ? kSizes : static_cast<std::int64_t>(options.sizes.size()));
  return looks / (looks + sizes * static_cast<double>(options.study.replications));
}

// Evenly spaced by ratio, and those that mean something.
std::vector<std::int64_t> usualSizes(const JobSpec& job, const BatchBounds& bounds) {
  const std::int64_t least = std::max<std::int64_t>(1, (job.items + kMostTasks - 1) / kMostTasks);
  std::int64_t most = job.items;
  if (bounds.byMean)
    most = std::clamp<std::int64_t>(*bounds.byMean + *bounds.byMean / 8, least + 1, job.items);
  std::vector<std::int64_t> sizes{job.batch};
  for (const double size : evenlySpaced(static_cast<double>(least), static_cast<double>(most), kSizes, true))
    sizes.push_back(static_cast<std::int64_t>(std::nearbyint(size)));
  for (const auto& bound : {bounds.byMean, bounds.byRisk, bounds.oneWave, bounds.byMemory, bounds.byPayload})
    if (bound && *bound >= least && *bound <= most)
      for (const std::int64_t near : {*bound, *bound + 1})
        sizes.push_back(std::min(near, job.items));
  if (bounds.oneWave && *bounds.oneWave > least)
    sizes.push_back(*bounds.oneWave - 1);
  return sizes;
}

} // namespace

Result<BatchStudy> batch(const StudySource& source, const BatchOptions& options) {
  const auto bound = bind(source.scenario, source.catalogue);
  if (!bound)
    return failure(bound.error());
  const auto* work = std::get_if<JobWorkload>(&source.scenario.blocks.workload);
  if (work == nullptr)
    return failure(ErrorKind::Input, "this scenario is a stream of requests; batch needs a job, whose items are put "
                                     "together into tasks");
  const BoundPlatform* platform = findPlatform(*bound, options.platform);
  if (platform == nullptr)
    return failure(ErrorKind::Usage, "the scenario has no platform '" + options.platform + "'");

  BatchStudy study;
  static_cast<StudyHead&>(study) = studyHead(*bound, options.study);
  study.platform = platform->id;
  study.isJob = true;
  study.items = work->job.items;
  study.present = std::min(work->job.batch, work->job.items);
  study.within = options.within;
  study.risk = options.risk;
  study.deadline = options.deadline;
  RiskOptions risk;
  risk.risk = options.risk;
  risk.jobs = options.study.jobs;
  risk.stop = options.study.stop;
  if (study.provisional)
    risk.mostReplications = 160;
  const double first = shareOfBounds(options);
  if (options.study.progress)
    risk.progress = [&](double fraction) { options.study.progress(first * fraction); };
  study.bounds = batchBounds(platform->model, capWithoutExecutor(source, options.platform), study.seed, risk);

  std::vector<std::int64_t> sizes = options.sizes.empty() ? usualSizes(work->job, study.bounds) : options.sizes;
  std::ranges::sort(sizes, std::ranges::greater());
  const auto [same, end] = std::ranges::unique(sizes);
  sizes.erase(same, end);
  const auto field = findVaryField(source.scenario, source.catalogue, kPointer);
  if (!field)
    return failure(field.error());
  std::vector<std::vector<Setting>> settings;
  for (const std::int64_t size : sizes)
    settings.push_back({settingAt(*field, static_cast<double>(size))});
  BatchOptions rest = options;
  if (options.study.progress)
    rest.study.progress = [&](double fraction) { options.study.progress(first + (1 - first) * fraction); };
  const auto whole =
      simulateSizes(source, rest, std::move(settings), study, [&](std::size_t size, SizePoint&& made, const Outcome*) {
        BatchPoint point;
        static_cast<SizePoint&>(point) = std::move(made);
        point.batch = sizes[size];
        point.tasks = (study.items + point.batch - 1) / point.batch;
        point.oneWave = !study.bounds.oneWave || point.batch >= *study.bounds.oneWave;
        study.points.push_back(std::move(point));
      });
  if (!whole && whole.error().kind != ErrorKind::Interrupted)
    return failure(whole.error());
  study.partial = !whole || !*whole;
  std::ranges::reverse(study.points);
  study.choice = chooseAmong(study.points, options);
  return study;
}

} // namespace coldframe
