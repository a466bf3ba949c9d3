#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_statistics.h"

#include <gtest/gtest.h>

#include <random>

namespace coldframe {
namespace {

TraceRow ran(double from, double to, Cold cold = Cold::Unknown) {
  TraceRow row;
  row.set(Stamp::Start, SimTime::at(Duration::fromSeconds(from)));
  row.set(Stamp::End, SimTime::at(Duration::fromSeconds(to)));
  row.cold = cold;
  return row;
}

PhaseStatistics phase(const TraceStatistics& statistics, std::string_view name) {
  for (const PhaseStatistics& found : statistics.phases)
    if (found.name == name)
      return found;
  ADD_FAILURE() << "no phase " << name;
  return {};
}

TEST(TraceStatistics, TellsColdAndWarmApart) {
  TraceBuilder builder;
  builder.append(ran(0, 3, Cold::Yes));
  builder.append(ran(0, 1, Cold::No));
  builder.append(ran(0, 2, Cold::No));
  builder.append(ran(0, 9));
  const PhaseStatistics worker = phase(statisticsOf(builder.build()), "in the worker");
  EXPECT_EQ(worker.all.count(), 4u);
  EXPECT_EQ(worker.cold.max(), Duration::seconds(3).ns());
  EXPECT_EQ(worker.warm.count(), 2u);
  EXPECT_EQ(worker.warm.max(), Duration::seconds(2).ns());
}

TEST(TraceStatistics, TakesTheKnownSkewOutOfPhasesBetweenTwoClocks) {
  TraceBuilder builder;
  TraceRow row = ran(2, 5);
  row.set(Stamp::Invoke, SimTime::at(Duration::seconds(4))); // the client's clock is 3 s ahead
  row.set(Stamp::StatusSeen, SimTime::at(Duration::seconds(9)));
  builder.append(row);
  EXPECT_EQ(phase(statisticsOf(builder.snapshot()), "start").negative, 1u);
  builder.setWorkerSkew(Duration::seconds(3).ns());
  const TraceStatistics corrected = statisticsOf(builder.build());
  EXPECT_EQ(phase(corrected, "start").all.max(), Duration::seconds(1).ns());
  EXPECT_EQ(phase(corrected, "status").all.max(), Duration::seconds(1).ns());
  EXPECT_EQ(phase(corrected, "in the worker").all.max(), Duration::seconds(3).ns());
  EXPECT_EQ(corrected.span, Duration::seconds(5));
}

TEST(TraceStatistics, EightyTasksOfTenSecondsOnEightWorkersAreEightfoldParallel) {
  TraceBuilder builder;
  for (int task = 0; task < 80; ++task) {
    TraceRow row = ran(task / 8 * 10, task / 8 * 10 + 10);
    row.set(Count::Memory, Memory::mb(512).inBytes());
    row.set(Count::Billed, Duration::seconds(11).ns());
    builder.append(row);
  }
  const TraceStatistics statistics = statisticsOf(builder.build(), 10);
  EXPECT_EQ(statistics.span, Duration::seconds(100));
  EXPECT_EQ(statistics.effectiveParallelism, 8.0);
  EXPECT_EQ(statistics.mostRunning, 8); // a task that ends hands its slot over
  EXPECT_EQ(statistics.gbSeconds, 400.0);
  EXPECT_EQ(statistics.billedGbSeconds, 440.0);
  ASSERT_EQ(statistics.concurrency.size(), 10u);
  for (const ConcurrencyStep& step : statistics.concurrency) {
    EXPECT_DOUBLE_EQ(step.mean, 8);
    EXPECT_EQ(step.most, 8);
  }
  EXPECT_EQ(statistics.stragglers, 0u);
}

// ∫ concurrency dt is the work done, whatever the trace.
TEST(TraceStatistics, ConcurrencyAddsUpToTheWork) {
  std::mt19937_64 bits(3);
  TraceBuilder builder;
  double work = 0;
  for (int i = 0; i < 300; ++i) {
    const double from = static_cast<double>(bits() % 1000) / 10;
    const double length = static_cast<double>(bits() % 200) / 10;
    builder.append(ran(from, from + length));
    work += length;
  }
  const TraceStatistics statistics = statisticsOf(builder.build(), 37);
  const double step = statistics.span->inSeconds() / 37;
  double area = 0;
  std::int64_t most = 0;
  for (const ConcurrencyStep& entry : statistics.concurrency) {
    area += entry.mean * step;
    most = std::max(most, entry.most);
  }
  EXPECT_NEAR(area, work, 1e-6 * work);
  EXPECT_EQ(most, statistics.mostRunning);
}

TEST(TraceStatistics, NamesStragglersSlowestFirst) {
  TraceBuilder builder;
  for (int i = 0; i < 50; ++i)
    builder.append(ran(0, 10));
  builder.append(ran(0, 15)); // not more than 1.5 times the median
  builder.append(ran(0, 16));
  builder.append(ran(0, 40));
  const TraceStatistics statistics = statisticsOf(builder.build());
  EXPECT_EQ(statistics.medianDuration, Duration::seconds(10));
  EXPECT_EQ(statistics.stragglers, 2u);
  ASSERT_EQ(statistics.latest.size(), 2u);
  EXPECT_EQ(statistics.latest[0].row, 52u);
  EXPECT_DOUBLE_EQ(statistics.latest[0].timesMedian, 4);
}

TEST(TraceStatistics, KeepsTheTenSlowestOfMany) {
  TraceBuilder builder;
  for (int i = 0; i < 1000; ++i)
    builder.append(ran(0, 1));
  for (int i = 0; i < 200; ++i)
    builder.append(ran(0, 2 + i));
  const TraceStatistics statistics = statisticsOf(builder.build());
  EXPECT_EQ(statistics.stragglers, 200u);
  ASSERT_EQ(statistics.latest.size(), 10u);
  EXPECT_EQ(statistics.latest[0].duration, Duration::seconds(201));
  EXPECT_EQ(statistics.latest[9].duration, Duration::seconds(192));
}

TEST(TraceStatistics, LeavesEmptyWhatTheColumnsDoNotTell) {
  TraceBuilder builder;
  TraceRow row;
  row.set(Stamp::Submit, SimTime());
  builder.append(row);
  const TraceStatistics statistics = statisticsOf(builder.build());
  EXPECT_TRUE(statistics.phases.empty());
  EXPECT_EQ(statistics.span, Duration());
  EXPECT_EQ(statistics.gbSeconds, std::nullopt);
  EXPECT_EQ(statistics.effectiveParallelism, std::nullopt);
  EXPECT_TRUE(statistics.concurrency.empty());
  EXPECT_EQ(statisticsOf(Trace()).span, std::nullopt);
}

TraceRow attempt(std::int64_t call, std::int64_t attempt, std::int64_t from, std::int64_t to) {
  TraceRow row;
  row.set(Count::Call, call);
  row.set(Count::Attempt, attempt);
  row.set(Stamp::Start, SimTime::at(Duration::seconds(from)));
  row.set(Stamp::End, SimTime::at(Duration::seconds(to)));
  return row;
}

TEST(TraceStatistics, CountCallsRetriesOutcomesAndHowManyRanAtOnce) {
  TraceBuilder builder;
  TraceRow failed = attempt(0, 0, 0, 10);
  failed.outcome = CallOutcome::Timeout;
  failed.cold = Cold::Yes;
  builder.append(failed);
  builder.append(attempt(0, 1, 12, 20));
  builder.append(attempt(1, 0, 5, 12));
  const TraceStatistics statistics = statisticsOf(builder.build());
  EXPECT_EQ(statistics.rows, 3u);
  EXPECT_EQ(statistics.calls, 2u);
  EXPECT_EQ(statistics.retries, 1u);
  EXPECT_EQ(statistics.outcomes[static_cast<std::size_t>(CallOutcome::Timeout)], 1u);
  EXPECT_EQ(statistics.cold[static_cast<std::size_t>(Cold::Yes)], 1u);
  EXPECT_EQ(statistics.cold[static_cast<std::size_t>(Cold::Unknown)], 2u);
  EXPECT_EQ(statistics.span, Duration::seconds(20));
  EXPECT_EQ(statistics.duration.max(), 10'000'000'000);
  EXPECT_EQ(statistics.mostRunning, 2); // the second call ends in the instant the retry starts
}

TEST(TraceStatistics, LeaveEmptyWhatTheSourceNeverRecorded) {
  TraceBuilder builder;
  builder.append(TraceRow());
  const TraceStatistics statistics = statisticsOf(builder.build());
  EXPECT_EQ(statistics.rows, 1u);
  EXPECT_FALSE(statistics.span.has_value());
  EXPECT_EQ(statistics.mostRunning, 0);
  EXPECT_TRUE(statistics.duration.empty());
  EXPECT_EQ(statistics.columns, std::vector<std::string>{"outcome"});
}

} // namespace
} // namespace coldframe
