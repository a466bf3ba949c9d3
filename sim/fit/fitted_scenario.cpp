#include "sim/fit/fitted_scenario.h"

#include "sim/fit/fitted_overrides.h"
#include "sim/fit/start_latency.h"
#include "sim/json/write.h"
#include "sim/scenario/field_types.h"
#include "sim/scenario/recorded_load.h"
#include "sim/scenario/run_origin.h"
#include "sim/trace/trace_times.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

JsonNode text(const std::string& words) {
  return JsonNode::string(words);
}

// Calls that no library made came when they came.
bool isStream(const FittedScenarioOptions& options) {
  return options.executor == "none";
}

// One call's work: where several memory sizes tell CPU from waiting, both; else all of it as waiting. `at`: where it
// stands in the scenario.
JsonNode workOf(const RunFit& fit, const std::string& at, FittedOverrides& overrides) {
  JsonNode item = JsonNode::object();
  const FitPart* memory = fit.find("memory_law");
  if (const FittedFigure* io = figureOf(memory, kMemoryIo); io != nullptr && memory->law) {
    item.add("cpu", lawJson(*memory->law));
    item.add("io", lawJson(Scalar{std::round(io->value * 1e9)}));
    if (const FittedFigure* parallel = figureOf(memory, kMemoryParallel))
      item.add("parallel_fraction", JsonNode::number(parallel->value));
    overrides.known({at + "cpu", at + "io"}, static_cast<double>(memory->n), overrides.durationSpread());
  } else if (const Distribution* law = fit.law("duration")) {
    item.add("io", lawJson(*law));
    overrides.known({at + "io"}, static_cast<double>(fit.find("duration")->n), overrides.durationSpread());
  }
  return item;
}

JsonNode workloadOf(const RunFit& fit, const FittedScenarioOptions& options, FittedOverrides& overrides) {
  JsonNode workload = JsonNode::object();
  if (isStream(options)) {
    JsonNode arrivals = JsonNode::object();
    arrivals.add("kind", text("timestamps"));
    arrivals.add("at", JsonCodec<InstantList>::write(options.arrivals, {}));
    workload.add("kind", text("requests"));
    workload.add("arrivals", std::move(arrivals));
    workload.add("function", workOf(fit, "/workload/function/", overrides));
  } else {
    workload.add("kind", text("job"));
    workload.add("items", JsonNode::unsignedInteger(options.calls));
    workload.add("batch", JsonNode::integer(1));
    workload.add("item", workOf(fit, "/workload/item/", overrides));
  }
  return workload;
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

// Arrivals of all calls, and a horizon in which the last of them ends though it takes twice as long as any did.
void takeArrivals(const Trace& trace, FittedScenarioOptions& options) {
  WorkSpec any; // whether a call's running time is known makes no difference here
  any.io = Scalar{1};
  if (auto load = loadFromTrace(trace, 1, any))
    options.arrivals = std::make_shared<const std::vector<std::int64_t>>(std::move(load->at));
  const Stamp from = trace.has(Stamp::Submit) ? Stamp::Submit : trace.has(Stamp::Invoke) ? Stamp::Invoke : Stamp::Start;
  double longest = 0;
  for (const TimedRow& row : timedRows(trace, from, Stamp::End))
    longest = std::max(longest, row.seconds);
  const Duration last = Duration::nanoseconds(options.arrivals ? options.arrivals->back() : 0);
  options.horizon = std::max(Duration::seconds(1), last + Duration::fromSeconds(std::ceil(2 * longest)));
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
  takeArrivals(runs.front().trace, options);
  return options;
}

JsonNode fittedScenario(const RunFit& fit, const FittedScenarioOptions& options) {
  FittedOverrides overrides(fit, options.executor);
  JsonNode workload = workloadOf(fit, options, overrides);

  JsonNode platform = JsonNode::object();
  platform.add("id", text("lambda"));
  platform.add("kind", text("faas"));
  platform.add("label", text("As fitted"));
  platform.add("profile", text(options.profile));
  platform.add("overrides", std::move(overrides.platform));
  platform.add("memory", text(writeMemory(options.memory)));
  platform.add("runtime", text("python"));
  if (!isStream(options)) {
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
  if (isStream(options))
    root.add("horizon", text(writeDuration(options.horizon)));
  root.add("initial", std::move(initial));
  root.add("workload", std::move(workload));
  root.add("platforms", std::move(platforms));
  root.add("sources", sourcesOf(fit, options.name));
  root.add("fitted", std::move(overrides.fitted));
  return root;
}

} // namespace coldframe
