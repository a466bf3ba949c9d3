#include "sim/scenario/run_origin.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_file.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <optional>

namespace coldframe {
namespace {

// Calls with their coldness, in seconds.
class Recorded {
public:
  Recorded& call(double start, double end, Cold cold, std::optional<std::int64_t> environment = {}) {
    TraceRow row;
    row.cold = cold;
    row.set(Stamp::Start, SimTime::at(Duration::fromSeconds(start)));
    row.set(Stamp::End, SimTime::at(Duration::fromSeconds(end)));
    if (environment)
      row.set(Count::Environment, *environment);
    m_builder.append(row);
    return *this;
  }
  RunOrigin origin() {
    ImportedTrace run;
    run.trace = m_builder.build();
    return originOf(run);
  }

private:
  TraceBuilder m_builder;
};

// Two places, four calls: the last two run where the first two have run.
TEST(RunOrigin, AnEnvironmentThatTheRunMadeWasNotThereBefore) {
  std::string text = "[";
  for (int i = 0; i < 4; ++i) {
    const double start = 1'700'000'002 + 0.1 * (i % 2) + (i < 2 ? 0 : 10.2);
    char call[400];
    std::snprintf(call, sizeof call,
                  R"({"host_submit_tstamp": 1700000000.0, "worker_start_tstamp": %.1f, )"
                  R"("worker_func_start_tstamp": %.1f, "worker_func_end_tstamp": %.1f, "worker_end_tstamp": %.1f, )"
                  R"("worker_cold_start": %s}%s)"
                  "\n",
                  start, start, start + 10, start + 10, i < 2 ? "true" : "false", i < 3 ? "," : "]");
    text += call;
  }
  const auto run = readTraceText(text, "run.json");
  ASSERT_TRUE(run) << run.error().text();
  EXPECT_EQ(originOf(*run).executor, "lithops-3");
  EXPECT_EQ(originOf(*run).warm, 0u);
}

// Of five warm calls three begin before another has ended. 75 at once cannot have had fewer than 75, whenever the first
// of them ended.
TEST(RunOrigin, WarmCallsHadAtLeastSoManyEnvironments) {
  EXPECT_EQ(Recorded()
                .call(0, 10, Cold::No)
                .call(1, 4, Cold::No)
                .call(2, 10, Cold::No)
                .call(4, 6, Cold::No) // the one that the second has left
                .call(5, 10, Cold::Yes)
                .call(10, 11, Cold::No)
                .origin()
                .warm,
            3u);
  EXPECT_EQ(Recorded().call(0, 1, Cold::No).call(2, 9, Cold::No).call(3, 9, Cold::No).origin().warm, 2u);
}

TEST(RunOrigin, EnvironmentsWithNamesTellByTheirFirstCall) {
  const RunOrigin origin = Recorded()
                               .call(5, 6, Cold::No, 7)
                               .call(0, 1, Cold::Yes, 7)
                               .call(2, 3, Cold::No, 8)
                               .call(2.5, 4, Cold::No, 8) // stamps of logs are a few ms off, or more
                               .call(0, 1, Cold::Yes, 9)
                               .origin();
  EXPECT_EQ(origin.warm, 1u);
  EXPECT_EQ(origin.perhapsWarm, 0u);
}

TEST(RunOrigin, CallsThatDoNotSayWhetherTheyWereColdAreCountedApart) {
  const RunOrigin origin = Recorded()
                               .call(0, 5, Cold::Unknown)
                               .call(1, 1, Cold::Unknown) // takes no time, and an environment all the same
                               .call(2, 3, Cold::Unknown)
                               .origin();
  EXPECT_EQ(origin.warm, 0u);
  EXPECT_EQ(origin.perhapsWarm, 2u);
}

} // namespace
} // namespace coldframe
