// What the JSON of every study begins with: schema, program, scenario, seed.
#pragma once

#include "sim/json/node.h"
#include "sim/report/comparison_json.h"

#include <cstdint>
#include <string>

namespace coldframe {

JsonNode studyRoot(const std::string& schema, const ResultStamp& stamp, const std::string& scenarioName,
                   const std::string& scenarioSha256, std::uint64_t seed);

} // namespace coldframe
