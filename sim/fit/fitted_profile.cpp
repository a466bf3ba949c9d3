#include "sim/fit/fitted_profile.h"

#include "sim/executor/executor_profile.h"
#include "sim/fit/fitted_overrides.h"
#include "sim/json/write.h"
#include "sim/platform/faas/faas_profile.h"
#include "sim/scenario/scenario.h"

namespace coldframe {

namespace {

// A profile with the overrides in it and a header of its own.
template <class T>
Result<std::string> profileText(const Catalogue& catalogue, const std::string& base, JsonNode overrides,
                                const std::string& name, const std::string& runs) {
  const auto found = catalogue.find(CatalogueKind::Platform, base);
  if (!found)
    return failure(found.error());
  auto document = JsonDocument::parse(found->text, found->origin, scenarioLimits());
  if (!document)
    return failure(document.error());
  JsonNode& root = document->root();
  for (std::size_t i = 0; i < overrides.size(); ++i) {
    JsonNode& figure = overrides.at(i);
    figure.annotate(Basis::Fitted, "fitted to " + runs);
  }
  mergeOver(root, overrides, valueType<T>());
  const std::size_t at = name.find('@');
  root.set("name", JsonNode::string(name.substr(0, at)));
  if (at != std::string::npos)
    root.set("date", JsonNode::string(name.substr(at + 1)));
  root.set("description",
           JsonNode::string("Fitted to " + runs + "; what that does not tell is as " + found->exactName + " has it"));
  return writeJson(root, true) + "\n";
}

} // namespace

Result<FittedProfiles> fittedProfiles(const RunFit& fit, const FittedScenarioOptions& options,
                                      const Catalogue& catalogue, const std::string& name) {
  FittedOverrides overrides(fit, options.executor);
  FittedProfiles profiles;
  auto platform =
      profileText<FaasProfile>(catalogue, options.profile, std::move(overrides.platform), name, options.name);
  if (!platform)
    return failure(platform.error());
  profiles.platform = std::move(*platform);
  if (options.executor == "none")
    return profiles;
  auto executor = profileText<ExecutorProfile>(catalogue, options.executor, std::move(overrides.client),
                                               clientName(name), options.name);
  if (!executor)
    return failure(executor.error());
  profiles.executor = std::move(*executor);
  return profiles;
}

std::string clientName(const std::string& name) {
  const std::size_t at = name.find('@');
  return name.substr(0, at) + "-client" + (at == std::string::npos ? "" : name.substr(at));
}

} // namespace coldframe
