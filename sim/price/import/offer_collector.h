// Products and terms of an AWS offer file, however it is written (JSON or CSV) → rows of a book: of the products that
// are items on a bill, which terms are prices of them. Shared by the two readers of offer files.
#pragma once

#include "sim/price/import/offer_product.h"
#include "sim/price/import/price_import.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coldframe {

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
  Result<void> onDemand(const WantedProduct& wanted, const OfferTerm& term);
  Result<void> reserved(const WantedProduct& wanted, const OfferTerm& term);
  Result<void> put(PriceRow row, const WantedProduct& wanted, const std::string& place);
  Problem problem(std::string what, const std::string& place, const std::string& value = {}) const;

  std::string m_fileName;
  std::string m_region;
  bool m_regionAsked = false;
  std::unordered_map<std::string, WantedProduct> m_wanted; // by SKU; never walked through
  PriceImport m_import;
};

} // namespace coldframe
