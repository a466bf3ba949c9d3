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

TEST(RecordedLoad, CallsBecomeArrivalsAtTheSameDistancesWithTheirWork) {
  const auto demand = loadFromTrace(threeCalls(), {}, 0.25);
  ASSERT_TRUE(demand) << demand.error().text();
  EXPECT_THAT(*std::get<Timestamps>(demand->arrivals).ns, ElementsAre(0, 2'000'000'000, 4'000'000'000));
  ASSERT_EQ(demand->request.recorded->size(), 3u);
  const Work& first = demand->request.recorded->front();
  EXPECT_EQ(first.cpuNs, 250'000'000);
  EXPECT_EQ(first.ioNs, 750'000'000);
  EXPECT_EQ(demand->request.recorded->back().cpuNs + demand->request.recorded->back().ioNs, 300'000'000);
}

// A log may have one stamp for some calls and another for the rest.
TEST(RecordedLoad, EveryCallArrivesByTheFirstStampItHas) {
  TraceBuilder builder;
  append(builder, 1000, 1500, 2000);
  TraceRow row;
  row.set(Stamp::Start, SimTime::at(Duration::milliseconds(4000)));
  row.set(Stamp::End, SimTime::at(Duration::milliseconds(4500)));
  builder.append(row);
  const auto demand = loadFromTrace(builder.build(), {}, 1);
  ASSERT_TRUE(demand) << demand.error().text();
  EXPECT_THAT(*std::get<Timestamps>(demand->arrivals).ns, ElementsAre(0, 3'000'000'000));
}

TEST(RecordedLoad, ATraceWithoutStampsOrRunningTimesIsRefused) {
  EXPECT_FALSE(loadFromTrace(Trace(), {}, 1));
  TraceBuilder builder;
  TraceRow row;
  row.set(Stamp::Submit, SimTime());
  builder.append(row);
  const auto demand = loadFromTrace(builder.build(), {}, 1);
  ASSERT_FALSE(demand);
  EXPECT_THAT(demand.error().text(), HasSubstr("1 of 1 calls"));
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
  EXPECT_EQ(demand.request.recorded->front().cpuNs, 1'000'000'000) << "half a second on a laptop of speed 2";
  EXPECT_EQ(demand.request.recorded->front().ioNs, 500'000'000);
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
