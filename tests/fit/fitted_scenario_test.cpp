// What a fitted scenario begins with.
#include "sim/fit/fitted_scenario.h"
#include "tests/fit/job_trace.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

ImportedTrace imported(Trace trace, std::string format) {
  ImportedTrace run;
  run.trace = std::move(trace);
  run.format = std::move(format);
  return run;
}

JsonNode scenarioOf(const std::vector<ImportedTrace>& runs) {
  std::vector<const Trace*> traces;
  for (const ImportedTrace& run : runs)
    traces.push_back(&run.trace);
  FittedScenarioOptions options = fittedScenarioOptions(runs, "the runs");
  if (options.memory.inBytes() == 0)
    options.memory = Memory::mb(1024);
  return fittedScenario(fitRuns(traces), options);
}

// Three runs, each with 3 cold calls and 97 warm ones at once: a run of 100 finds 97 environments.
TEST(FittedScenario, TheFirstRunSaysWhatWasThere) {
  std::vector<ImportedTrace> runs;
  for (int r = 0; r < 3; ++r) {
    JobTrace job;
    for (int i = 0; i < 100; ++i)
      job.call({{Stamp::Submit, 0.01 * i}, {Stamp::Start, 1 + 0.011 * i + 0.1 * r}, {Stamp::End, 6 + 0.012 * i}},
               i < 3 ? Cold::Yes : Cold::No);
    runs.push_back(imported(job.build(), "Lithops stats"));
  }
  const JsonNode scenario = scenarioOf(runs);
  EXPECT_EQ(findByPointer(scenario, "/initial/warm")->asNumber(), 97);
  EXPECT_EQ(findByPointer(scenario, "/workload/items")->asNumber(), 100);
}

// 40 places, two calls on each, and nobody says which were cold: by their times three in four were warm.
TEST(FittedScenario, WhereNobodySaysWhatWasColdTheShareOfWarmStartsWasThere) {
  Generator source(Seed{3, 0}, Cause::Allocation);
  JobTrace job;
  for (int i = 0; i < 80; ++i) {
    const double submit = i < 40 ? 0 : 100;
    const Distribution law = LogNormal{i % 4 == 0 ? 2.0 : 0.2, 0.1};
    const double start = submit + law.sampleReal(source);
    job.call({{Stamp::Submit, submit}, {Stamp::Start, start}, {Stamp::End, start + 10 + 0.01 * i}});
  }
  const std::vector<ImportedTrace> runs{imported(job.build(), "Lithops stats")};
  EXPECT_EQ(findByPointer(scenarioOf(runs), "/initial/warm")->asNumber(), 30);
}

} // namespace
} // namespace coldframe::test
