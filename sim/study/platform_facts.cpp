#include "sim/study/platform_facts.h"

#include "sim/units/format.h"

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
  facts.isFunction = std::holds_alternative<FaasModel>(platform.model.platform);
  facts.alwaysOn = isAlwaysOn(platform.model);
  facts.paidFor = platform.paidFor;
  facts.runsPerMonth = scenario.runsPerMonth;
  facts.month = Duration::fromSeconds(scenario.monthHours * 3600);
  facts.freeGrant = scenario.freeGrant;
  if (const auto* job = std::get_if<JobDemand>(&platform.model.run.demand))
    facts.batch = job->job.batch;
  return facts;
}

Comparison comparisonHead(const BoundScenario& scenario, const StudyOptions& options, std::uint64_t replications) {
  Comparison comparison;
  comparison.scenarioName = scenario.name;
  comparison.scenarioSha256 = scenario.sha256;
  comparison.seed = options.seed.value_or(scenario.seed);
  comparison.replications = replications;
  comparison.provisional = options.effort == Effort::Quick;
  comparison.isJob = scenario.isJob;
  comparison.runsPerMonth = scenario.isJob ? scenario.runsPerMonth : 0;
  comparison.monthHours = scenario.monthHours;
  comparison.windowStart = writeInstant(scenario.windowStart);
  comparison.freeGrant = scenario.freeGrant;
  comparison.baselineId = scenario.baselineId;
  comparison.warnings = scenario.warnings;
  return comparison;
}

} // namespace coldframe
