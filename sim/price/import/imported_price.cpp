#include "sim/price/import/imported_price.h"

#include "sim/units/parse.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace coldframe {

namespace {

struct DimensionUnits {
  Dimension dimension;
  std::string_view priced;   // in books
  std::string_view measured; // what the file's price is of
  std::array<std::string_view, 8> inFiles;
};

// Ranges and prices of the files count in `measured`. "Second" and "Seconds" are what Lambda's older files call GB-s.
constexpr std::array<DimensionUnits, 6> kDimensions{{
    {Dimension::Count, "M requests", "request", {"Request", "Requests", "Count"}},
    {Dimension::MemoryTime,
     "GB-s",
     "GB-s",
     {"Lambda-GB-Second", "GB-Second", "GB-Seconds", "Second", "Seconds", "GB-s", "Lambda-GB-Seconds"}},
    {Dimension::Data, "GB", "GB", {"GB", "GigaBytes"}},
    {Dimension::Time, "h", "h", {"Hrs", "Hours", "vCPU-Hours", "hrs"}},
    {Dimension::DiskTime, "GB-month", "GB-month", {"GB-Mo", "GB-month"}},
    {Dimension::RateTime, "IOPS-month", "IOPS-month", {"IOPS-Mo", "IOPS-month"}},
}};

const DimensionUnits& unitsOf(PriceItem item) {
  const auto found = std::ranges::find(kDimensions, infoOf(item).dimension, &DimensionUnits::dimension);
  assert(found != kDimensions.end());
  return *found;
}

} // namespace

const PriceUnit& bookUnitOf(PriceItem item) {
  if (item == PriceItem::SurplusCredit)
    return *findUnit("vCPU-h");
  return *findUnit(unitsOf(item).priced);
}

bool isFileUnitOf(PriceItem item, std::string_view unit) {
  return !unit.empty() && std::ranges::find(unitsOf(item).inFiles, unit) != unitsOf(item).inFiles.end();
}

Result<UnitPrice> importedPrice(PriceItem item, std::string_view decimal) {
  const auto money = parseDecimalMoney(decimal);
  if (!money)
    return failure(ErrorKind::Input, "this price is not a number");
  if (*money < Money())
    return failure(ErrorKind::Input, "a price is never negative");
  if (*money > Money::usd(1'000'000'000))
    return failure(ErrorKind::Input, "this price is beyond any range");
  const PriceUnit& unit = bookUnitOf(item);
  const std::int64_t measured = findUnit(unitsOf(item).measured)->factor;
  return UnitPrice{money->times(unit.factor, measured), unit};
}

Result<UnitQuantity> importedQuantity(PriceItem item, std::string_view decimal) {
  return parseUnitQuantity(std::string(decimal) + " " + std::string(unitsOf(item).measured));
}

} // namespace coldframe
