#include "sim/price/price_checks.h"

#include "sim/json/node.h"
#include "sim/json/reader.h"

#include <string>

namespace coldframe {

void checkUnit(PriceItem item, const PriceUnit& unit, const char* member, Reader& reader, const JsonNode& node) {
  const PriceItemInfo& info = infoOf(item);
  if (unit.dimension == info.dimension)
    return;
  std::string expected;
  for (const std::string& name : unitNames(info.dimension))
    expected += (expected.empty() ? "" : ", ") + name;
  const JsonNode* at = node.find(member);
  reader.wrong(at != nullptr ? *at : node, "this unit does not measure " + std::string(info.name),
               "one of " + expected);
}

} // namespace coldframe
