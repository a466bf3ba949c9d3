#include "sim/fit/fitted_scenario.h"

#include "sim/json/write.h"
#include "sim/units/format.h"
#include "sim/workload/distribution_codec.h"

#include <cmath>

namespace coldframe {

namespace {

JsonNode text(const std::string& words) {
  return JsonNode::string(words);
}

JsonNode lawJson(const Distribution& law) {
  FieldOptions time;
  time.of = ValueKind::Duration;
  return JsonCodec<Distribution>::write(law, time);
}

// The law of a part, where it is known.
const Distribution* lawOf(const RunFit& fit, const char* key) {
  const FitPart* part = fit.find(key);
  return part != nullptr && part->identified() && part->law ? &*part->law : nullptr;
}

// The law of a start or set-up, warm or cold; where only one was seen, that one.
const Distribution* lawOr(const RunFit& fit, const char* key, const char* other) {
  const Distribution* law = lawOf(fit, key);
  return law != nullptr ? law : lawOf(fit, other);
}

// The runtime's own INIT is part of the fitted cold start.
JsonNode noInit() {
  JsonNode runtime = JsonNode::object();
  runtime.add("init_zip", text("0 s"));
  runtime.add("first_run", JsonNode::array());
  JsonNode runtimes = JsonNode::object();
  runtimes.add("python", std::move(runtime));
  return runtimes;
}

JsonNode platformOverrides(const RunFit& fit) {
  JsonNode overrides = JsonNode::object();
  if (const Distribution* warm = lawOf(fit, "start_warm"))
    overrides.add("warm_start", lawJson(*warm));
  if (const Distribution* cold = lawOf(fit, "start_cold")) {
    overrides.add("allocation", lawJson(*cold));
    overrides.add("download_per_mb", text("0 s"));
    overrides.add("runtimes", noInit());
  }
  // What a worker waits for the store is in the fitted times too; its requests are counted all the same.
  if (lawOf(fit, "start_warm") != nullptr && lawOf(fit, "finish") != nullptr) {
    JsonNode store = JsonNode::object();
    store.add("get_latency", text("0 s"));
    store.add("put_latency", text("0 s"));
    overrides.add("object_store", std::move(store));
  }
  // Noise and stragglers are in the fitted times.
  overrides.add("noise", JsonNode::integer(1));
  overrides.add("straggler_share", JsonNode::integer(0));
  const FitPart* life = fit.find("keep_alive");
  if (life != nullptr && life->identified() && life->policy)
    overrides.add("keep_alive", toJson(*life->policy));
  if (const Distribution* age = lawOf(fit, "max_age"))
    overrides.add("max_age", lawJson(*age));
  if (const FitPart* reuse = fit.find("reuse"); reuse != nullptr && reuse->identified())
    overrides.add("reuse", text(reuse->method));
  return overrides;
}

JsonNode executorOverrides(const RunFit& fit, const std::string& executor) {
  JsonNode overrides = JsonNode::object();
  const FitPart* pace = fit.find("invocation");
  if (pace != nullptr && pace->identified() && pace->method == "submits of a job") {
    // One thread that takes a call's share of the submits: the same pace, whatever the library does inside.
    overrides.add("invoke_threads", JsonNode::integer(1));
    overrides.add("invoke_latency", lawJson(Scalar{std::round(1e9 / pace->figures.front().value)}));
  }
  if (lawOf(fit, "start_warm") != nullptr || lawOf(fit, "start_cold") != nullptr)
    overrides.add("worker_start", text("0 s"));
  if (const Distribution* setup = lawOr(fit, "setup_cold", "setup_warm"))
    overrides.add("setup_fresh", lawJson(*setup));
  if (const Distribution* setup = lawOr(fit, "setup_warm", "setup_cold"))
    overrides.add("setup_cached", lawJson(*setup));
  if (const Distribution* finish = lawOf(fit, "finish"))
    overrides.add("finish", lawJson(*finish));
  // Lithops looks in one loop and fetches in another, and the profile knows how both grow with the job: the rounds and
  // times that one run shows are of its own size.
  if (executor == "lithops-3")
    return overrides;
  if (const Distribution* interval = lawOf(fit, "polling"))
    overrides.add("poll_interval", lawJson(*interval));
  if (const Distribution* fetch = lawOf(fit, "fetch")) {
    overrides.add("fetch", lawJson(*fetch));
    overrides.add("fetch_threads", JsonNode::integer(100'000)); // waiting for a thread is in the fitted time
  }
  return overrides;
}

JsonNode sourcesOf(const RunFit& fit, const std::string& run) {
  JsonNode sources = JsonNode::array();
  for (const FitPart& part : fit.parts) {
    JsonNode source = JsonNode::object();
    source.add("what", text(part.title));
    source.add("kind", text(part.identified() ? "fitted" : "assumed"));
    source.add("source", text(part.identified() ? "fitted to " + showCount(static_cast<double>(part.n)) +
                                                      " values of " + run + ": " + part.method
                                                : "as the profiles have it; " + run + " does not tell: " + part.why));
    sources.append(std::move(source));
  }
  return sources;
}

} // namespace

FittedScenarioOptions fittedScenarioOptions(std::span<const ImportedTrace> runs, std::string name) {
  FittedScenarioOptions options;
  options.name = std::move(name);
  const std::string& format = runs.front().format;
  options.executor = format.find("Lithops") != std::string::npos  ? "lithops-3"
                     : format.find("PyWren") != std::string::npos ? "pywren-0.4"
                                                                  : "none";
  options.calls = runs.front().trace.rows();
  std::string month; // "@2022-06"
  for (const ImportedTrace& run : runs) {
    if (month.empty() && run.trace.epoch())
      month = "@" + writeInstant(*run.trace.epoch()).substr(0, 7);
    for (std::size_t row = 0; row < run.trace.rows() && options.memory.inBytes() == 0; ++row)
      if (const auto bytes = run.trace.count(Count::Memory, row))
        options.memory = Memory::mb(*bytes / 1'048'576);
  }
  options.profile = "aws-lambda" + month;
  options.prices = "aws-us-east-1" + month;
  return options;
}

JsonNode fittedScenario(const RunFit& fit, const FittedScenarioOptions& options) {
  JsonNode item = JsonNode::object();
  if (const Distribution* law = lawOf(fit, "duration"))
    item.add("io", lawJson(*law));
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
  platform.add("overrides", platformOverrides(fit));
  platform.add("memory", text(writeMemory(options.memory)));
  platform.add("runtime", text("python"));
  if (options.executor != "none") {
    platform.add("executor", text(options.executor));
    platform.add("executor_overrides", executorOverrides(fit, options.executor));
  }
  JsonNode platforms = JsonNode::array();
  platforms.append(std::move(platform));

  // As many warm environments as calls found one.
  const FitPart* warm = fit.find("start_warm");
  JsonNode initial = JsonNode::object();
  initial.add("warm", JsonNode::unsignedInteger(warm != nullptr && warm->identified() ? warm->n : 0));

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
  return root;
}

} // namespace coldframe
