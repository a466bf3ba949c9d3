// From what the user typed to a text (a file, the name of something shipped, or - for standard input), and from that to
// a scenario; a result file is the scenario it came from.
#pragma once

#include "sim/base/result.h"
#include "sim/scenario/bind.h"
#include "sim/scenario/catalogue.h"
#include "sim/scenario/scenario.h"

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

namespace coldframe::cli {

class CommandCall;

struct SourceText {
  std::string text;
  std::string file; // as messages name it
};

struct LoadedScenario {
  Scenario scenario;
  BoundScenario bound;
  JsonNode resolved; // every value explicit, with the seed that is used
  // Of a result file, which repeats the run it came from.
  std::optional<std::uint64_t> replications;
};

// The user's own folder, then --data, then what is built in.
Result<Catalogue> makeCatalogue(const CommandCall& call);
// Whole texts only, up to 64 MB.
Result<SourceText> sourceText(CatalogueKind kind, const std::string& typed, const Catalogue& catalogue,
                              std::istream& in);
Result<LoadedScenario> loadScenario(const SourceText& source, const Catalogue& catalogue,
                                    std::optional<std::uint64_t> seed);

} // namespace coldframe::cli
