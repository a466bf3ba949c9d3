// A fit as profiles ("coldframe.platform/1") that scenarios can name: the platform's, and the client library's where
// the runs were made with one. What the runs do not tell stays as the named profiles have it, each figure with its own
// source; what they do tell is marked "fitted". The two belong together (fitted_overrides.h).
#pragma once

#include "sim/base/result.h"
#include "sim/fit/fitted_scenario.h"
#include "sim/scenario/catalogue.h"

#include <string>

namespace coldframe {

// "aws-lambda-flops-client@2022-06": the executor that belongs to a platform of that name.
std::string clientName(const std::string& name);

struct FittedProfiles {
  std::string platform; // text of a profile of kind "faas"
  std::string executor; // of kind "executor"; empty where the runs were made without a library
};

// `name`: "aws-lambda-flops" or "aws-lambda-flops@2022-06". Errors: as of the profiles that `options` names.
Result<FittedProfiles> fittedProfiles(const RunFit& fit, const FittedScenarioOptions& options,
                                      const Catalogue& catalogue, const std::string& name);

} // namespace coldframe
