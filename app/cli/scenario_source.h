// From what the user typed to a text: a file, the name of something shipped, or - for standard input.
#pragma once

#include "sim/base/result.h"
#include "sim/scenario/catalogue.h"
#include "sim/scenario/load_scenario.h"

#include <iosfwd>
#include <string>

namespace coldframe::cli {

class CommandCall;

// The user's own folder, then --data, then what is built in.
Result<Catalogue> makeCatalogue(const CommandCall& call);
// Whole texts only, up to 64 MB.
Result<SourceText> sourceText(CatalogueKind kind, const std::string& typed, const Catalogue& catalogue,
                              std::istream& in);

} // namespace coldframe::cli
