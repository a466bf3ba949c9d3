#include "sim/trace/csv_target.h"

#include "sim/trace/lambda_line.h"
#include "sim/trace/sheet_instant.h"
#include "sim/units/parse.h"

#include <algorithm>

namespace coldframe {

namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};

constexpr std::array<Unit, 6> kTimeUnits{{{"ns", 1},
                                          {"us", 1'000},
                                          {"ms", 1'000'000},
                                          {"s", 1'000'000'000},
                                          {"min", 60'000'000'000},
                                          {"h", 3'600'000'000'000}}};
constexpr std::array<Unit, 4> kMemoryUnits{
    {{"B", 1}, {"kB", 1'024}, {"MB", 1'048'576}, {"GB", 1'073'741'824}}}; // binary, as memory always is
constexpr std::array<Unit, 4> kDataUnits{{{"B", 1}, {"kB", 1'000}, {"MB", 1'000'000}, {"GB", 1'000'000'000}}};

constexpr std::array<std::pair<std::string_view, InstantForm>, 3> kInstantForms{
    {{"iso", InstantForm::Iso}, {"dmy", InstantForm::DayFirst}, {"mdy", InstantForm::MonthFirst}}};

} // namespace

std::string_view CsvTarget::name() const {
  return kind == Kind::Stamp ? kStampNames[index] : kind == Kind::Span ? kSpanNames[index] : kCountNames[index];
}

bool CsvTarget::isTime() const {
  return kind != Kind::Count || static_cast<Count>(index) == Count::Billed;
}

bool CsvTarget::isMemory() const {
  return kind == Kind::Count &&
         (static_cast<Count>(index) == Count::Memory || static_cast<Count>(index) == Count::PeakMemory);
}

bool CsvTarget::isData() const {
  return kind == Kind::Count &&
         (static_cast<Count>(index) == Count::BytesIn || static_cast<Count>(index) == Count::BytesOut);
}

bool CsvTarget::isNamed() const {
  if (kind != Kind::Count)
    return false;
  const auto count = static_cast<Count>(index);
  return count == Count::Call || count == Count::Function || count == Count::Environment || count == Count::Worker;
}

std::vector<std::string> CsvTarget::units() const {
  std::vector<std::string> names;
  const auto add = [&names](const auto& units) {
    for (const Unit& unit : units)
      names.emplace_back(unit.name);
  };
  if (isTime())
    add(kTimeUnits);
  if (isMemory())
    add(kMemoryUnits);
  if (isData())
    add(kDataUnits);
  if (kind == Kind::Stamp)
    for (const auto& [unit, form] : kInstantForms)
      names.emplace_back(unit);
  return names;
}

InstantForm instantFormOf(std::string_view unit) {
  const auto found = std::ranges::find(kInstantForms, unit, &std::pair<std::string_view, InstantForm>::first);
  return found == kInstantForms.end() ? InstantForm::None : found->second;
}

std::optional<std::int64_t> readInstant(std::string_view text, InstantForm form) {
  if (form == InstantForm::DayFirst || form == InstantForm::MonthFirst)
    return readSheetInstant(text, form == InstantForm::DayFirst ? DateOrder::DayFirst : DateOrder::MonthFirst);
  if (const auto at = readLogInstant(text))
    return at;
  const auto at = parseInstant(text);
  return at ? std::optional(*at) : std::nullopt;
}

std::optional<CsvTarget> findTarget(std::string_view name) {
  const auto find = [name](const auto& names, CsvTarget::Kind kind) -> std::optional<CsvTarget> {
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
      return std::nullopt;
    return CsvTarget{kind, static_cast<std::uint8_t>(found - names.begin())};
  };
  if (const auto stamp = find(kStampNames, CsvTarget::Kind::Stamp))
    return stamp;
  if (const auto span = find(kSpanNames, CsvTarget::Kind::Span))
    return span;
  return find(kCountNames, CsvTarget::Kind::Count);
}

std::vector<std::string> targetNames() {
  std::vector<std::string> names(kStampNames.begin(), kStampNames.end());
  names.insert(names.end(), kSpanNames.begin(), kSpanNames.end());
  names.insert(names.end(), kCountNames.begin(), kCountNames.end());
  return names;
}

std::optional<std::int64_t> factorOf(const CsvTarget& target, std::string_view unit) {
  const auto find = [unit](const auto& units) -> std::optional<std::int64_t> {
    const auto found = std::ranges::find(units, unit, &Unit::name);
    if (found == units.end())
      return std::nullopt;
    return found->factor;
  };
  if (target.isTime())
    return find(kTimeUnits);
  if (target.isMemory())
    return find(kMemoryUnits);
  return target.isData() ? find(kDataUnits) : std::nullopt;
}

} // namespace coldframe
