// A price as public files write it → a row's price in the units of our books.
#pragma once

#include "sim/base/result.h"
#include "sim/price/price_unit.h"

#include <string_view>

namespace coldframe {

// The unit of a book in which an item is priced: requests by the million, compute by the GB-second, machines by the
// hour.
const PriceUnit& bookUnitOf(PriceItem item);
// Whether a file's unit ("Hrs", "Lambda-GB-Second", "GB-Mo") is the one an item is priced in, or one request of it.
bool isFileUnitOf(PriceItem item, std::string_view unit);
// "0.0000002000" of one request, one GB-second, one hour or one GB-month. Errors: Input, without a place.
Result<UnitPrice> importedPrice(PriceItem item, std::string_view decimal);
// "6000000000" of them. Errors: Input.
Result<UnitQuantity> importedQuantity(PriceItem item, std::string_view decimal);

} // namespace coldframe
