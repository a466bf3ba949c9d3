// A scenario whose fitted inputs (FittedInput) came out otherwise: each law drawn anew as far as its values leave it
// open (sim/fit/redrawn_law.h), each note's times multiplied by one factor that the whole run shares, lognormal
// about 1. One such draw for each replication makes a prediction hold what the fit does not know beside the chance of
// one run.
#pragma once

#include "sim/random/generator.h"
#include "sim/study/vary.h"

#include <vector>

namespace coldframe {

// The settings that make it. Errors (Input): a pointer that leads nowhere, or to what is no time and no number.
Result<std::vector<Setting>> redrawn(const Scenario& scenario, Seed seed);

} // namespace coldframe
