// One platform block → its model at the chosen memory, limits and overrides. Part of bind().
#pragma once

#include "sim/json/reader.h"
#include "sim/run/model.h"
#include "sim/scenario/bind_cache.h"
#include "sim/scenario/profile.h"
#include "sim/scenario/scenario.h"

#include <string>
#include <variant>

namespace coldframe {

// What binding works on: a scenario's blocks and the document they came from, for the places of problems.
struct BindContext {
  const Scenario& scenario;
  const Catalogue& catalogue;
  BindCache& cache;
  Reader reader;

  bool isJob() const { return coldframe::isJob(scenario.blocks.workload); }
  // The node at `pointer`, or the nearest one above it that exists.
  const JsonNode& place(const std::string& pointer) const;
  void wrong(const std::string& pointer, std::string what, std::string expectation);
  // Problems of a profile named at `pointer`: those without a place get that one, those of overrides get the pointer
  // of the block the overrides stand in.
  void adopt(const Error& error, const std::string& pointer, const std::string& overrides = {});
};

struct PlatformParts {
  std::variant<FaasModel, MachineModel> model;
  ExecutorProfile executor;
  std::string executorName;
  std::string profileName;
  std::string profileSha256;
  ObjectStoreProfile store;
  bool remote = true;
};

// Reports what is wrong to the context's reader; the parts are then of no use.
PlatformParts bindPlatform(BindContext& context, const PlatformBlock& block, const std::string& pointer);

// How fast the CPU part runs there against the reference vCPU, for work that was measured there. 0 when it cannot be
// said (reported).
double speedAt(BindContext& context, const MeasuredAt& place, double parallelFraction);

} // namespace coldframe
