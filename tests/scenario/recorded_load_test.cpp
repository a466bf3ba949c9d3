#include "sim/scenario/bind.h"
#include "sim/scenario/recorded_load.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_file.h"
#include "tests/scenario/sample_scenario.h"
#include "tests/support/data_locator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace coldframe {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

void append(TraceBuilder& builder, std::int64_t submitMs, std::int64_t startMs, std::int64_t endMs,
            std::int64_t attempt = 0) {
  TraceRow row;
  row.set(Stamp::Submit, SimTime::at(Duration::milliseconds(submitMs)));
  row.set(Stamp::Start, SimTime::at(Duration::milliseconds(startMs)));
  row.set(Stamp::End, SimTime::at(Duration::milliseconds(endMs)));
  row.set(Count::Attempt, attempt);
  builder.append(row);
}

// Three calls, the second of them retried; not in order.
Trace threeCalls() {
  TraceBuilder builder;
  append(builder, 5000, 5100, 5400);
  append(builder, 1000, 1200, 2200);
  append(builder, 3000, 3000, 3001);
  append(builder, 3000, 3500, 3600, 1);
  builder.setEpoch(1'587'750'813'000'000'000);
  return builder.build();
}

TEST(RecordedLoad, CallsComeAtTheSameDistancesWithTheirWork) {
  const auto load = loadFromTrace(threeCalls(), 0.25);
  ASSERT_TRUE(load) << load.error().text();
  EXPECT_THAT(load->at, ElementsAre(0, 2'000'000'000, 4'000'000'000));
  ASSERT_EQ(load->works.size(), 3u);
  EXPECT_EQ(load->works.front().cpuNs, 250'000'000);
  EXPECT_EQ(load->works.front().ioNs, 750'000'000);
  EXPECT_EQ(load->works.back().cpuNs + load->works.back().ioNs, 300'000'000);
  EXPECT_EQ(load->withoutTime, 0u);
}

// A log may have one stamp for some calls and another for the rest.
TEST(RecordedLoad, EveryCallComesByTheFirstStampItHas) {
  TraceBuilder builder;
  append(builder, 1000, 1500, 2000);
  TraceRow row;
  row.set(Stamp::Start, SimTime::at(Duration::milliseconds(4000)));
  row.set(Stamp::End, SimTime::at(Duration::milliseconds(4500)));
  row.set(Count::PeakMemory, 1000);
  builder.append(row);
  const auto load = loadFromTrace(builder.build(), 1);
  ASSERT_TRUE(load) << load.error().text();
  EXPECT_THAT(load->at, ElementsAre(0, 3'000'000'000));
  EXPECT_EQ(load->works[1].memoryBytes, 1000);
}

TEST(RecordedLoad, CallsWithoutARunningTimeAreLeftOutOrDrawn) {
  EXPECT_FALSE(loadFromTrace(Trace(), 1));
  TraceBuilder builder;
  TraceRow row;
  row.set(Stamp::Submit, SimTime());
  builder.append(row);
  const Trace waiting = builder.snapshot();
  const auto none = loadFromTrace(waiting, 1);
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().text(), HasSubstr("none of the 1 calls"));

  WorkSpec second;
  second.io = Scalar{1e9};
  const auto drawn = loadFromTrace(waiting, 1, second);
  ASSERT_TRUE(drawn) << drawn.error().text();
  EXPECT_EQ(drawn->works.front().ioNs, 1'000'000'000);
  EXPECT_EQ(drawn->withoutTime, 1u);

  append(builder, 1000, 1500, 2000);
  const auto rest = loadFromTrace(builder.build(), 1);
  ASSERT_TRUE(rest) << rest.error().text();
  EXPECT_EQ(rest->works.size(), 1u);
  EXPECT_EQ(rest->withoutTime, 1u);
}

// The same work as a job: an item a call, at once, on machines that start for it.
TEST(RecordedLoad, MayBeTheTasksOfOneJob) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "log.json") << writeTraceText(threeCalls(), "log.json");
  const auto scenario =
      readScenario(test::sampleText({{"/workload", R"({"kind": "trace", "file": "log.json", "as": "job",
                         "cpu_share": 0.5, "measured_at": {"platform": "laptop"}})"}}),
                   (folder.path() / "s.json").string());
  ASSERT_TRUE(scenario) << scenario.error().text();
  const auto bound = bind(*scenario, Catalogue::builtIn());
  ASSERT_TRUE(bound) << bound.error().text();
  EXPECT_TRUE(bound->isJob);
  const auto& demand = std::get<JobDemand>(bound->platforms[0].model.run.demand);
  EXPECT_EQ(demand.job.items, 3);
  const Seed seed{1, 0};
  const TaskWork first = taskWork(demand.job, seed, 0, 0);
  EXPECT_EQ(first.cpuNs, itemWork(demand.job, seed, 0, 0).cpuNs);
  EXPECT_EQ(first.ioNs, 500'000'000);
  EXPECT_EQ(first.cpuNs % 500'000'000, 0) << "half a second, scaled by the laptop's speed";
  EXPECT_EQ(taskWork(demand.job, {2, 5}, 0, 0).cpuNs, first.cpuNs) << "recorded, not drawn";
  double sum = 0;
  for (const Work& work : *demand.job.item.recorded)
    sum += static_cast<double>(work.ioNs);
  EXPECT_DOUBLE_EQ(demand.job.item.io.mean(), sum / 3);
}

TEST(RecordedLoad, IsReadFromTheFileBesideTheScenario) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "log.json") << writeTraceText(threeCalls(), "log.json");
  const std::string file = (folder.path() / "s.json").string();
  const std::string text =
      test::streamText({{"/workload", R"({"kind": "trace", "file": "log.json", "cpu_share": 0.5, "memory": "80 MB",
                         "measured_at": {"platform": "laptop"}})"}});
  const auto scenario = readScenario(text, file);
  ASSERT_TRUE(scenario) << scenario.error().text();
  const auto bound = bind(*scenario, Catalogue::builtIn());
  ASSERT_TRUE(bound) << bound.error().text();
  const RunInputs& run = bound->platforms[0].model.run;
  const auto& demand = std::get<StreamDemand>(run.demand);
  EXPECT_EQ(demand.request.work.recorded->front().cpuNs, 1'000'000'000) << "half a second on a laptop of speed 2";
  EXPECT_EQ(demand.request.work.recorded->front().ioNs, 500'000'000);
  EXPECT_EQ(demand.request.baseMemory, Memory::mb(80));
  EXPECT_EQ(run.windowStart, 1'587'750'813'000'000'000);
  EXPECT_THAT(bound->warnings, ElementsAre(HasSubstr("recorded load covers 4")));

  const auto elsewhere = readScenario(text, "s.json");
  const auto missing = bind(*elsewhere, Catalogue::builtIn());
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().text(), HasSubstr("log.json"));
}

} // namespace
} // namespace coldframe
