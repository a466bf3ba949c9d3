#include "sim/result/trace_summary.h"
#include "sim/trace/trace_builder.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

TraceRow ran(std::int64_t call, std::int64_t attempt, std::int64_t from, std::int64_t to) {
  TraceRow row;
  row.set(Count::Call, call);
  row.set(Count::Attempt, attempt);
  row.set(Stamp::Start, SimTime::at(Duration::seconds(from)));
  row.set(Stamp::End, SimTime::at(Duration::seconds(to)));
  return row;
}

TEST(TraceSummary, CountsCallsRetriesOutcomesAndHowManyRanAtOnce) {
  TraceBuilder builder;
  TraceRow failed = ran(0, 0, 0, 10);
  failed.outcome = CallOutcome::Timeout;
  failed.cold = Cold::Yes;
  builder.append(failed);
  builder.append(ran(0, 1, 12, 20));
  builder.append(ran(1, 0, 5, 12));
  const TraceSummary summary = summarize(builder.build());
  EXPECT_EQ(summary.rows, 3u);
  EXPECT_EQ(summary.calls, 2u);
  EXPECT_EQ(summary.retries, 1u);
  EXPECT_EQ(summary.outcomes[static_cast<std::size_t>(CallOutcome::Timeout)], 1u);
  EXPECT_EQ(summary.cold[static_cast<std::size_t>(Cold::Yes)], 1u);
  EXPECT_EQ(summary.cold[static_cast<std::size_t>(Cold::Unknown)], 2u);
  EXPECT_EQ(summary.first, SimTime());
  EXPECT_EQ(summary.last, SimTime::at(Duration::seconds(20)));
  EXPECT_EQ(summary.duration.max(), 10'000'000'000);
  EXPECT_EQ(summary.maxRunning, 2u); // the second call ends in the instant the retry starts
}

TEST(TraceSummary, LeavesEmptyWhatTheSourceNeverRecorded) {
  TraceBuilder builder;
  builder.append(TraceRow());
  const TraceSummary summary = summarize(builder.build());
  EXPECT_EQ(summary.rows, 1u);
  EXPECT_FALSE(summary.first.has_value());
  EXPECT_FALSE(summary.maxRunning.has_value());
  EXPECT_TRUE(summary.duration.empty());
  EXPECT_EQ(summary.columns, std::vector<std::string>{"outcome"});
}

} // namespace
} // namespace coldframe
