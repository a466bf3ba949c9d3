#include "sim/price/cpu_credits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace coldframe {

namespace {

struct Size {
  std::string_view name;
  CreditRate t2;
  CreditRate t3; // t3a and t4g too
};

constexpr std::array<Size, 7> kSizes{{
    {"nano", {3, 1}, {6, 2}},
    {"micro", {6, 1}, {12, 2}},
    {"small", {12, 1}, {24, 2}},
    {"medium", {24, 2}, {24, 2}},
    {"large", {36, 2}, {36, 2}},
    {"xlarge", {54, 4}, {96, 4}},
    {"2xlarge", {81.6, 8}, {192, 8}},
}};

constexpr double kHoursKept = 24;

} // namespace

std::optional<CreditRate> creditRateOf(std::string_view type) {
  const std::size_t dot = type.find('.');
  if (dot == std::string_view::npos)
    return std::nullopt;
  const std::string_view family = type.substr(0, dot);
  const auto size = std::ranges::find(kSizes, type.substr(dot + 1), &Size::name);
  if (size == kSizes.end() || (family != "t2" && family != "t3" && family != "t3a" && family != "t4g"))
    return std::nullopt;
  return family == "t2" ? size->t2 : size->t3;
}

bool isUnlimitedByDefault(std::string_view type) {
  return !type.starts_with("t2.");
}

void CreditAccount::run(Duration time, double use) {
  const double most = m_rate.perHour * kHoursKept;
  const double hours = time.inHours();
  double net = (m_rate.perHour - use * m_rate.cpus * 60) * hours;
  if (net >= 0) {
    const double back = std::min(net, m_owed);
    m_owed -= back;
    m_balance = std::min(most, m_balance + net - back);
    return;
  }
  const double spent = std::min(-net, m_balance);
  m_balance -= spent;
  m_owed += -net - spent;
  m_charged += std::max(0.0, m_owed - most);
  m_owed = std::min(m_owed, most);
}

void CreditAccount::stop() {
  m_charged += m_owed;
  m_owed = 0;
}

Duration CreditAccount::chargedTime() const {
  return Duration::nanoseconds(std::llround(m_charged * 60e9));
}

} // namespace coldframe
