#include "sim/study/platform_facts.h"

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

} // namespace coldframe
