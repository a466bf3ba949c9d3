#include "sim/study/run_measures.h"
#include "sim/trace/trace_builder.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

TEST(RunMeasures, AFailedCallHoldsTheRunUpToItsEnd) {
  TraceBuilder builder;
  for (const double end : {5.0, 9.0}) {
    TraceRow row;
    const auto at = [](double s) { return SimTime::at(Duration::fromSeconds(s)); };
    row.set(Stamp::Submit, at(0));
    row.set(Stamp::Start, at(1));
    row.set(Stamp::End, at(end));
    if (end < 9) {
      row.set(Stamp::StatusSeen, at(end + 1));
      row.set(Stamp::ResultDone, at(end + 2));
    } else {
      row.outcome = CallOutcome::Error;
    }
    builder.append(row);
  }
  const std::vector<RunMeasure> measures = measureRun(builder.build(), {});
  ASSERT_FALSE(measures.empty());
  EXPECT_EQ(measures[0].name, "makespan");
  EXPECT_DOUBLE_EQ(measures[0].value, 9);
}

} // namespace
} // namespace coldframe
