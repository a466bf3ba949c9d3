#include "sim/workload/schedule.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <span>
#include <string>
#include <vector>

namespace coldframe {

namespace {

namespace cal = std::chrono;

constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2199;
constexpr std::int64_t kMinutesPerDay = 24 * 60;
constexpr std::string_view kMonthNames[] = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                            "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::string_view kDayNames[] = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

tl::unexpected<Error> wrong(std::string what, std::string_view value, std::string expectation) {
  Problem problem;
  problem.what = std::move(what);
  problem.value = std::string(value);
  problem.expectation = std::move(expectation);
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos)
      return parts;
    text.remove_prefix(at + 1);
  }
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::string_view part : split(text, ' '))
    if (!part.empty())
      found.push_back(part);
  return found;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

bool sameWord(std::string_view a, std::string_view upper) {
  return a.size() == upper.size() && std::equal(a.begin(), a.end(), upper.begin(), [](char x, char y) {
           return (x >= 'a' && x <= 'z' ? static_cast<char>(x - 'a' + 'A') : x) == y;
         });
}

std::optional<std::int64_t> wholeNumber(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.front() == '-')
    return std::nullopt;
  return value;
}

// One field of a cron expression: its name, its values and what they may be called.
struct FieldKind {
  std::string_view name;
  int low;
  int high;
  std::span<const std::string_view> names; // of low, low + 1, …

  std::string expectation() const {
    std::string text = std::to_string(low) + " to " + std::to_string(high);
    if (!names.empty())
      text += " or " + std::string(names.front()) + " to " + std::string(names.back());
    return text;
  }

  Result<int> value(std::string_view text) const {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (sameWord(text, names[i]))
        return low + static_cast<int>(i);
    const auto number = wholeNumber(text);
    if (!number)
      return wrong("no value of the " + std::string(name) + " of a cron expression", text, expectation());
    if (*number < low || *number > high)
      return wrong("out of range for the " + std::string(name) + " of a cron expression", text, expectation());
    return static_cast<int>(*number);
  }
};

constexpr FieldKind kMinuteField{"minutes", 0, 59, {}};
constexpr FieldKind kHourField{"hours", 0, 23, {}};
constexpr FieldKind kMonthDayField{"day of the month", 1, 31, {}};
constexpr FieldKind kMonthField{"month", 1, 12, kMonthNames};
constexpr FieldKind kWeekDayField{"day of the week", 1, 7, kDayNames};
constexpr FieldKind kYearField{"year", kFirstYear, kLastYear, {}};

// "*", "7", "3-9", "*/5", "2/5", "3-9/2": sets the bits value − base.
template <std::size_t N>
Result<void> parsePart(std::string_view part, const FieldKind& kind, int base, std::bitset<N>& into) {
  const std::size_t slash = part.find('/');
  const std::string_view range = part.substr(0, slash);
  int step = 1;
  if (slash != std::string_view::npos) {
    const std::string_view text = part.substr(slash + 1);
    const auto number = text.empty() ? std::nullopt : wholeNumber(text);
    if (!number || *number < 1 || *number > kind.high)
      return wrong("the step of the " + std::string(kind.name) + " cannot be used", part,
                   "a whole number from 1 to " + std::to_string(kind.high) + " after \"/\"");
    step = static_cast<int>(*number);
  }
  int from = kind.low;
  int to = kind.high;
  if (range != "*") {
    const std::size_t dash = range.find('-');
    const Result<int> first = kind.value(range.substr(0, dash));
    if (!first)
      return tl::unexpected(first.error());
    from = *first;
    if (dash != std::string_view::npos) {
      const Result<int> last = kind.value(range.substr(dash + 1));
      if (!last)
        return tl::unexpected(last.error());
      to = *last;
      if (to < from)
        return wrong("a range of the " + std::string(kind.name) + " runs backwards", part,
                     "the smaller value first, or two ranges");
    } else if (slash == std::string_view::npos) {
      to = from;
    }
  }
  for (int value = from; value <= to; value += step)
    into.set(static_cast<std::size_t>(value - base));
  return {};
}

template <std::size_t N>
Result<void> parseList(std::string_view text, const FieldKind& kind, int base, std::bitset<N>& into) {
  for (const std::string_view part : split(text, ','))
    if (auto read = parsePart(part, kind, base, into); !read)
      return read;
  return {};
}

int weekDayOf(cal::sys_days day) {
  return static_cast<int>(cal::weekday(day).c_encoding()) + 1;
}

// The working day nearest to `day` of the month, never leaving the month.
unsigned nearestWorkday(cal::year_month month, unsigned day, unsigned lastDay) {
  const int weekDay = weekDayOf(cal::sys_days(month / cal::day(day)));
  if (weekDay == 7)
    return day > 1 ? day - 1 : day + 2;
  if (weekDay == 1)
    return day < lastDay ? day + 1 : day - 2;
  return day;
}

} // namespace

Result<void> CronSchedule::parseMonthDays(std::string_view text, CronSchedule& into) {
  for (const std::string_view part : split(text, ',')) {
    if (sameWord(part, "L")) {
      into.m_lastDay = true;
    } else if (sameWord(part, "LW")) {
      into.m_lastWorkday = true;
    } else if (part.size() > 1 && (part.back() == 'W' || part.back() == 'w')) {
      const auto day = kMonthDayField.value(part.substr(0, part.size() - 1));
      if (!day)
        return tl::unexpected(day.error());
      into.m_nearWorkday.set(static_cast<std::size_t>(*day));
    } else if (auto read = parsePart(part, kMonthDayField, 0, into.m_monthDays); !read) {
      return read;
    }
  }
  return {};
}

Result<void> CronSchedule::parseWeekDays(std::string_view text, CronSchedule& into) {
  for (const std::string_view part : split(text, ',')) {
    const std::size_t hash = part.find('#');
    if (hash != std::string_view::npos) {
      const auto day = kWeekDayField.value(part.substr(0, hash));
      if (!day)
        return tl::unexpected(day.error());
      const std::string_view text2 = part.substr(hash + 1);
      const auto nth = text2.empty() ? std::nullopt : wholeNumber(text2);
      if (!nth || *nth < 1 || *nth > 5)
        return wrong("which such day of the month is meant cannot be read", part, "1 to 5 after \"#\"");
      into.m_nthWeekDays[static_cast<std::size_t>(*day)].set(static_cast<std::size_t>(*nth));
    } else if (sameWord(part, "L")) {
      into.m_weekDays.set(7);
    } else if (part.size() > 1 && (part.back() == 'L' || part.back() == 'l')) {
      const auto day = kWeekDayField.value(part.substr(0, part.size() - 1));
      if (!day)
        return tl::unexpected(day.error());
      into.m_lastWeekDays.set(static_cast<std::size_t>(*day));
    } else if (auto read = parsePart(part, kWeekDayField, 0, into.m_weekDays); !read) {
      return read;
    }
  }
  return {};
}

Result<CronSchedule> CronSchedule::parse(std::string_view text) {
  const std::vector<std::string_view> fields = words(text);
  if (fields.size() != 6)
    return wrong("a cron expression has six fields, this one has " + std::to_string(fields.size()), text,
                 "minutes hours day-of-month month day-of-week year, such as \"0 12 * * ? *\"");
  CronSchedule schedule;
  if (auto read = parseList(fields[0], kMinuteField, 0, schedule.m_minutes); !read)
    return tl::unexpected(read.error());
  if (auto read = parseList(fields[1], kHourField, 0, schedule.m_hours); !read)
    return tl::unexpected(read.error());
  if (auto read = parseList(fields[3], kMonthField, 0, schedule.m_months); !read)
    return tl::unexpected(read.error());
  if (auto read = parseList(fields[5], kYearField, kFirstYear, schedule.m_years); !read)
    return tl::unexpected(read.error());
  const bool openMonthDay = fields[2] == "?";
  const bool openWeekDay = fields[4] == "?";
  if (openMonthDay == openWeekDay)
    return wrong(openMonthDay ? "neither the day of the month nor the day of the week is given"
                              : "both the day of the month and the day of the week are given",
                 text, "\"?\" in exactly one of the two");
  schedule.m_by = openMonthDay ? Days::Week : Days::Month;
  auto days = openMonthDay ? parseWeekDays(fields[4], schedule) : parseMonthDays(fields[2], schedule);
  if (!days)
    return tl::unexpected(days.error());
  if (!schedule.next(0))
    return wrong("the cron expression names no day that exists", text, "a day that comes, such as 28 February");
  return schedule;
}

bool CronSchedule::firesOn(std::int64_t day) const {
  const cal::sys_days at{cal::days(day)};
  const cal::year_month_day date(at);
  const int year = static_cast<int>(date.year());
  if (year < kFirstYear || year > kLastYear || !m_years[static_cast<std::size_t>(year - kFirstYear)] ||
      !m_months[static_cast<unsigned>(date.month())])
    return false;
  const auto dayOfMonth = static_cast<unsigned>(date.day());
  const cal::year_month month(date.year(), date.month());
  const auto lastDay = static_cast<unsigned>(cal::year_month_day_last(date.year() / date.month() / cal::last).day());
  if (m_by == Days::Week) {
    const auto weekDay = static_cast<std::size_t>(weekDayOf(at));
    return m_weekDays[weekDay] || (m_lastWeekDays[weekDay] && dayOfMonth + 7 > lastDay) ||
           m_nthWeekDays[weekDay][(dayOfMonth + 6) / 7];
  }
  if (m_monthDays[dayOfMonth] || (m_lastDay && dayOfMonth == lastDay) ||
      (m_lastWorkday && dayOfMonth == nearestWorkday(month, lastDay, lastDay)))
    return true;
  if (m_nearWorkday.any())
    for (unsigned wanted = 1; wanted <= lastDay; ++wanted)
      if (m_nearWorkday[wanted] && nearestWorkday(month, wanted, lastDay) == dayOfMonth)
        return true;
  return false;
}

std::optional<std::int64_t> CronSchedule::next(std::int64_t minute) const {
  minute = std::max<std::int64_t>(minute, 0);
  const std::int64_t lastDay = cal::sys_days(cal::year(kLastYear) / 12 / 31).time_since_epoch().count();
  std::int64_t day = minute / kMinutesPerDay;
  std::int64_t within = minute % kMinutesPerDay;
  for (; day <= lastDay; ++day, within = 0) {
    if (!firesOn(day))
      continue;
    auto hour = static_cast<std::size_t>(within / 60);
    auto inHour = static_cast<std::size_t>(within % 60);
    for (; hour < 24; ++hour, inHour = 0)
      if (m_hours[hour])
        for (; inHour < 60; ++inHour)
          if (m_minutes[inHour])
            return day * kMinutesPerDay + static_cast<std::int64_t>(hour * 60 + inHour);
  }
  return std::nullopt;
}

double CronSchedule::meanPerMinute() const {
  std::int64_t days = 0;
  std::int64_t firing = 0;
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    if (!m_years[static_cast<std::size_t>(year - kFirstYear)])
      continue;
    const std::int64_t first = cal::sys_days(cal::year(year) / 1 / 1).time_since_epoch().count();
    const std::int64_t end = cal::sys_days(cal::year(year + 1) / 1 / 1).time_since_epoch().count();
    days += end - first;
    for (std::int64_t day = first; day < end; ++day)
      firing += firesOn(day) ? 1 : 0;
  }
  return static_cast<double>(firing) * static_cast<double>(m_hours.count() * m_minutes.count()) /
         static_cast<double>(days * kMinutesPerDay);
}

Result<FiringTimes> FiringTimes::parse(std::string_view expression) {
  constexpr const char* kForms = "\"rate(5 minutes)\" or \"cron(0 12 * * ? *)\"";
  const std::string_view text = trimmed(expression);
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || text.back() != ')')
    return wrong("a schedule is a rate or a cron expression", expression, kForms);
  const std::string_view kind = text.substr(0, open);
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  FiringTimes times;
  if (kind == "cron") {
    auto cron = CronSchedule::parse(inside);
    if (!cron)
      return tl::unexpected(cron.error());
    times.m_cron = *cron;
    return times;
  }
  if (kind != "rate")
    return wrong("\"" + std::string(kind) + "\" is no kind of schedule", expression, kForms);
  const std::vector<std::string_view> parts = words(inside);
  constexpr const char* kRates = "a whole number and minute(s), hour(s) or day(s), such as \"rate(5 minutes)\"";
  const auto number = parts.size() == 2 ? wholeNumber(parts[0]) : std::nullopt;
  if (!number || *number < 1 || *number > 1'000'000)
    return wrong("the rate of a schedule cannot be read", expression, kRates);
  constexpr std::pair<std::string_view, std::int64_t> kUnits[] = {{"minute", 1}, {"hour", 60}, {"day", kMinutesPerDay}};
  for (const auto& [unit, minutes] : kUnits) {
    const std::string plural = std::string(unit) + "s";
    if (parts[1] != unit && parts[1] != plural)
      continue;
    if ((*number == 1) != (parts[1] == unit))
      return wrong("the unit of a rate is singular for 1 and plural for more", expression,
                   *number == 1 ? std::string(unit) : plural);
    times.m_everyNs = *number * minutes * kNsPerMinute;
    return times;
  }
  return wrong("\"" + std::string(parts[1]) + "\" is no unit of a rate", expression, kRates);
}

std::optional<std::int64_t> FiringTimes::next(std::int64_t localNs, std::int64_t originNs) const {
  if (!m_cron) {
    const std::int64_t past = std::max<std::int64_t>(localNs - originNs, 0);
    return originNs + (past + m_everyNs - 1) / m_everyNs * m_everyNs;
  }
  if (localNs < 0)
    localNs = 0;
  const auto minute = m_cron->next((localNs + kNsPerMinute - 1) / kNsPerMinute);
  if (!minute)
    return std::nullopt;
  return *minute * kNsPerMinute;
}

double FiringTimes::meanPerSecond() const {
  return m_cron ? m_cron->meanPerMinute() / 60 : 1e9 / static_cast<double>(m_everyNs);
}

} // namespace coldframe
