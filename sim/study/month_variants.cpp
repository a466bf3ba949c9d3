#include "sim/study/month_variants.h"

#include "sim/engine/timeline.h"
#include "sim/run/simulate.h"
#include "sim/scenario/bind_cache.h"
#include "sim/study/month_window.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr std::size_t kBusiest = 20; // one hour in so many is left to cold starts

// Environments that are enough in all but the busiest hours; 0: stopped.
std::int64_t heldIn(const BoundPlatform& platform, std::uint64_t seed, const StudyOptions& options) {
  const RunInputs inputs = monthWindow(platform, options.effort);
  Timeline timeline(inputs.window);
  RunContext context;
  context.stop = options.stop;
  context.timeline = &timeline;
  if (!simulate(platform.model.platform, inputs, {seed, 0}, context).complete)
    return 0;
  std::vector<double> running;
  for (const Timeline::Hour& hour : timeline.hours())
    running.push_back(hour.runningNs / static_cast<double>(Timeline::kHourNs));
  std::sort(running.begin(), running.end());
  const std::size_t rank = running.size() - 1 - running.size() / kBusiest;
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(running[rank])));
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

Result<MonthVariants> monthVariants(const Scenario& scenario, const BoundScenario& bound, const Catalogue& catalogue,
                                    std::uint64_t seed, const StudyOptions& options) {
  MonthVariants variants{scenario, {}, {}, {}};
  BindCache cache;
  const std::size_t count = scenario.blocks.platforms.size();
  std::size_t on = 0; // platforms before this one that are switched on: only those are bound
  for (std::size_t i = 0; i < count; ++i) {
    if (!commonOf(scenario.blocks.platforms[i]).enabled)
      continue;
    const BoundPlatform& itself = bound.platforms[on++];
    const auto* function = std::get_if<FaasPlatform>(&scenario.blocks.platforms[i]);
    if (function == nullptr || function->keepWarm || !function->provisioned.empty())
      continue;
    const std::int64_t environments = heldIn(itself, seed, options);
    if (environments == 0)
      return failure(ErrorKind::Interrupted, "interrupted before the variants were sized");
    for (const bool pings : {true, false}) {
      const std::string id = function->common.id + (pings ? "-kept-warm" : "-provisioned");
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
        variants.notes.push_back(id + " is left out: " + tried.error().problems.front().what);
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
