// When a schedule fires. AWS EventBridge expressions: "rate(5 minutes)" and "cron(minutes hours day-of-month month
// day-of-week year)" with , - * / ? L W # and names; Sunday is day 1. Source: Amazon EventBridge User Guide, "Cron
// expressions" and "Rate expressions". One of day-of-month and day-of-week must be "?". Firings are on whole minutes
// (the service promises the minute, not the second). A rate fires first at the start of the window. A day that a
// month has not (31, "31W") is passed over; W never leaves the month.
// Choices of ours: ranges that run backwards (FRI-MON) are refused: write two ranges.
#pragma once

#include "sim/base/result.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coldframe {

inline constexpr std::int64_t kNsPerMinute = 60'000'000'000;

class CronSchedule {
public:
  // The text between "cron(" and ")".
  static Result<CronSchedule> parse(std::string_view fields);

  // The first firing at or after `minute` (minutes since 1970 in the schedule's own time); nothing after the year 2199.
  std::optional<std::int64_t> next(std::int64_t minute) const;

  // Firings a minute over the years the schedule names.
  double meanPerMinute() const;

private:
  enum class Days { Month, Week };
  static Result<void> parseMonthDays(std::string_view text, CronSchedule& into);
  static Result<void> parseWeekDays(std::string_view text, CronSchedule& into);
  bool firesOn(std::int64_t day) const; // days since 1970

  std::bitset<60> m_minutes;
  std::bitset<24> m_hours;
  std::bitset<13> m_months; // 1 … 12
  std::bitset<231> m_years; // 1970 + i
  Days m_by = Days::Month;
  std::bitset<32> m_monthDays;                 // 1 … 31
  std::bitset<32> m_nearWorkday;               // nW
  bool m_lastDay = false;                      // L
  bool m_lastWorkday = false;                  // LW
  std::bitset<8> m_weekDays;                   // 1 (Sunday) … 7
  std::bitset<8> m_lastWeekDays;               // nL
  std::array<std::bitset<6>, 8> m_nthWeekDays; // n#k
};

// A schedule of either form.
class FiringTimes {
public:
  static Result<FiringTimes> parse(std::string_view expression);

  // The first firing at or after `localNs`, ns since 1970 on the schedule's clock; rates count from `originNs`.
  std::optional<std::int64_t> next(std::int64_t localNs, std::int64_t originNs) const;
  double meanPerSecond() const;

private:
  std::optional<CronSchedule> m_cron;
  std::int64_t m_everyNs = 0;
};

} // namespace coldframe
