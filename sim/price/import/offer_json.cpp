// The JSON form of an offer file: products by SKU, then terms by kind, SKU and offer. Products are told apart as they
// end, and of the terms only those of wanted products are kept, so memory does not grow with the file.
#include "sim/json/walk.h"
#include "sim/price/import/offer_collector.h"
#include "sim/price/import/read_formats.h"

#include <istream>

namespace coldframe {

namespace {

// What a first pass over the file may find out: terms stand before the products they belong to.
class OfferVisitor : public JsonVisitor {
public:
  OfferVisitor(OfferCollector& collector, bool products) : m_collector(collector), m_products(products) {}

  Result<void> value(const JsonPath& path, std::string_view text, JsonKind) override {
    if (path.size() == 1) {
      if (path[0] == "offerCode")
        m_offer = text;
      else if (path[0] == "publicationDate")
        m_published = text.substr(0, 10);
    } else if (path[0] == "products") {
      if (m_products)
        productValue(path, text);
    } else if (path[0] == "terms" && path.size() >= 5) {
      termValue(path, text);
    }
    return {};
  }

  Result<void> end(const JsonPath& path) override {
    if (path.size() == 2 && path[0] == "products" && m_products) {
      m_product.sku = path[1];
      auto taken = m_collector.product(m_product);
      m_product = {};
      return taken;
    }
    if (path.size() == 1 && path[0] == "products")
      m_productsDone = true;
    if (path.size() == 1 && path[0] == "terms")
      m_termsBefore = !m_productsDone;
    if (path.size() == 6 && path[0] == "terms" && path[4] == "priceDimensions" && m_collector.wanted(path[2])) {
      m_term.dimensions.push_back(std::move(m_dimension));
      m_dimension = {};
    }
    if (path.size() == 4 && path[0] == "terms" && m_collector.wanted(path[2])) {
      m_term.kind = path[1];
      m_term.sku = path[2];
      m_term.place = path.pointer();
      auto taken = m_collector.term(m_term);
      m_term = {};
      return taken;
    }
    return {};
  }

  bool termsBefore() const { return m_termsBefore && m_productsDone; }
  const std::string& offer() const { return m_offer; }
  const std::string& published() const { return m_published; }

private:
  void productValue(const JsonPath& path, std::string_view text) {
    if (path.size() == 3 && path[2] == "productFamily") {
      m_product.family = text;
    } else if (path.size() == 4 && path[2] == "attributes") {
      if (path[3] == "regionCode")
        m_product.region.clear(); // more telling than the place
      if (std::string* field = m_product.attribute(path[3]))
        *field = text;
    }
  }

  // terms/KIND/SKU/OFFER/effectiveDate, …/termAttributes/NAME, …/priceDimensions/RATE/NAME, …/pricePerUnit/USD
  void termValue(const JsonPath& path, std::string_view text) {
    if (!m_collector.wanted(path[2]))
      return;
    const std::string& what = path[4];
    if (path.size() == 5 && what == "effectiveDate") {
      m_term.effective = text;
    } else if (path.size() == 6 && what == "termAttributes") {
      if (path[5] == "LeaseContractLength")
        m_term.lease = text;
      else if (path[5] == "PurchaseOption")
        m_term.purchase = text;
      else if (path[5] == "OfferingClass")
        m_term.offering = text;
    } else if (path.size() == 7 && what == "priceDimensions") {
      const std::string& name = path[6];
      if (name == "beginRange" || name == "startingRange")
        m_dimension.begin = text;
      else if (name == "endRange" || name == "endingRange")
        m_dimension.end = text;
      else if (name == "unit")
        m_dimension.unit = text;
    } else if (path.size() == 8 && what == "priceDimensions" && path[6] == "pricePerUnit") {
      // Of several currencies the one that bills are in.
      if (m_dimension.currency == "USD")
        return;
      m_dimension.currency = path[7];
      m_dimension.price = text;
    }
  }

  OfferCollector& m_collector;
  bool m_products = true; // false: products are known already
  bool m_productsDone = false;
  bool m_termsBefore = false;
  std::string m_offer;
  std::string m_published;
  OfferProduct m_product;
  OfferTerm m_term;
  OfferDimension m_dimension;
};

} // namespace

Result<PriceImport> readOfferJson(std::istream& in, const std::string& fileName, const std::string& region) {
  OfferCollector collector(fileName, region);
  OfferVisitor first(collector, true);
  if (auto walked = walkJson(in, fileName, first); !walked)
    return failure(walked.error());
  if (first.termsBefore()) {
    in.clear();
    in.seekg(0);
    OfferVisitor again(collector, false);
    if (auto walked = walkJson(in, fileName, again); !walked)
      return failure(walked.error());
  }
  auto import = collector.take();
  if (!import)
    return import;
  import->kind = "AWS Price List, " + first.offer();
  import->date = first.published();
  return import;
}

} // namespace coldframe
