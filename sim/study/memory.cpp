#include "sim/study/memory.h"

#include "sim/price/price_usage.h"
#include "sim/random/elementary.h"
#include "sim/study/find_platform.h"
#include "sim/study/platform_facts.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>
#include <ranges>

namespace coldframe {

namespace {

// Megabytes: what people use, the whole vCPUs of AWS Lambda from one to six, and the ends of its ranges by date.
constexpr std::int64_t kUsual[] = {128,  192,  256,  384,  512,  640,  768,  896,  1024, 1280, 1536,
                                   1769, 2048, 2560, 3008, 3538, 4096, 5307, 6144, 7076, 8845, 10240};

// Function time of one attempt under the book, from the usage of the replication that is shown.
std::optional<double> durationCost(const Usage& usage, const PriceBook& book) {
  Usage functions;
  functions.functions = usage.functions;
  const auto bill = priceUsage(functions, book, {});
  std::int64_t attempts = 0;
  for (const FunctionUsage& function : usage.functions)
    attempts += function.requests;
  if (!bill || attempts == 0)
    return std::nullopt;
  double usd = 0;
  for (const BillLine& line : bill->lines)
    if (line.key == PriceItem::FunctionDuration || line.key == PriceItem::FunctionCpu)
      usd += line.amount.inUsd();
  return usd / static_cast<double>(attempts);
}

std::vector<double> sizesOf(const VaryField& field, const MemoryOptions& options, Memory present) {
  std::vector<double> bytes;
  const auto add = [&](Memory size) {
    const auto base = static_cast<double>(size.inBytes());
    if (base >= field.options.min && base <= field.options.max)
      bytes.push_back(*settingAt(field, base).base);
  };
  if (options.sizes.empty()) {
    for (const std::int64_t mb : kUsual)
      add(Memory::mb(mb));
    add(present);
  }
  for (const Memory size : options.sizes)
    add(size);
  if (options.measured)
    for (const PowerPoint& point : options.measured->points)
      add(point.memory);
  std::sort(bytes.begin(), bytes.end());
  bytes.erase(std::unique(bytes.begin(), bytes.end()), bytes.end());
  return bytes;
}

std::optional<Memory> cheapest(const std::vector<MemoryComparison>& points,
                               std::optional<double> MemoryComparison::*usd) {
  const MemoryComparison* best = nullptr;
  for (const MemoryComparison& point : points)
    if (point.*usd && (best == nullptr || *(point.*usd) < *(best->*usd)))
      best = &point;
  return best == nullptr ? std::nullopt : std::optional<Memory>(best->memory);
}

MeasuredAgainst against(const PowerTuning& measured, const std::vector<MemoryPoint>& points) {
  MeasuredAgainst result;
  result.leftOut = measured.leftOut;
  double logs = 0;
  for (const PowerPoint& seen : measured.points) {
    const auto same = std::find_if(points.begin(), points.end(), [&](const MemoryPoint& point) {
      return point.memory == seen.memory && point.durationS.estimate;
    });
    if (same == points.end()) {
      result.leftOut.push_back(showMemory(seen.memory) + " is not offered by the platform, or no call completed there");
      continue;
    }
    MemoryComparison point;
    point.memory = seen.memory;
    point.measuredS = seen.duration.inSeconds();
    point.simulatedS = same->durationS.estimate->mean;
    if (seen.cost)
      point.measuredUsd = seen.cost->inUsd();
    point.simulatedUsd = same->callUsd;
    logs += detLog(point.measuredS / point.simulatedS);
    result.points.push_back(point);
  }
  if (result.points.empty())
    return result;
  const auto n = static_cast<double>(result.points.size());
  result.factor = detExp(logs / n);
  for (MemoryComparison& point : result.points) {
    point.scaledS = point.simulatedS * result.factor;
    result.meanError += std::fabs(point.simulatedS - point.measuredS) / point.measuredS / n;
    result.scaledError += std::fabs(point.scaledS - point.measuredS) / point.measuredS / n;
  }
  result.measuredCheapest = cheapest(result.points, &MemoryComparison::measuredUsd);
  result.simulatedCheapest = cheapest(result.points, &MemoryComparison::simulatedUsd);
  return result;
}

} // namespace

Result<MemoryStudy> memory(const StudySource& source, const MemoryOptions& options) {
  const auto bound = bind(source.scenario, source.catalogue);
  if (!bound)
    return failure(bound.error());
  const BoundPlatform* platform = findPlatform(*bound, options.platform);
  const auto* function = platform ? std::get_if<FaasModel>(&platform->model.platform) : nullptr;
  if (function == nullptr)
    return failure(ErrorKind::Usage, platform
                                         ? "'" + options.platform + "' is no function; memory is a setting of those"
                                         : "the scenario has no platform '" + options.platform + "'");
  const auto field = findVaryField(source.scenario, source.catalogue, "/platforms/" + options.platform + "/memory");
  if (!field)
    return failure(field.error());

  MemoryStudy study;
  static_cast<StudyHead&>(study) = studyHead(*bound, options.study);
  study.platform = platform->id;
  study.isJob = bound->isJob;
  study.present = function->key.memory;
  study.within = options.within;
  study.deadline = options.deadline;
  const double perVcpu = static_cast<double>(function->key.memory.inBytes()) / std::max(function->vcpus, 1e-9);
  study.wholeVcpu = Memory::mb(static_cast<std::int64_t>(std::nearbyint(perVcpu / 1048576)));

  std::vector<Memory> sizes; // the quickest first, which are simulated soonest
  std::vector<std::vector<Setting>> settings;
  for (const double bytes : sizesOf(*field, options, study.present) | std::views::reverse) {
    sizes.push_back(Memory::bytes(static_cast<std::int64_t>(bytes)));
    settings.push_back({settingAt(*field, bytes)});
  }
  if (sizes.empty())
    return failure(ErrorKind::Usage, "none of these sizes is offered by the platform");
  const auto whole = simulateSizes(source, options, std::move(settings), study,
                                   [&](std::size_t size, SizePoint&& made, const Outcome* outcome) {
                                     MemoryPoint point;
                                     static_cast<SizePoint&>(point) = std::move(made);
                                     point.memory = sizes[size];
                                     point.vcpus = static_cast<double>(point.memory.inBytes()) / perVcpu;
                                     if (outcome != nullptr) {
                                       point.durationS = outcome->serviceS.mean;
                                       point.callUsd = durationCost(outcome->run.usage, *platform->book);
                                     }
                                     study.points.push_back(std::move(point));
                                   });
  if (!whole)
    return failure(whole.error());
  study.partial = !*whole;
  std::ranges::reverse(study.points);
  study.choice = chooseAmong(study.points, options);
  if (options.measured)
    study.measured = against(*options.measured, study.points);
  return study;
}

} // namespace coldframe
