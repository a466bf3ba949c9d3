// What books and usage documents are both held to.
#pragma once

#include "sim/price/price_unit.h"

namespace coldframe {

class JsonNode;
class Reader;

// That the unit of the member measures the item; names those that would.
void checkUnit(PriceItem item, const PriceUnit& unit, const char* member, Reader& reader, const JsonNode& node);

} // namespace coldframe
