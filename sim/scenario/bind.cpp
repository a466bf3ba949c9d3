#include "sim/scenario/bind.h"

#include "sim/scenario/bind_cache.h"
#include "sim/scenario/bind_platform.h"
#include "sim/scenario/bind_workload.h"
#include "sim/scenario/size_limits.h"

#include <cassert>
#include <set>

namespace coldframe {

namespace {

std::string dateOf(const std::string& exactName) {
  const std::size_t at = exactName.rfind('@');
  return at == std::string::npos ? std::string() : exactName.substr(at + 1);
}

void bindBook(BindContext& context, const PlatformCommon& common, const std::string& pointer, BoundPlatform& bound) {
  const bool own = !common.prices.empty();
  const std::string& name = own ? common.prices : context.scenario.blocks.prices;
  const std::string place = own ? pointer + "/prices" : "/prices";
  const auto loaded = context.cache.book(context.catalogue, name);
  if (!loaded) {
    context.adopt(loaded.error(), place);
    return;
  }
  bound.book = std::shared_ptr<const PriceBook>(*loaded, &(*loaded)->book);
  bound.bookName = (*loaded)->name;
  bound.bookSha256 = (*loaded)->sha256;
}

BoundPlatform bindOne(BindContext& context, const BoundWorkload& workload, std::size_t index) {
  const ScenarioBlocks& blocks = context.scenario.blocks;
  const std::string pointer = "/platforms/" + std::to_string(index);
  const PlatformBlock& block = blocks.platforms[index];
  const PlatformCommon& common = commonOf(block);
  PlatformParts parts = bindPlatform(context, block, pointer);

  BoundPlatform bound;
  bound.id = common.id;
  bound.label = common.label.empty() ? common.id : common.label;
  bound.profileName = parts.profileName;
  bound.profileSha256 = parts.profileSha256;
  bound.executorName = parts.executorName;
  bound.paidFor = common.paidFor;
  if (const auto* fleet = std::get_if<FleetPlatform>(&block))
    bound.autoSize = fleet->count.automatic, bound.minCount = fleet->minCount;
  bindBook(context, common, pointer, bound);

  RunInputs inputs;
  inputs.platformId = common.id;
  inputs.demand = workload.run;
  inputs.executor = std::move(parts.executor);
  inputs.client = blocks.client;
  inputs.external = blocks.external;
  // A gateway stands before what runs in the cloud; the user's own machine is called directly unless it says otherwise.
  inputs.frontDoor = common.frontDoor.value_or(parts.remote ? blocks.frontDoor : FrontDoor{});
  inputs.store = parts.store;
  inputs.initial = blocks.initial;
  inputs.window = workload.runWindow;
  inputs.warmUp = blocks.warmUp;
  inputs.windowStart = workload.windowStart;
  if (workload.month) {
    RunInputs month = inputs;
    month.demand = *workload.month;
    month.window = workload.monthWindow;
    month.warmUp = {};
    bound.model.month = std::move(month);
  }
  bound.model.run = std::move(inputs);
  bound.model.platform = std::move(parts.model);
  if (context.reader.ok()) // else it may be half of a model
    checkSizeOn(context, bound.model, common.id, pointer, bound.autoSize);
  return bound;
}

std::string defaultBaseline(const ScenarioBlocks& blocks) {
  const PlatformBlock* first = nullptr;
  for (const PlatformBlock& block : blocks.platforms) {
    if (!commonOf(block).enabled)
      continue;
    if (std::holds_alternative<LocalPlatform>(block))
      return commonOf(block).id;
    first = first ? first : &block;
  }
  assert(first != nullptr && "the reader refuses a scenario with no platform switched on");
  return commonOf(*first).id;
}

void warnOfDates(BoundScenario& bound) {
  std::set<std::string> books;
  for (const BoundPlatform& platform : bound.platforms)
    books.insert(platform.bookName);
  if (books.size() > 1) {
    std::string list;
    for (const std::string& name : books)
      list += (list.empty() ? "" : ", ") + name;
    bound.warnings.push_back("the platforms are priced by different books (" + list +
                             "): their costs are not of one date");
  }
  for (const BoundPlatform& platform : bound.platforms) {
    const auto* function = std::get_if<FaasModel>(&platform.model.platform);
    const std::string profile = dateOf(platform.profileName);
    const std::string book = dateOf(platform.bookName);
    if (function && !profile.empty() && !book.empty() && profile.substr(0, 4) != book.substr(0, 4))
      bound.warnings.push_back("\"" + platform.id + "\" behaves as in " + profile + " (" + platform.profileName +
                               ") but is priced as in " + book + " (" + platform.bookName + ")");
  }
}

} // namespace

Result<BoundScenario> bind(const Scenario& scenario, const Catalogue& catalogue) {
  BindCache cache;
  return bind(scenario, catalogue, cache);
}

Result<BoundScenario> bind(const Scenario& scenario, const Catalogue& catalogue, BindCache& cache) {
  BindContext context{scenario, catalogue, cache, Reader()};
  const BoundWorkload workload = bindWorkload(context);
  checkSize(context, workload);

  BoundScenario bound;
  const ScenarioBlocks& blocks = scenario.blocks;
  bound.name = blocks.name;
  bound.sha256 = scenario.sha256;
  bound.seed = blocks.seed;
  bound.isJob = context.isJob();
  bound.monthHours = blocks.month.length.inHours();
  bound.windowStart = workload.windowStart;
  bound.freeGrant = blocks.freeGrant;
  bound.peopleUsdPerMonth = blocks.ops.hoursPerMonth * blocks.ops.usdPerHour;
  bound.objective = blocks.objective;
  bound.baselineId = blocks.baseline.empty() ? defaultBaseline(blocks) : blocks.baseline;
  if (workload.month)
    if (const auto* job = std::get_if<JobDemand>(&*workload.month))
      bound.runsPerMonth = static_cast<double>(job->starts.size());
  for (std::size_t i = 0; i < blocks.platforms.size(); ++i) {
    BoundPlatform platform = bindOne(context, workload, i); // its mistakes are told also while it is switched off
    if (commonOf(blocks.platforms[i]).enabled)
      bound.platforms.push_back(std::move(platform));
  }
  if (!context.reader.ok())
    return failure(context.reader.error());
  bound.warnings = workload.warnings;
  warnOfDates(bound);
  return bound;
}

} // namespace coldframe
