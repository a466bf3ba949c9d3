#include "sim/trace/trace_builder.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

SimTime at(std::int64_t seconds) {
  return SimTime::at(Duration::seconds(seconds));
}

TEST(TraceBuilder, AColumnBeginsToExistWithItsFirstValue) {
  TraceBuilder builder;
  TraceRow row;
  row.set(Stamp::Start, at(1));
  builder.append(row);
  const Trace before = builder.snapshot();
  EXPECT_FALSE(before.has(Stamp::End));
  EXPECT_FALSE(before.hasCold());
  EXPECT_EQ(before.stamp(Stamp::End, 0), std::nullopt);
  EXPECT_EQ(before.cold(0), Cold::Unknown);

  row.set(Stamp::End, at(3));
  row.cold = Cold::Yes;
  builder.append(row);
  const Trace trace = builder.build();
  EXPECT_TRUE(trace.has(Stamp::End));
  EXPECT_EQ(trace.stamp(Stamp::End, 0), std::nullopt);
  EXPECT_EQ(trace.stamp(Stamp::End, 1), at(3));
  EXPECT_EQ(trace.duration(0), std::nullopt);
  EXPECT_EQ(trace.duration(1), Duration::seconds(2));
  EXPECT_EQ(trace.cold(0), Cold::Unknown);
  EXPECT_EQ(trace.cold(1), Cold::Yes);
}

TEST(TraceBuilder, RowsAreCompletedLater) {
  TraceBuilder builder;
  const std::size_t first = builder.append(TraceRow());
  const std::size_t second = builder.append(TraceRow());
  builder.set(first, Stamp::ResultDone, at(9));
  builder.set(second, Count::Billed, 100);
  builder.setCold(second, Cold::No);
  builder.setOutcome(first, CallOutcome::Timeout);
  builder.append(TraceRow());
  const Trace trace = builder.build();
  ASSERT_EQ(trace.rows(), 3u);
  EXPECT_EQ(trace.stamp(Stamp::ResultDone, 0), at(9));
  EXPECT_EQ(trace.stamp(Stamp::ResultDone, 2), std::nullopt);
  EXPECT_EQ(trace.count(Count::Billed, 1), 100);
  EXPECT_EQ(trace.cold(1), Cold::No);
  EXPECT_EQ(trace.cold(2), Cold::Unknown);
  EXPECT_EQ(trace.outcome(0), CallOutcome::Timeout);
  EXPECT_EQ(trace.column(Stamp::ResultDone).size(), 3u);
}

TEST(TraceBuilder, ASnapshotIsNotTouchedByWhatFollows) {
  TraceBuilder builder;
  builder.append(TraceRow());
  const Trace snapshot = builder.snapshot();
  builder.set(0, Stamp::Submit, at(1));
  builder.append(TraceRow());
  EXPECT_EQ(snapshot.rows(), 1u);
  EXPECT_FALSE(snapshot.has(Stamp::Submit));
}

TEST(TraceBuilder, IsEmptyOnceBuilt) {
  TraceBuilder builder;
  builder.setName("one");
  EXPECT_EQ(builder.intern(Count::Function, "f"), 0);
  builder.append(TraceRow());
  EXPECT_EQ(builder.build().rows(), 1u);
  EXPECT_EQ(builder.rowCount(), 0u);
  EXPECT_EQ(builder.intern(Count::Function, "g"), 0);
  EXPECT_EQ(builder.build().name(), "");
}

TEST(TraceBuilder, NumbersNamesInOrderOfFirstAppearance) {
  TraceBuilder builder;
  EXPECT_EQ(builder.intern(Count::Function, "b"), 0);
  EXPECT_EQ(builder.intern(Count::Function, "a"), 1);
  EXPECT_EQ(builder.intern(Count::Function, "b"), 0);
  EXPECT_EQ(builder.intern(Count::Environment, "a"), 0);
  EXPECT_EQ(builder.build().names(Count::Function), (std::vector<std::string>{"b", "a"}));
}

// An epoch that no file could give back would make a trace that cannot be read again.
TEST(TraceBuilder, StartsAtTheFirstStampAndTellsItsInstantIfThatIsOfOurAge) {
  for (const bool ours : {true, false}) {
    const std::int64_t first = ours ? 1'786'716'043'372'000'000 : 7'800'000'000'000'000'000;
    TraceBuilder builder;
    TraceRow row;
    row.set(Stamp::Start, SimTime::atNanoseconds(first + 5));
    row.set(Stamp::Invoke, SimTime::atNanoseconds(first));
    builder.append(row);
    builder.startAtFirstStamp();
    const Trace trace = builder.build();
    EXPECT_EQ(trace.stamp(Stamp::Start, 0)->ns(), 5);
    EXPECT_EQ(trace.epoch(), ours ? std::optional(first) : std::nullopt);
  }
}

} // namespace
} // namespace coldframe
