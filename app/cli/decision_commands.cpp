// The commands that ask when the answer flips: breakeven, sensitivity.
#include "app/cli/commands.h"
#include "app/cli/study_call.h"
#include "sim/report/breakeven_report.h"
#include "sim/report/sensitivity_report.h"

namespace coldframe::cli {

namespace {

constexpr std::uint64_t kMostPoints = 10'000;
constexpr std::uint64_t kMostSamples = 100'000;
constexpr double kMostRange = 0.99; // either way

int runBreakeven(CommandCall& call) {
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  const Arguments& arguments = call.arguments();
  BreakevenOptions options;
  options.a = arguments.text("a");
  options.b = arguments.text("b");
  options.over = arguments.text("over");
  options.from = arguments.text("from");
  options.to = arguments.text("to");
  const auto points = arguments.whole("points", 2, kMostPoints);
  if (!points)
    return call.fail(points.error());
  options.points = static_cast<std::int64_t>(points->value_or(static_cast<std::uint64_t>(options.points)));
  if (arguments.has("spacing"))
    options.logarithmic = arguments.text("spacing") == "log";
  for (const std::string& id : {options.a, options.b})
    if (auto known = checkPlatform(study->loaded.bound, id); !known)
      return call.fail(known.error());
  const auto result = withProgress(call, study->options, [&] {
    options.study = study->options;
    return breakeven(study->source(), options);
  });
  if (!result)
    return call.fail(result.error());
  warnBeside(call, result->warnings);
  return call.finish(renderBreakeven(*result, call.format(), stampOf(*study), call.explain()),
                     interruptedOr(result->partial, 0));
}

int runSensitivity(CommandCall& call) {
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  const Arguments& arguments = call.arguments();
  SensitivityOptions options;
  options.inputs = arguments.list("input");
  if (arguments.has("range")) {
    const auto range = readShare("range", arguments.text("range"), kMostRange);
    if (!range)
      return call.fail(range.error());
    options.range = *range;
  }
  const auto reach = arguments.whole("reach", 1, 1000);
  const auto samples = arguments.whole("samples", 0, kMostSamples);
  for (const auto* value : {&reach, &samples})
    if (!*value)
      return call.fail(value->error());
  options.reach = static_cast<double>(reach->value_or(static_cast<std::uint64_t>(options.reach)));
  options.samples = samples->value_or(options.samples);
  options.decideBy = arguments.text("decide-by", "cost") == "time" ? DecideBy::Time : DecideBy::Cost;
  const auto result = withProgress(call, study->options, [&] {
    options.study = study->options;
    return sensitivity(study->source(), options);
  });
  if (!result)
    return call.fail(result.error());
  warnBeside(call, result->warnings);
  return call.finish(renderSensitivity(*result, call.format(), stampOf(*study), call.explain()),
                     interruptedOr(result->partial, result->answer.empty() ? kInfeasible : 0));
}

std::vector<std::string> quantities() {
  return {quantityNames().begin(), quantityNames().end()};
}

} // namespace

std::vector<CommandSpec> decisionCommands() {
  return {
      {.words = {"breakeven"},
       .summary = "Find where one platform becomes cheaper than another",
       .description =
           "Simulates the month at values of one quantity and narrows down where the cheaper of two platforms changes, "
           "with the interval of the crossing (paired by replication), how busy and how quick both are there, and "
           "every change of the cheapest of all platforms. Quantities: requests of a stream or runs of a job a month; "
           "duration, the mean running time of a request or an item, CPU and waiting by one factor; burst, the peak "
           "rate of the arrivals over their mean rate, with as many of them (on and off periods get shorter and "
           "denser, a day steeper, steady arrivals one burst an hour); utilization of machines that are always on, by "
           "as many requests or runs as bring it about; or any field of the scenario by its pointer. Platforms count "
           "only within their capacity; fleets of automatic "
           "size are sized at every value. Head-room, a minimum of machines, a load balancer or the free grant: "
           "--set /objective/load=3, --set /platforms/box/min_count=2, "
           "--set /platforms/box/front_door/kind=load-balancer, --set /free_grant=true.",
       .arguments = {scenarioArgument()},
       .options = {{.name = "a", .value = "ID", .help = "One platform", .required = true},
                   {.name = "b", .value = "ID", .help = "The other", .required = true},
                   {.name = "over",
                    .value = "QUANTITY|POINTER",
                    .suggestions = quantities(),
                    .help = "What changes: requests, runs, utilization, burst, duration, or a field, e.g. "
                            "/workload/function/cpu",
                    .required = true},
                   {.name = "from",
                    .value = "VALUE",
                    .help =
                        "Lowest value, e.g. 200000 (requests), 5% (utilization), 1 (burst), \"50 ms\" (duration); a "
                        "hundredth of the present one when left out, of utilization 1 %, of burst the least"},
                   {.name = "to",
                    .value = "VALUE",
                    .help = "Highest value; a hundred times the present one when left out (of requests not past 40 "
                            "million or ten times, "
                            "whichever is more), of utilization 95 %, of burst 50"},
                   {.name = "points", .value = "N", .help = "Values of the curve; 9 when left out"},
                   {.name = "spacing",
                    .value = "SPACING",
                    .choices = {"even", "log"},
                    .help = "Equal steps or equal ratios; by the range when left out"},
                   setOption(),
                   precisionOption()},
       .run = runBreakeven},
      {.words = {"sensitivity"},
       .summary = "Show which inputs the answer hangs on, and where it flips",
       .description =
           "Moves each number of the scenario within a range: alone (how far cost and time follow), until another "
           "platform becomes the answer (the flip), and all together (Sobol indices of cost, time and the decision). "
           "The answer is the cheapest feasible platform that sends a bill, or the fastest.",
       .arguments = {scenarioArgument()},
       .options =
           {{.name = "input",
             .value = "QUANTITY|POINTER",
             .suggestions = quantities(),
             .help = "An input, e.g. /workload/item/cpu, or requests, runs, duration or burst; may be repeated; all "
                     "numbers of the scenario when left out",
             .many = true},
            {.name = "range", .value = "SHARE", .help = "How far inputs may be off, either way; 20% when left out"},
            {.name = "reach",
             .value = "FACTOR",
             .help = "Look for flips up to so many times an input, and down to that part of it; 3 when left out"},
            {.name = "samples", .value = "N", .help = "Rows of the Sobol design; 32 when left out, 0: no indices"},
            {.name = "decide-by",
             .value = "WHAT",
             .choices = {"cost", "time"},
             .help = "What makes a platform the answer; cost when left out"},
            setOption()},
       .run = runSensitivity},
  };
}

} // namespace coldframe::cli
