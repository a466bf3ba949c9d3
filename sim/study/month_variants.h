// Variants that a month study sets beside the functions of a scenario: the same function kept warm by pings, and with
// provisioned concurrency the whole month. Both hold as many environments as were running on average in all but the
// busiest twentieth of the hours (of replication 0), at least one.
#pragma once

#include "sim/base/result.h"
#include "sim/study/compare.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace coldframe {

// Behind the id of the function.
inline constexpr const char* kKeptWarm = "-kept-warm";
inline constexpr const char* kProvisioned = "-provisioned";

struct MonthVariants {
  Scenario scenario;                         // with the variants as platforms of their own
  std::map<std::string, std::string> of;     // variant → platform
  std::map<std::string, std::int64_t> holds; // variant → environments
  std::vector<std::string> notes;            // variants that cannot be, and why
};

// A variant that cannot be, in words: "lambda, provisioned, is not among them: …".
std::string leftOut(const std::string& platform, bool pings, const std::string& why);

// "lambda-kept-warm" and "lambda-provisioned" for every function that has neither. Reports the progress of
// sizing them. Interrupted errors.
Result<MonthVariants> monthVariants(const Scenario& scenario, const BoundScenario& bound, const Catalogue& catalogue,
                                    std::uint64_t seed, const StudyOptions& options);

} // namespace coldframe
