#include "sim/study/quantity_text.h"

#include "sim/units/format.h"

#include <charconv>
#include <cmath>

namespace coldframe {

Result<std::string> quantityPointer(const Scenario& scenario, const std::string& named) {
  const Workload& workload = scenario.blocks.workload;
  if (named == "requests") {
    if (std::holds_alternative<RequestsWorkload>(workload))
      return "/workload/arrivals/rate";
    return failure(
        ErrorKind::Usage,
        isJob(workload)
            ? "this scenario is a job, which has runs a month, not requests"
            : "the requests of this scenario come by a schedule or a recording, which has no rate to change");
  }
  if (named == "runs") {
    if (isJob(workload))
      return "/month/runs";
    return failure(ErrorKind::Usage, "this scenario is a stream of requests; only a job has runs a month");
  }
  return named;
}

QuantityText::QuantityText(const Scenario& scenario, const VaryField& field, const std::string& named)
    : m_field(field), m_monthSeconds(scenario.blocks.month.length.inSeconds()),
      m_countsAMonth(named == "requests" && field.kind == ValueKind::Rate) {}

std::string QuantityText::aMonth() const {
  constexpr double kDay = 86'400;
  const bool isMonth = m_monthSeconds >= 28 * kDay && m_monthSeconds <= 31 * kDay;
  return isMonth ? "a month" : "in " + writeDuration(Duration::fromSeconds(m_monthSeconds));
}

std::string QuantityText::shown(double base) const {
  if (m_field.kind == ValueKind::Rate && m_field.pointer.starts_with("/workload/arrivals")) {
    const double rate = base;
    const std::string each = rate >= 0.1          ? significant(rate, 3) + " /s"
                             : rate * 3600 >= 0.1 ? significant(rate * 3600, 4) + " /h"
                                                  : significant(rate * 86400, 3) + " /day";
    const double month = base * m_monthSeconds;
    double unit = 1;
    while (month / unit >= 10'000) // four digits
      unit *= 10;
    return showCount(std::nearbyint(month / unit) * unit) + " requests " + aMonth() + " (" + each + ")";
  }
  if (m_field.pointer == "/month/runs")
    return showCount(std::nearbyint(base)) + (std::nearbyint(base) == 1 ? " run " : " runs ") + aMonth();
  switch (m_field.kind) {
  case ValueKind::Duration:
    return showDuration(base / 1e9);
  case ValueKind::Number:
    return significant(base, 4);
  default:
    return m_field.shown(m_field.nearest(base));
  }
}

Result<double> QuantityText::parse(const std::string& typed) const {
  if (m_countsAMonth) {
    double count = 0;
    const auto [end, problem] = std::from_chars(typed.data(), typed.data() + typed.size(), count);
    if (problem == std::errc() && end == typed.data() + typed.size() && count > 0)
      return count / m_monthSeconds;
  }
  const auto value = m_field.parse(typed);
  if (!value)
    return failure(value.error());
  const std::optional<double> base = m_field.base(*value);
  if (!base)
    return failure(ErrorKind::Usage, m_field.pointer + ": " + typed + " is not a number");
  return *base;
}

} // namespace coldframe
