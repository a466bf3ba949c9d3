#include "sim/study/platform_facts.h"

#include "sim/units/format.h"

#include <algorithm>

namespace coldframe {

namespace {

bool isAlwaysOn(const Model& model) {
  const auto* machine = std::get_if<MachineModel>(&model.platform);
  return machine != nullptr && machine->hours == MachineHours::Always;
}

} // namespace

PlatformFacts platformFacts(const BoundScenario& scenario, const BoundPlatform& platform) {
  PlatformFacts facts;
  facts.id = platform.id;
  facts.label = platform.label;
  if (!platform.profileName.empty())
    facts.profile = NamedHash{platform.profileName, platform.profileSha256};
  facts.prices = {platform.bookName, platform.bookSha256};
  facts.isJob = scenario.isJob;
  if (const auto* stream = std::get_if<StreamDemand>(&platform.model.run.demand))
    facts.interactive = isInteractive(stream->arrivals);
  facts.isFunction = std::holds_alternative<FaasModel>(platform.model.platform);
  facts.alwaysOn = isAlwaysOn(platform.model);
  facts.paidFor = platform.paidFor;
  if (const auto* machine = std::get_if<MachineModel>(&platform.model.platform); machine && machine->remote)
    facts.machines = machine->count;
  facts.runsPerMonth = scenario.runsPerMonth;
  facts.month = Duration::fromSeconds(scenario.monthHours * 3600);
  facts.freeGrant = scenario.freeGrant;
  if (const auto* job = std::get_if<JobDemand>(&platform.model.run.demand))
    facts.batch = job->job.batch;
  return facts;
}

StudyHead studyHead(const BoundScenario& scenario, const StudyOptions& options) {
  StudyHead head;
  head.scenarioName = scenario.name;
  head.scenarioSha256 = scenario.sha256;
  for (const BoundPlatform& platform : scenario.platforms)
    if (options.includes(platform.id) && std::ranges::find(head.prices, platform.bookName) == head.prices.end())
      head.prices.push_back(platform.bookName);
  head.monthHours = scenario.monthHours;
  head.seed = options.seed.value_or(scenario.seed);
  head.replications = options.replications;
  head.provisional = options.effort == Effort::Quick;
  return head;
}

Result<StudyHead> studyHead(const StudySource& source, const StudyOptions& options) {
  const auto bound = bind(source.scenario, source.catalogue);
  if (!bound)
    return failure(bound.error());
  return studyHead(*bound, options);
}

Comparison comparisonHead(const BoundScenario& scenario, const StudyOptions& options, std::uint64_t replications) {
  Comparison comparison;
  static_cast<StudyHead&>(comparison) = studyHead(scenario, options);
  comparison.replications = replications;
  comparison.isJob = scenario.isJob;
  comparison.runsPerMonth = scenario.isJob ? scenario.runsPerMonth : 0;
  comparison.windowStart = writeInstant(scenario.windowStart);
  comparison.freeGrant = scenario.freeGrant;
  comparison.peopleUsdPerMonth = scenario.peopleUsdPerMonth;
  comparison.baselineId = scenario.baselineId;
  comparison.warnings = scenario.warnings;
  return comparison;
}

} // namespace coldframe
