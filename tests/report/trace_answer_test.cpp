#include "sim/report/trace_answer.h"
#include "sim/trace/trace_builder.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

TEST(TraceAnswer, SaysInOneSentenceWhatTheRunDid) {
  TraceBuilder builder;
  for (int i = 0; i < 4; ++i) {
    TraceRow row;
    row.set(Stamp::Start, SimTime::at(Duration::seconds(i)));
    row.set(Stamp::End, SimTime::at(Duration::seconds(i == 3 ? 20 : i + 2)));
    row.cold = i == 0 ? Cold::Yes : Cold::No;
    row.outcome = i == 1 ? CallOutcome::Timeout : CallOutcome::Ok;
    builder.append(row);
  }
  const Trace trace = builder.build();
  const Answer answer = traceAnswer(statisticsOf(trace));
  EXPECT_EQ(answer.headline, "4 calls in 20.0 s, at most 2 at once, 25 % cold, 1 failed.");
  ASSERT_EQ(answer.evidence.size(), 2u);
  EXPECT_EQ(answer.evidence[0], "Effective parallelism 1.15: the work of all calls ÷ the span.");
  EXPECT_EQ(answer.evidence[1], "1 straggler takes more than 1.5 times the median of 2.00 s.");
}

TEST(TraceAnswer, LeavesOutWhatTheSourceNeverRecorded) {
  TraceBuilder builder;
  builder.append(TraceRow());
  const Trace trace = builder.build();
  EXPECT_EQ(traceAnswer(statisticsOf(trace)).headline, "1 call, no failure recorded.");
  EXPECT_EQ(traceAnswer(statisticsOf(Trace())).headline, "This trace holds no calls.");
}

} // namespace
} // namespace coldframe
