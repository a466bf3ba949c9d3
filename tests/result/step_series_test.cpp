#include "sim/random/generator.h"
#include "sim/result/step_series.h"
#include "sim/result/trace_series.h"
#include "tests/result/random_trace.h"

#include <gtest/gtest.h>

#include <map>

namespace coldframe {
namespace {

std::vector<StepChange> randomChanges(std::size_t count, std::uint64_t seed) {
  Generator random({seed, 0}, Cause::Measurement);
  std::vector<StepChange> changes;
  for (std::size_t i = 0; i < count; ++i)
    changes.push_back({static_cast<std::int64_t>(random.below(1'000'000)), static_cast<double>(random.below(21)) - 10});
  return changes;
}

double sumUpTo(const std::vector<StepChange>& changes, std::int64_t at) {
  double sum = 0;
  for (const StepChange& change : changes)
    sum += change.at <= at ? change.by : 0;
  return sum;
}

TEST(StepSeries, HasTheSumOfAllChangesUpToAnyInstant) {
  const auto changes = randomChanges(500, 1);
  const StepSeries series(changes);
  for (std::int64_t at = -5; at < 1'000'010; at += 997)
    EXPECT_EQ(series.valueAt(at), sumUpTo(changes, at));
}

TEST(StepSeries, KnowsTheExtremesOfEveryColumnHoweverManyStepsItHides) {
  for (const std::size_t count : {1u, 63u, 64u, 65u, 20'000u}) {
    const auto changes = randomChanges(count, count);
    const StepSeries series(changes);
    for (const std::size_t columns : {1u, 7u, 100u}) {
      const double from = 100'000.5;
      const double to = 900'000.5;
      const auto drawn = series.columns(from, to, columns);
      ASSERT_EQ(drawn.size(), columns);
      for (std::size_t c = 0; c < columns; ++c) {
        const double begin = from + (to - from) * static_cast<double>(c) / static_cast<double>(columns);
        const double end = from + (to - from) * static_cast<double>(c + 1) / static_cast<double>(columns);
        double least = series.valueAt(static_cast<std::int64_t>(begin));
        double most = least;
        const auto instants = series.instants();
        for (std::size_t i = 0; i < instants.size(); ++i)
          if (static_cast<double>(instants[i]) >= begin && static_cast<double>(instants[i]) < end) {
            least = std::min(least, series.values()[i]);
            most = std::max(most, series.values()[i]);
          }
        EXPECT_EQ(drawn[c].least, least);
        EXPECT_EQ(drawn[c].most, most);
        EXPECT_EQ(drawn[c].last, series.valueAt(static_cast<std::int64_t>(end)));
        if (c > 0) {
          EXPECT_EQ(drawn[c].first, drawn[c - 1].last);
        }
      }
    }
  }
}

TEST(StepSeries, StepsFromChangeToChange) {
  const StepSeries series({{10, 1}, {20, 1}, {20, 1}, {30, -1}});
  EXPECT_EQ(series.steps(), 3u);
  EXPECT_EQ(series.most(), 3);
  EXPECT_EQ(series.nextStep(10), 20);
  EXPECT_EQ(series.nextStep(30), 30);
  EXPECT_EQ(series.previousStep(20), 10);
  EXPECT_EQ(series.previousStep(10), 10);
}

TEST(TraceSeries, CountsWhoRunsAndWhoWaitsAtEveryInstant) {
  test::RandomTraceShape shape;
  shape.rows = 300;
  shape.missingOneIn = 8;
  const Trace trace = test::randomTrace(shape, 3);
  const auto cost = costOf(trace, {});
  ASSERT_TRUE(cost.has_value());
  const auto series = seriesOf(trace, *cost);
  double paid = 0;
  for (std::int64_t at = 0; at < 1'300'000'000'000; at += 7'777'777'777) {
    double running = 0;
    double waiting = 0;
    paid = 0;
    for (std::size_t row = 0; row < trace.rows(); ++row) {
      const auto start = trace.stamp(Stamp::Start, row);
      const auto end = trace.stamp(Stamp::End, row);
      const auto submit =
          trace.stamp(Stamp::Submit, row) ? trace.stamp(Stamp::Submit, row) : trace.stamp(Stamp::Invoke, row);
      running += start && end && start->ns() <= at && at < end->ns() ? 1 : 0;
      waiting += submit && start && submit->ns() <= at && at < start->ns() ? 1 : 0;
      if (start && end && end->ns() <= at)
        paid += 0.5 * (*end - *start).inSeconds(); // 512 MB
    }
    EXPECT_EQ(series->running.valueAt(at), running);
    EXPECT_EQ(series->waiting.valueAt(at), waiting);
    EXPECT_NEAR(series->cost.valueAt(at), paid, 1e-6 * (1 + paid));
  }
  EXPECT_GT(paid, 0);
}

} // namespace
} // namespace coldframe
