#include "app/cli/scenario_source.h"

#include "app/cli/command_call.h"
#include "app/cli/standard_input.h"
#include "sim/json/document.h"
#include "sim/scenario/resolve.h"

#include <filesystem>

namespace coldframe::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = std::size_t{64} << 20;

bool looksLikePath(const std::string& typed) {
  return typed.find('/') != std::string::npos || typed.ends_with(".json");
}

// What a result file says about the run it came from.
struct EarlierRun {
  std::optional<std::uint64_t> replications;
  std::string scenarioSha256;
};

EarlierRun earlierRun(const SourceText& source) {
  EarlierRun earlier;
  const auto document = JsonDocument::parse(source.text, source.file, scenarioLimits());
  if (!document || document->root().find("scenario_document") == nullptr)
    return earlier;
  const JsonNode& root = document->root();
  if (const JsonNode* n = root.find("replications");
      n != nullptr && n->kind() == JsonKind::Integer && n->asNumber() >= 1)
    earlier.replications = static_cast<std::uint64_t>(n->asNumber());
  if (const JsonNode* scenario = root.find("scenario"); scenario != nullptr)
    if (const JsonNode* hash = scenario->find("sha256"); hash != nullptr && hash->isString())
      earlier.scenarioSha256 = hash->asString();
  return earlier;
}

} // namespace

Result<Catalogue> makeCatalogue(const CommandCall& call) {
  Catalogue catalogue = Catalogue::builtIn();
  if (call.arguments().has("data"))
    if (auto added = catalogue.addFolder(call.arguments().text("data"), false); !added)
      return failure(added.error());
  if (!call.surroundings().userFolder.empty())
    if (auto added = catalogue.addFolder(call.surroundings().userFolder, true); !added)
      return failure(added.error());
  return catalogue;
}

Result<SourceText> sourceText(CatalogueKind kind, const std::string& typed, const Catalogue& catalogue,
                              std::istream& in) {
  if (typed == "-")
    return readStandardInput(in, kMostBytes).map([](std::string text) {
      return SourceText{std::move(text), kStandardInput};
    });
  std::error_code ignored;
  const fs::file_status status = fs::status(typed, ignored);
  const bool isFile = fs::exists(status) && !fs::is_directory(status);
  if (isFile || looksLikePath(typed)) {
    auto text = readTextFile(typed, kMostBytes);
    if (!text)
      return failure(text.error());
    return SourceText{std::move(*text), typed};
  }
  auto found = catalogue.find(kind, typed);
  if (!found)
    return failure(found.error());
  return SourceText{std::move(found->text), std::move(found->origin)};
}

Result<LoadedScenario> loadScenario(const SourceText& source, const Catalogue& catalogue,
                                    std::optional<std::uint64_t> seed) {
  auto scenario = readScenario(source.text, source.file);
  if (!scenario)
    return failure(scenario.error());
  const EarlierRun earlier = earlierRun(source);
  if (!earlier.scenarioSha256.empty())
    scenario->sha256 = earlier.scenarioSha256;
  auto bound = bind(*scenario, catalogue);
  if (!bound)
    return failure(bound.error());
  auto resolved = resolve(*scenario, catalogue);
  if (!resolved)
    return failure(resolved.error());
  if (seed)
    resolved->set("seed", JsonNode::unsignedInteger(*seed));
  return LoadedScenario{std::move(*scenario), std::move(*bound), std::move(*resolved), earlier.replications};
}

} // namespace coldframe::cli
