#include "sim/scenario/load_scenario.h"

#include "sim/json/document.h"
#include "sim/scenario/resolve.h"

namespace coldframe {

namespace {

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

} // namespace coldframe
