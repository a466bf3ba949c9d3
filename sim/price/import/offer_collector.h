// Products and terms of an AWS offer file, however it is written (JSON or CSV) → rows of a book: which product is which
// item, and which of its terms are prices of it. Shared by the two readers of offer files.
#pragma once

#include "sim/price/import/price_import.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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

struct OfferDimension {
  std::string begin;
  std::string end;
  std::string unit;
  std::string price;
  std::string currency;
};

struct OfferTerm {
  std::string sku;
  std::string kind; // "OnDemand", "Reserved"
  std::string effective;
  std::string lease;    // "1yr"
  std::string purchase; // "No Upfront"
  std::string offering; // "standard"
  std::vector<OfferDimension> dimensions;
  std::string place; // in the file, for messages
};

class OfferCollector {
public:
  OfferCollector(std::string fileName, std::string region)
      : m_fileName(std::move(fileName)), m_region(std::move(region)), m_regionAsked(!m_region.empty()) {}

  // Everything the file says of a product, before its terms.
  Result<void> product(const OfferProduct& product);
  // Whether terms of this product are wanted.
  bool wanted(const std::string& sku) const { return m_wanted.contains(sku); }
  Result<void> term(const OfferTerm& term);

  // Rows sorted as books have them.
  Result<PriceImport> take();

private:
  struct Wanted {
    PriceItem item = PriceItem::FunctionRequest;
    std::optional<Architecture> arch;
    std::string type;
    std::string group; // for the report
    bool grant = false;
  };

  std::optional<Wanted> match(const OfferProduct& product, std::string_view& reason) const;
  Result<void> onDemand(const Wanted& wanted, const OfferTerm& term);
  Result<void> reserved(const Wanted& wanted, const OfferTerm& term);
  Result<void> put(PriceRow row, const Wanted& wanted, const std::string& place);
  Problem problem(std::string what, const std::string& place, const std::string& value = {}) const;

  std::string m_fileName;
  std::string m_region;
  bool m_regionAsked = false;
  std::unordered_map<std::string, Wanted> m_wanted; // by SKU; never walked through
  PriceImport m_import;
};

} // namespace coldframe
