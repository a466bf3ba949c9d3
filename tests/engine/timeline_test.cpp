#include "sim/engine/timeline.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

constexpr std::int64_t kHour = Timeline::kHourNs;

TEST(Timeline, HasAnHourForEveryHourThatIsBegun) {
  EXPECT_EQ(Timeline(Duration::hours(730)).hours().size(), 730u);
  EXPECT_EQ(Timeline(Duration::seconds(3601)).hours().size(), 2u);
  EXPECT_EQ(Timeline(Duration()).hours().size(), 1u);
}

TEST(Timeline, SplitsACallAtTheHours) {
  Timeline timeline(Duration::hours(4));
  timeline.ran(kHour / 2, 2 * kHour + kHour / 4);
  EXPECT_EQ(timeline.hours()[0].runningNs, 0.5 * kHour);
  EXPECT_EQ(timeline.hours()[1].runningNs, 1.0 * kHour);
  EXPECT_EQ(timeline.hours()[2].runningNs, 0.25 * kHour);
  timeline.ran(3 * kHour, 9 * kHour); // what is after the window is not counted
  EXPECT_EQ(timeline.hours()[3].runningNs, 1.0 * kHour);
}

TEST(Timeline, KeepsTheResponseOfAnHourByItsArrivals) {
  Timeline timeline(Duration::hours(2));
  EXPECT_EQ(timeline.hours()[0].response, nullptr);
  timeline.answered(kHour - 1, 5 * kHour);
  timeline.started(kHour, true, 3);
  timeline.started(kHour + 1, false, 2);
  EXPECT_EQ(timeline.hours()[0].response->count(), 1u);
  EXPECT_EQ(timeline.hours()[1].response, nullptr);
  EXPECT_EQ(timeline.hours()[1].cold, 1u);
  EXPECT_EQ(timeline.hours()[1].runningMax, 3u);
}

TEST(Timeline, WantsTheUsageAtTheEndOfEveryDayButTheLast) {
  Timeline timeline(Duration::hours(60));
  EXPECT_EQ(timeline.nextCut(), 24 * kHour);
  timeline.cut({});
  EXPECT_EQ(timeline.nextCut(), 48 * kHour);
  timeline.cut({});
  EXPECT_GT(timeline.nextCut(), 1000 * kHour);
  EXPECT_EQ(timeline.days().size(), 2u);
  EXPECT_GT(Timeline(Duration::hours(24)).nextCut(), 1000 * kHour);
}

} // namespace
} // namespace coldframe
