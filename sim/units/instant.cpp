// ISO 8601 instants ⇄ ns since 1970.
#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <chrono>

namespace coldframe {

namespace {

class Scanner {
public:
  explicit Scanner(std::string_view text) : m_text(text) {}
  bool digits(int count, std::int64_t& out) {
    out = 0;
    for (int i = 0; i < count; ++i) {
      if (m_text.empty() || m_text[0] < '0' || m_text[0] > '9')
        return false;
      out = out * 10 + (m_text[0] - '0');
      m_text.remove_prefix(1);
    }
    return true;
  }
  bool take(char c) {
    if (m_text.empty() || m_text[0] != c)
      return false;
    m_text.remove_prefix(1);
    return true;
  }
  bool done() const { return m_text.empty(); }

private:
  std::string_view m_text;
};

bool scanOffset(Scanner& scanner, std::int64_t& seconds) {
  if (scanner.take('Z'))
    return true;
  const bool east = scanner.take('+');
  if (!east && !scanner.take('-'))
    return scanner.done(); // none: UTC
  std::int64_t hours = 0;
  std::int64_t minutes = 0;
  if (!scanner.digits(2, hours))
    return false;
  const bool colon = scanner.take(':');
  if ((colon || !scanner.done()) && !scanner.digits(2, minutes))
    return false;
  seconds = (east ? 1 : -1) * (hours * 3600 + minutes * 60);
  return hours < 24 && minutes < 60;
}

bool scanTime(Scanner& scanner, std::int64_t& seconds, std::int64_t& ns) {
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  if (!scanner.digits(2, hour) || !scanner.take(':') || !scanner.digits(2, minute))
    return false;
  if (scanner.take(':')) {
    if (!scanner.digits(2, second))
      return false;
    if (scanner.take('.')) {
      std::int64_t digit = 0;
      std::int64_t scale = 100'000'000;
      if (!scanner.digits(1, digit))
        return false;
      do {
        ns += digit * scale;
        scale /= 10;
      } while (scale > 0 && scanner.digits(1, digit));
    }
  }
  seconds = hour * 3600 + minute * 60 + second;
  return hour < 24 && minute < 60 && second < 61;
}

} // namespace

Result<std::int64_t> parseInstant(std::string_view text) {
  Scanner scanner(text);
  std::int64_t year = 0;
  std::int64_t month = 0;
  std::int64_t day = 0;
  std::int64_t seconds = 0;
  std::int64_t offset = 0;
  std::int64_t ns = 0;
  bool ok = scanner.digits(4, year) && scanner.take('-') && scanner.digits(2, month) && scanner.take('-') &&
            scanner.digits(2, day);
  if (ok && (scanner.take('T') || scanner.take(' ')))
    ok = scanTime(scanner, seconds, ns) && scanOffset(scanner, offset);
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!ok || !scanner.done() || !date.ok() || year < 1700 || year > 2200)
    return wrongText(text, "this is not an instant", "an ISO 8601 date or instant, e.g. \"2020-04-24T17:53:33Z\"");
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return (days * 86'400 + seconds - offset) * 1'000'000'000 + ns;
}

std::string writeInstant(std::int64_t nsSince1970) {
  constexpr std::int64_t kDay = 86'400'000'000'000;
  std::int64_t day = nsSince1970 / kDay;
  std::int64_t rest = nsSince1970 % kDay;
  if (rest < 0) {
    --day;
    rest += kDay;
  }
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  const auto padded = [](std::int64_t n, std::size_t width) {
    std::string digits = std::to_string(n);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
  };
  std::string text = padded(static_cast<int>(date.year()), 4) + "-" + padded(static_cast<unsigned>(date.month()), 2) +
                     "-" + padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(rest / 3'600'000'000'000, 2) +
                     ":" + padded(rest / 60'000'000'000 % 60, 2) + ":" + padded(rest / 1'000'000'000 % 60, 2);
  if (const std::int64_t fraction = rest % 1'000'000'000; fraction != 0) {
    text += "." + padded(fraction, 9);
    while (text.back() == '0')
      text.pop_back();
  }
  return text + "Z";
}

} // namespace coldframe
