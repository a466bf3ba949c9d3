// month: the scenario's month hour by hour.
#include "app/cli/commands.h"
#include "app/cli/study_call.h"
#include "sim/report/month_report.h"

#include <algorithm>

namespace coldframe::cli {

namespace {

int runMonth(CommandCall& call) {
  auto study = prepareStudy(call);
  if (!study)
    return call.fail(study.error());
  MonthOptions options;
  options.variants = !call.arguments().has("no-variants");
  const std::string only = call.arguments().text("platform");
  if (!only.empty())
    if (auto known = checkPlatform(study->loaded.bound, only); !known)
      return call.fail(known.error());
  const std::string by = call.arguments().text("by");
  const MonthBy rows = by == "day"                                        ? MonthBy::Day
                       : by == "hour"                                     ? MonthBy::Hour
                       : call.format() == OutputFormat::Csv && by.empty() ? MonthBy::Hour
                                                                          : MonthBy::Platform;
  const auto result = withProgress(call, study->options, [&] {
    options.study = study->options;
    if (!only.empty())
      options.study.only = {only};
    return month(study->source(), options);
  });
  if (!result)
    return call.fail(result.error());
  warnBeside(call, result->comparison.warnings);
  const bool feasible = std::any_of(result->platforms.begin(), result->platforms.end(),
                                    [](const MonthPlatform& platform) { return platform.outcome.feasible; });
  return call.finish(renderMonth(*result, rows, call.format(), stampOf(*study), call.explain()),
                     interruptedOr(result->comparison.partial, feasible ? 0 : kInfeasible));
}

} // namespace

std::vector<CommandSpec> monthCommands() {
  return {
      {.words = {"month"},
       .summary = "Show the month hour by hour: load, latency, cost by line and day, idle capacity",
       .description =
           "Simulates the scenario's month on every platform and, beside each function, kept warm by pings and with "
           "provisioned concurrency. Shows what each costs by line of the bill and by day, what is paid for and not "
           "used, and the load, cold starts and response of every day or hour with bands over the replications. JSON "
           "carries all hours; CSV has a row an hour and platform unless --by says otherwise.",
       .arguments = {scenarioArgument()},
       .options = {{.name = "by",
                    .value = "ROWS",
                    .choices = {"platform", "day", "hour"},
                    .help = "Also a row a day or an hour of each platform"},
                   platformOption(false, "Only this platform and its variants"),
                   {.name = "no-variants", .help = "Leave out the variants of functions"},
                   setOption()},
       .run = runMonth},
  };
}

} // namespace coldframe::cli
