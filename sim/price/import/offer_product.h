// Which product of an AWS offer file is which item of a bill: told by `group`, `usagetype` and the attributes of a
// machine, never by SKU.
#pragma once

#include "sim/price/price_book.h"

#include <optional>
#include <string>
#include <string_view>

namespace coldframe {

// What tells products apart, by the names that the JSON form has; a CSV column may be called otherwise.
struct OfferProduct {
  std::string sku;
  std::string family; // "Serverless", "Compute Instance"
  std::string group;
  std::string groupDescription;
  std::string usageType;
  std::string region; // code, or place
  std::string instanceType;
  std::string operatingSystem;
  std::string tenancy;
  std::string preinstalled;
  std::string capacityStatus;
  std::string licenseModel;

  // The field of an attribute; nullptr: it tells nothing.
  std::string* attribute(std::string_view name);
};

struct WantedProduct {
  PriceItem item = PriceItem::FunctionRequest;
  std::optional<Architecture> arch;
  std::string type;
  std::string group; // for the report
  bool grant = false;
};

// Nothing: no bill has such a product, and `reason` says why.
std::optional<WantedProduct> matchProduct(const OfferProduct& product, std::string_view& reason);

} // namespace coldframe
