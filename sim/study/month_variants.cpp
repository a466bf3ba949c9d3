#include "sim/study/month_variants.h"

#include "sim/engine/timeline.h"
#include "sim/run/simulate.h"
#include "sim/scenario/bind_cache.h"
#include "sim/study/month_window.h"
#include "sim/study/progress_meter.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr std::size_t kBusiest = 20; // one hour in so many is left to cold starts

// Environments that are enough in all but the busiest hours; 0: stopped.
std::int64_t heldIn(const BoundPlatform& platform, std::uint64_t seed, const StudyOptions& options,
                    ProgressMeter& meter) {
  const RunInputs inputs = monthWindow(platform, options.effort);
  Timeline timeline(inputs.window);
  ProgressShare share(meter, 1.0);
  RunContext context;
  context.stop = options.stop;
  context.progress = [&share](double fraction, std::uint64_t) { share.reach(fraction); };
  context.timeline = &timeline;
  if (!simulate(platform.model.platform, inputs, {seed, 0}, context).complete)
    return 0;
  share.reach(1.0);
  std::vector<double> running;
  for (const Timeline::Hour& hour : timeline.hours())
    running.push_back(hour.runningNs / static_cast<double>(Timeline::kHourNs));
  std::sort(running.begin(), running.end());
  const std::size_t rank = running.size() - 1 - running.size() / kBusiest;
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(running[rank])));
}

bool hasVariants(const PlatformBlock& block) {
  const auto* function = std::get_if<FaasPlatform>(&block);
  return function != nullptr && function->common.enabled && !function->keepWarm && function->provisioned.empty();
}

JsonNode keepWarm(std::int64_t environments) {
  JsonNode block = JsonNode::object();
  block.add("interval", JsonNode::string("5 min"));
  block.add("concurrent", JsonNode::integer(environments));
  return block;
}

JsonNode provisioned(std::int64_t environments) {
  JsonNode entry = JsonNode::object();
  entry.add("at", JsonNode::string("0 s"));
  entry.add("environments", JsonNode::integer(environments));
  JsonNode list = JsonNode::array();
  list.append(std::move(entry));
  return list;
}

} // namespace

std::string leftOut(const std::string& platform, bool pings, const std::string& why) {
  return platform + (pings ? ", kept warm," : ", provisioned,") + " is not among them: " + why;
}

Result<MonthVariants> monthVariants(const Scenario& scenario, const BoundScenario& bound, const Catalogue& catalogue,
                                    std::uint64_t seed, const StudyOptions& options) {
  MonthVariants variants{scenario, {}, {}, {}};
  BindCache cache;
  const std::size_t count = scenario.blocks.platforms.size();
  ProgressMeter meter(static_cast<double>(std::ranges::count_if(scenario.blocks.platforms, hasVariants)),
                      options.progress);
  std::size_t on = 0; // platforms before this one that are switched on: only those are bound
  for (std::size_t i = 0; i < count; ++i) {
    if (!commonOf(scenario.blocks.platforms[i]).enabled)
      continue;
    const BoundPlatform& itself = bound.platforms[on++];
    if (!hasVariants(scenario.blocks.platforms[i]))
      continue;
    const auto* function = std::get_if<FaasPlatform>(&scenario.blocks.platforms[i]);
    const std::int64_t environments = heldIn(itself, seed, options, meter);
    if (environments == 0)
      return failure(ErrorKind::Interrupted, "interrupted before the variants were sized");
    for (const bool pings : {true, false}) {
      if (pings && bound.isJob) {
        variants.notes.push_back(leftOut(function->common.id, pings,
                                         "pings keep functions warm for requests, and the "
                                         "tasks of a job come at once"));
        continue;
      }
      const std::string id = function->common.id + std::string(pings ? kKeptWarm : kProvisioned);
      JsonNode document = variants.scenario.document;
      JsonNode* platforms = document.find("platforms");
      JsonNode platform = platforms->at(i);
      platform.set("id", JsonNode::string(id));
      platform.set("label",
                   JsonNode::string((function->common.label.empty() ? function->common.id : function->common.label) +
                                    (pings ? ", kept warm" : ", provisioned")));
      platform.set(pings ? "keep_warm" : "provisioned", pings ? keepWarm(environments) : provisioned(environments));
      platforms->append(std::move(platform));
      auto with = readScenario(document, scenario.file);
      const auto tried = with ? bind(*with, catalogue, cache) : Result<BoundScenario>(failure(with.error()));
      if (!tried) {
        // The scenario in which it is wrong is ours, not the user's: only what is wrong is said, not where.
        variants.notes.push_back(leftOut(function->common.id, pings, tried.error().problems.front().what));
        continue;
      }
      with->sha256 = scenario.sha256;
      variants.scenario = std::move(*with);
      variants.of[id] = function->common.id;
      variants.holds[id] = environments;
    }
  }
  return variants;
}

} // namespace coldframe
