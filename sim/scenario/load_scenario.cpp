#include "sim/scenario/load_scenario.h"

#include "sim/json/document.h"
#include "sim/scenario/resolve.h"

namespace coldframe {

namespace {

// Of the scenario that a result file came from; empty: this is none.
std::string earlierSha256(const SourceText& source) {
  const auto document = JsonDocument::parse(source.text, source.file, scenarioLimits());
  if (!document || document->root().find("scenario_document") == nullptr)
    return {};
  if (const JsonNode* scenario = document->root().find("scenario"); scenario != nullptr)
    if (const JsonNode* hash = scenario->find("sha256"); hash != nullptr && hash->isString())
      return hash->asString();
  return {};
}

} // namespace

Result<LoadedScenario> loadScenario(const SourceText& source, const Catalogue& catalogue,
                                    std::optional<std::uint64_t> seed) {
  auto scenario = readScenario(source.text, source.file);
  if (!scenario)
    return failure(scenario.error());
  if (std::string earlier = earlierSha256(source); !earlier.empty())
    scenario->sha256 = std::move(earlier);
  auto bound = bind(*scenario, catalogue);
  if (!bound)
    return failure(bound.error());
  auto resolved = resolve(*scenario, catalogue);
  if (!resolved)
    return failure(resolved.error());
  if (seed)
    resolved->set("seed", JsonNode::unsignedInteger(*seed));
  return LoadedScenario{std::move(*scenario), std::move(*bound), std::move(*resolved)};
}

} // namespace coldframe
