// What an OutcomeBuilder needs to know of a bound platform besides its replications.
#pragma once

#include "sim/result/outcome_builder.h"
#include "sim/scenario/bind.h"

namespace coldframe {

PlatformFacts platformFacts(const BoundScenario& scenario, const BoundPlatform& platform);

} // namespace coldframe
