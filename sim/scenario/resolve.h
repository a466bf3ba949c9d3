// A scenario made fully explicit: every value stands in the document, profiles and executors as complete overrides,
// names of profiles and books exact. What it is read back to is the same scenario, whatever defaults and profiles
// become later.
//
// `origins` says of every leaf where it comes from: "mine.json:12", "default", "aws-lambda@2017-05.json:31: documented,
// AWS Lambda developer guide".
#pragma once

#include "sim/scenario/catalogue.h"
#include "sim/scenario/scenario.h"

namespace coldframe {

// The explicit scenario with its member "origins". Errors: as bind()'s of profiles and books.
Result<JsonNode> resolve(const Scenario& scenario, const Catalogue& catalogue);

} // namespace coldframe
