#include "sim/fit/fitted_scenario.h"

#include "sim/fit/fitted_overrides.h"
#include "sim/fit/start_latency.h"
#include "sim/json/write.h"
#include "sim/scenario/run_origin.h"
#include "sim/units/format.h"

#include <cmath>

namespace coldframe {

namespace {

JsonNode text(const std::string& words) {
  return JsonNode::string(words);
}

// One call's work: where several memory sizes tell CPU from waiting, both; else all of it as waiting.
JsonNode workOf(const RunFit& fit, FittedOverrides& overrides) {
  JsonNode item = JsonNode::object();
  const FitPart* memory = fit.find("memory_law");
  if (const FittedFigure* io = figureOf(memory, kMemoryIo); io != nullptr && memory->law) {
    item.add("cpu", lawJson(*memory->law));
    item.add("io", lawJson(Scalar{std::round(io->value * 1e9)}));
    if (const FittedFigure* parallel = figureOf(memory, kMemoryParallel))
      item.add("parallel_fraction", JsonNode::number(parallel->value));
    overrides.known({"/workload/item/cpu", "/workload/item/io"}, static_cast<double>(memory->n),
                    overrides.durationSpread());
  } else if (const Distribution* law = fit.law("duration")) {
    item.add("io", lawJson(*law));
    overrides.known({"/workload/item/io"}, static_cast<double>(fit.find("duration")->n), overrides.durationSpread());
  }
  return item;
}

// Of environments of which the run does not say it, the share of calls that the fit takes for warm was there.
std::uint64_t warmEnvironments(const RunFit& fit, const FittedScenarioOptions& options) {
  double share = 0;
  if (const FitPart* warm = fit.find("start_warm"); warm != nullptr && warm->identified()) {
    const FittedFigure* some = figureOf(warm, kWarmShare);
    share = some != nullptr ? some->value : 1;
  }
  return options.warm + static_cast<std::uint64_t>(std::llround(share * static_cast<double>(options.perhapsWarm)));
}

JsonNode sourcesOf(const RunFit& fit, const std::string& run) {
  JsonNode sources = JsonNode::array();
  for (const FitPart& part : fit.parts) {
    JsonNode source = JsonNode::object();
    source.add("what", text(part.title));
    source.add("kind", text(part.identified() ? "fitted" : "assumed"));
    source.add("source",
               text(part.identified() ? "fitted to " + showCount(part.n) + " values of " + run + ": " + part.method
                                      : "as the profiles have it; " + run + " does not tell: " + part.why));
    sources.append(std::move(source));
  }
  return sources;
}

} // namespace

FittedScenarioOptions fittedScenarioOptions(std::span<const ImportedTrace> runs, std::string name) {
  RunOrigin origin = originOf(runs.front());
  for (const ImportedTrace& run : runs.subspan(1)) {
    const RunOrigin other = originOf(run);
    if (origin.month.empty())
      origin.month = other.month;
    if (origin.memory.inBytes() == 0)
      origin.memory = other.memory;
  }
  FittedScenarioOptions options;
  options.name = std::move(name);
  options.profile = "aws-lambda" + origin.month;
  options.executor = origin.executor;
  options.prices = "aws-us-east-1" + origin.month;
  options.memory = origin.memory;
  options.calls = runs.front().trace.rows();
  options.warm = origin.warm;
  options.perhapsWarm = origin.perhapsWarm;
  return options;
}

JsonNode fittedScenario(const RunFit& fit, const FittedScenarioOptions& options) {
  FittedOverrides overrides(fit, options.executor);
  JsonNode item = workOf(fit, overrides);
  JsonNode workload = JsonNode::object();
  workload.add("kind", text("job"));
  workload.add("items", JsonNode::unsignedInteger(options.calls));
  workload.add("batch", JsonNode::integer(1));
  workload.add("item", std::move(item));

  JsonNode platform = JsonNode::object();
  platform.add("id", text("lambda"));
  platform.add("kind", text("faas"));
  platform.add("label", text("As fitted"));
  platform.add("profile", text(options.profile));
  platform.add("overrides", std::move(overrides.platform));
  platform.add("memory", text(writeMemory(options.memory)));
  platform.add("runtime", text("python"));
  if (options.executor != "none") {
    platform.add("executor", text(options.executor));
    platform.add("executor_overrides", std::move(overrides.client));
  }
  JsonNode platforms = JsonNode::array();
  platforms.append(std::move(platform));

  JsonNode initial = JsonNode::object();
  initial.add("warm", JsonNode::unsignedInteger(warmEnvironments(fit, options)));

  JsonNode root = JsonNode::object();
  root.add("schema", text("coldframe.scenario/1"));
  root.add("name", text(options.name));
  root.add("description", text("Written by a fit: the run it learnt from, to be simulated, enlarged or moved."));
  root.add("seed", JsonNode::integer(1));
  root.add("prices", text(options.prices));
  root.add("initial", std::move(initial));
  root.add("workload", std::move(workload));
  root.add("platforms", std::move(platforms));
  root.add("sources", sourcesOf(fit, options.name));
  root.add("fitted", std::move(overrides.fitted));
  return root;
}

} // namespace coldframe
