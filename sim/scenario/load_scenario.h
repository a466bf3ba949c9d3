// From a text to everything that is derived from it: the scenario as written, the models it is bound to, and the
// explicit document that a result carries. A result file is the scenario it came from. Errors (Input): everything
// wrong, collected.
#pragma once

#include "sim/base/result.h"
#include "sim/scenario/bind.h"
#include "sim/scenario/catalogue.h"
#include "sim/scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <string>

namespace coldframe {

struct SourceText {
  std::string text;
  std::string file; // as messages name it
};

struct LoadedScenario {
  Scenario scenario;
  BoundScenario bound;
  JsonNode resolved; // every value explicit, with the seed that is used
};

// `seed`: instead of the scenario's own.
Result<LoadedScenario> loadScenario(const SourceText& source, const Catalogue& catalogue,
                                    std::optional<std::uint64_t> seed = std::nullopt);

} // namespace coldframe
