#include "sim/result/trace_cost.h"
#include "sim/trace/trace_builder.h"

#include <gtest/gtest.h>

#include <numeric>

namespace coldframe {
namespace {

constexpr const char* kBook = R"({
  "schema": "coldframe.prices/1", "name": "book", "date": "2017-11", "provider": "aws", "region": "here",
  "function_rules": [{"provider": "aws-lambda", "clock": "100ms", "memory_step": "64 MB", "source": "test"}],
  "rows": [
    {"item": "function_request", "price": "0.20 USD/M requests", "effective": "2017", "source": "test"},
    {"item": "function_duration", "price": "0.00001667 USD/GB-s", "effective": "2017", "source": "test"}]})";

PriceBook book() {
  const auto document = JsonDocument::parse(kBook, "book.json");
  EXPECT_TRUE(document.has_value());
  auto read = readPriceBook(*document);
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().problems.front().what);
  return read ? *read : PriceBook();
}

TraceRow ran(double seconds, std::int64_t mb) {
  TraceRow row;
  row.set(Stamp::Start, SimTime());
  row.set(Stamp::End, SimTime::at(Duration::fromSeconds(seconds)));
  if (mb > 0)
    row.set(Count::Memory, Memory::mb(mb).inBytes());
  return row;
}

TEST(TraceCost, OfACallIsItsRequestAndItsRoundedMemoryTime) {
  TraceBuilder builder;
  builder.append(ran(1.01, 1024)); // 1.1 s are billed
  builder.append(ran(3, 1024));
  TraceRow throttled;
  throttled.outcome = CallOutcome::Throttled;
  throttled.set(Stamp::Invoke, SimTime());
  builder.append(throttled);
  const PriceBook prices = book();
  TraceCostOptions options;
  options.book = &prices;
  const auto cost = costOf(builder.build(), options);
  ASSERT_TRUE(cost.has_value());
  EXPECT_TRUE(cost->inMoney);
  EXPECT_NEAR(cost->ofRow[0], 2e-7 + 1.1 * 0.00001667, 1e-15);
  EXPECT_NEAR(cost->ofRow[1], 2e-7 + 3 * 0.00001667, 1e-15);
  EXPECT_EQ(cost->ofRow[2], 0);
  EXPECT_NEAR(cost->total, 4e-7 + 4.1 * 0.00001667, 1e-15);
  EXPECT_FALSE(cost->leavesOutInit);
}

TEST(TraceCost, SharesAddUpToTheBillWithSeveralMemoriesToo) {
  TraceBuilder builder;
  for (int i = 1; i <= 200; ++i)
    builder.append(ran(0.037 * i, i % 3 == 0 ? 512 : 1536));
  const PriceBook prices = book();
  TraceCostOptions options;
  options.book = &prices;
  const auto cost = costOf(builder.build(), options);
  ASSERT_TRUE(cost.has_value());
  EXPECT_NEAR(std::accumulate(cost->ofRow.begin(), cost->ofRow.end(), 0.0), cost->bill->total().inUsd(), 1e-12);
}

TEST(TraceCost, TakesTheBilledTimeThatWasRecorded) {
  TraceBuilder builder;
  TraceRow row = ran(1, 1024);
  row.set(Count::Billed, Duration::seconds(5).ns());
  builder.append(row);
  const PriceBook prices = book();
  TraceCostOptions options;
  options.book = &prices;
  const auto cost = costOf(builder.build(), options);
  ASSERT_TRUE(cost.has_value());
  EXPECT_NEAR(cost->total, 2e-7 + 5 * 0.00001667, 1e-15);
}

TEST(TraceCost, WithoutABookIsMemoryTimeAndWithoutMemoryIsUnknown) {
  TraceBuilder builder;
  builder.append(ran(8, 512));
  const auto cost = costOf(builder.build(), {});
  ASSERT_TRUE(cost.has_value());
  EXPECT_FALSE(cost->inMoney);
  EXPECT_EQ(cost->total, 4);
  builder.append(ran(8, 0));
  const auto unknown = costOf(builder.build(), {});
  ASSERT_TRUE(unknown.has_value());
  EXPECT_TRUE(unknown->ofRow.empty());
  EXPECT_EQ(unknown->why, "memory was not recorded");
}

} // namespace
} // namespace coldframe
