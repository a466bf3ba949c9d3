#include "sim/units/format.h"
#include "sim/units/parse.h"
#include "sim/workload/arrivals.h"
#include "sim/workload/schedule.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coldframe::test {
namespace {

std::int64_t instant(const std::string& text) {
  const auto ns = parseInstant(text);
  EXPECT_TRUE(ns) << text;
  return ns.value_or(0);
}

// The first firings at or after `from`, as instants of UTC.
std::vector<std::string> firings(const std::string& expression, const std::string& from, std::size_t count,
                                 Duration offset = {}) {
  const std::int64_t start = instant(from);
  ArrivalProcess process(Schedule{expression, offset}, Seed{}, start);
  std::vector<std::string> found;
  for (std::size_t i = 0; i < count; ++i) {
    const SimTime at = process.next();
    if (at == SimTime::max())
      break;
    found.push_back(writeInstant(start + at.ns()));
  }
  return found;
}

using Instants = std::vector<std::string>;

TEST(Cron, FiresEveryDayAtNoon) {
  EXPECT_EQ(firings("cron(0 12 * * ? *)", "2026-11-23T12:00:01Z", 2),
            (Instants{"2026-11-24T12:00:00Z", "2026-11-25T12:00:00Z"}));
}

TEST(Cron, FiresAtTheWindowsFirstInstantWhenThatIsDue) {
  EXPECT_EQ(firings("cron(0 12 * * ? *)", "2026-11-23T12:00:00Z", 1), (Instants{"2026-11-23T12:00:00Z"}));
}

TEST(Cron, CrossesTheEndsOfMonthsAndYears) {
  EXPECT_EQ(firings("cron(30 23 31 * ? *)", "2025-10-31T23:31:00Z", 3),
            (Instants{"2025-12-31T23:30:00Z", "2026-01-31T23:30:00Z", "2026-03-31T23:30:00Z"}));
}

TEST(Cron, KnowsLeapYears) {
  EXPECT_EQ(firings("cron(0 0 29 2 ? *)", "2025-01-01", 2), (Instants{"2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"}));
  EXPECT_EQ(firings("cron(0 0 29 FEB ? *)", "2097-01-01", 1), (Instants{"2104-02-29T00:00:00Z"})); // 2100 is none
}

TEST(Cron, FindsTheLastDayOfEachMonth) {
  EXPECT_EQ(firings("cron(0 0 L * ? *)", "2024-01-31T00:01:00Z", 3),
            (Instants{"2024-02-29T00:00:00Z", "2024-03-31T00:00:00Z", "2024-04-30T00:00:00Z"}));
}

TEST(Cron, FindsTheWorkdayNearestADayWithoutLeavingItsMonth) {
  // 1 August 2026 is a Saturday: Monday the 3rd; 15 November 2026 a Sunday: Monday the 16th;
  // 15 August 2026 a Saturday: Friday the 14th; 31 May 2026 a Sunday and the last day: Friday the 29th.
  EXPECT_EQ(firings("cron(0 9 1W 8 ? 2026)", "2026-01-01", 2), (Instants{"2026-08-03T09:00:00Z"}));
  EXPECT_EQ(firings("cron(0 9 15W 8,11 ? 2026)", "2026-01-01", 3),
            (Instants{"2026-08-14T09:00:00Z", "2026-11-16T09:00:00Z"}));
  EXPECT_EQ(firings("cron(0 9 31W 5 ? 2026)", "2026-01-01", 2), (Instants{"2026-05-29T09:00:00Z"}));
  EXPECT_EQ(firings("cron(0 9 LW 5 ? 2026)", "2026-01-01", 2), (Instants{"2026-05-29T09:00:00Z"}));
}

TEST(Cron, FindsTheNthAndTheLastWeekdayOfAMonth) {
  // Tuesday is day 3: its second in November 2026 is the 10th. November 2026 has five Mondays, October four.
  EXPECT_EQ(firings("cron(0 8 ? 11 3#2 2026)", "2026-01-01", 2), (Instants{"2026-11-10T08:00:00Z"}));
  EXPECT_EQ(firings("cron(0 8 ? 10-12 MON#5 2026)", "2026-01-01", 3), (Instants{"2026-11-30T08:00:00Z"}));
  EXPECT_EQ(firings("cron(0 8 ? 11 6L 2026)", "2026-01-01", 2), (Instants{"2026-11-27T08:00:00Z"})); // last Friday
  EXPECT_EQ(firings("cron(0 8 ? * L *)", "2026-11-23", 2), (Instants{"2026-11-28T08:00:00Z", "2026-12-05T08:00:00Z"}));
}

TEST(Cron, CountsSundayAsDayOne) {
  EXPECT_EQ(firings("cron(0 0 ? * 1 *)", "2026-11-23", 1), (Instants{"2026-11-29T00:00:00Z"}));
  EXPECT_EQ(firings("cron(0 0 ? * sun *)", "2026-11-23", 1), (Instants{"2026-11-29T00:00:00Z"}));
  EXPECT_EQ(firings("cron(0 0 ? * MON-FRI *)", "2026-11-27T00:01:00Z", 1), (Instants{"2026-11-30T00:00:00Z"}));
}

TEST(Cron, StepsThroughRangesAndLists) {
  EXPECT_EQ(firings("cron(0/15 8-9 ? * 2-6 *)", "2026-11-23T08:40:00Z", 5),
            (Instants{"2026-11-23T08:45:00Z", "2026-11-23T09:00:00Z", "2026-11-23T09:15:00Z", "2026-11-23T09:30:00Z",
                      "2026-11-23T09:45:00Z"}));
  EXPECT_EQ(firings("cron(10-30/10,59 5 1 JAN,JUL ? *)", "2026-06-01", 5),
            (Instants{"2026-07-01T05:10:00Z", "2026-07-01T05:20:00Z", "2026-07-01T05:30:00Z", "2026-07-01T05:59:00Z",
                      "2027-01-01T05:10:00Z"}));
  EXPECT_EQ(firings("cron(*/20 0 1 1 ? *)", "2026-01-01", 3),
            (Instants{"2026-01-01T00:00:00Z", "2026-01-01T00:20:00Z", "2026-01-01T00:40:00Z"}));
}

TEST(Cron, StopsAfterItsLastYear) {
  EXPECT_EQ(firings("cron(0 0 1 1 ? 2025-2026)", "2025-06-01", 5), (Instants{"2026-01-01T00:00:00Z"}));
}

TEST(Cron, RunsOnALocalClockWithAFixedOffset) {
  // Eight in the morning, five hours behind UTC.
  EXPECT_EQ(firings("cron(0 8 * * ? *)", "2026-11-23T00:00:00Z", 1, Duration::hours(-5)),
            (Instants{"2026-11-23T13:00:00Z"}));
  // 00:30 on the 1st, nine hours ahead, is the last day of the month in UTC.
  EXPECT_EQ(firings("cron(30 0 1 * ? *)", "2026-11-15T00:00:00Z", 1, Duration::hours(9)),
            (Instants{"2026-11-30T15:30:00Z"}));
}

TEST(RateSchedule, FiresFirstAtTheWindowsStartAndThenAtItsInterval) {
  EXPECT_EQ(firings("rate(5 minutes)", "2026-11-23T10:02:03Z", 3),
            (Instants{"2026-11-23T10:02:03Z", "2026-11-23T10:07:03Z", "2026-11-23T10:12:03Z"}));
  EXPECT_EQ(firings("rate(1 day)", "2026-02-28", 2), (Instants{"2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z"}));
}

TEST(ScheduleRate, IsTheLongRunMean) {
  EXPECT_DOUBLE_EQ(meanRate(Schedule{"rate(5 minutes)", {}}), 1.0 / 300);
  EXPECT_DOUBLE_EQ(meanRate(Schedule{"cron(0 12 * * ? *)", {}}), 1.0 / 86400);
  EXPECT_NEAR(meanRate(Schedule{"cron(0/15 * ? * MON *)", {}}), 96.0 / (7 * 86400), 1e-8);
  EXPECT_NEAR(meanRate(Schedule{"cron(0 0 29 2 ? *)", {}}), 1.0 / (4 * 365.25 * 86400), 3e-10);
}

std::string complaint(const std::string& expression) {
  const auto result = checkSchedule(expression);
  return result ? "" : result.error().problems.front().what + " [" + result.error().problems.front().value + "]";
}

TEST(CheckSchedule, AcceptsWhatTheServiceAccepts) {
  for (const char* good :
       {"rate(1 minute)", "rate(5 minutes)", "rate(1 hour)", "rate(7 days)", "cron(0 10 * * ? *)",
        "cron(15 12 * * ? *)", "cron(0 18 ? * MON-FRI *)", "cron(0 8 1 * ? *)", "cron(0/10 * ? * MON-FRI *)",
        "cron(0/5 8-17 ? * MON-FRI *)", "cron(0 9 ? * 2#1 *)", " cron(0 12 * * ? *) "})
    EXPECT_EQ(complaint(good), "") << good;
}

TEST(CheckSchedule, SaysWhatIsWrong) {
  EXPECT_EQ(complaint("every day"), "a schedule is a rate or a cron expression [every day]");
  EXPECT_EQ(complaint(""), "a schedule is a rate or a cron expression []");
  EXPECT_EQ(complaint("at(2026-11-23)"), "\"at\" is no kind of schedule [at(2026-11-23)]");
  EXPECT_EQ(complaint("rate(0 minutes)"), "the rate of a schedule cannot be read [rate(0 minutes)]");
  EXPECT_EQ(complaint("rate(1 minutes)"), "the unit of a rate is singular for 1 and plural for more [rate(1 minutes)]");
  EXPECT_EQ(complaint("rate(5 weeks)"), "\"weeks\" is no unit of a rate [rate(5 weeks)]");
  EXPECT_EQ(complaint("cron(0 12 * * ?)"), "a cron expression has six fields, this one has 5 [0 12 * * ?]");
  EXPECT_EQ(complaint("cron(60 12 * * ? *)"), "out of range for the minutes of a cron expression [60]");
  EXPECT_EQ(complaint("cron(0 12 * MOON ? *)"), "no value of the month of a cron expression [MOON]");
  EXPECT_EQ(complaint("cron(0 12 , * ? *)"), "no value of the day of the month of a cron expression []");
  EXPECT_EQ(complaint("cron(0 12 * * * *)"),
            "both the day of the month and the day of the week are given [0 12 * * * *]");
  EXPECT_EQ(complaint("cron(0 12 ? * ? *)"),
            "neither the day of the month nor the day of the week is given [0 12 ? * ? *]");
  EXPECT_EQ(complaint("cron(0 12 ? * FRI-MON *)"), "a range of the day of the week runs backwards [FRI-MON]");
  EXPECT_EQ(complaint("cron(0/0 12 * * ? *)"), "the step of the minutes cannot be used [0/0]");
  EXPECT_EQ(complaint("cron(0 12 ? * 2#6 *)"), "which such day of the month is meant cannot be read [2#6]");
  EXPECT_EQ(complaint("cron(0 0 30 2 ? *)"), "the cron expression names no day that exists [0 0 30 2 ? *]");
}

} // namespace
} // namespace coldframe::test
