// What a fitted scenario begins with: how its calls come, what was there, how environments are made.
#include "sim/fit/fitted_scenario.h"
#include "sim/fit/start_latency.h"
#include "sim/run/simulate.h"
#include "sim/scenario/bind.h"
#include "sim/trace/trace_file.h"
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

// Three calls in eight minutes on one environment, the first of which waited 4 s for its INIT.
ImportedTrace loggedCalls() {
  const std::string stream = " 2026/08/14/[$LATEST]0123456789abcdef0123456789abcdef ";
  std::string text;
  for (int i = 0; i < 3; ++i)
    text += "2026-08-14T09:0" + std::to_string(4 * i) + ":00.100Z" + stream +
            "REPORT RequestId: 11111111-aaaa-4000-8000-00000000000" + std::to_string(i + 1) +
            "\tDuration: " + std::to_string(100 + i) +
            ".00 ms\tBilled Duration: " + std::to_string(100 + i + (i == 0 ? 4000 : 0)) +
            " ms\tMemory Size: 512 MB\tMax Memory Used: 80 MB\t" + (i == 0 ? "Init Duration: 4000.00 ms\n" : "\n");
  auto run = readTraceText(text, "f.log");
  EXPECT_TRUE(run) << run.error().text();
  return std::move(*run);
}

TEST(FittedScenario, CallsOfALogComeWhenTheyCameAndTheirInitIsFitted) {
  const std::vector<ImportedTrace> runs{loggedCalls()};
  const auto scenario = readScenario(scenarioOf(runs), "fitted");
  ASSERT_TRUE(scenario) << scenario.error().text();
  const auto bound = bind(*scenario, Catalogue::builtIn());
  ASSERT_TRUE(bound) << bound.error().text();
  const Model& model = bound->platforms.front().model;
  EXPECT_EQ(model.run.initial.warm, 0);
  TraceBuilder builder;
  ASSERT_TRUE(simulate(model.platform, model.run, Seed{1, 0}, {}, &builder).complete);
  const Trace trace = builder.build();
  ASSERT_EQ(trace.rows(), 3u);
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_NEAR((*trace.stamp(Stamp::Submit, row)).inSeconds(), row == 0 ? 0 : 240.0 * static_cast<double>(row) + 4,
                0.01);
    EXPECT_EQ(trace.cold(row), row == 0 ? Cold::Yes : Cold::No);
    EXPECT_NEAR(trace.duration(row)->inSeconds(), 0.101, 0.01);
  }
  // INIT, and before it what the platform's profile says of the making of an environment.
  const double start = (*trace.stamp(Stamp::Start, 0) - *trace.stamp(Stamp::Invoke, 0)).inSeconds();
  EXPECT_GT(start, 4);
  EXPECT_LT(start, 5);
}

TEST(FittedScenario, InitIsToldApartFromAWholeStart) {
  JobTrace own; // of a platform that recorded when calls came
  for (int i = 0; i < 10; ++i)
    own.call({{Stamp::Invoke, i}, {Stamp::Start, i + (i < 5 ? 2.0 : 0.1) + 0.01 * i}, {Stamp::End, i + 5}},
             i < 5 ? Cold::Yes : Cold::No);
  const Trace recorded = own.build(), reckoned = loggedCalls().trace;
  EXPECT_FALSE(hasReckonedInvokes(recorded));
  EXPECT_TRUE(hasReckonedInvokes(reckoned));
  const Trace* const one[] = {&recorded};
  EXPECT_FALSE(fitInit(one).identified());
  EXPECT_NEAR(figureOf(&fitStartLatency(one)[1], "median")->value, 2, 0.1);
  const Trace* const other[] = {&reckoned};
  EXPECT_EQ(fitInit(other).n, 1u);
  EXPECT_FALSE(fitStartLatency(other)[1].identified());
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
