// The CSV form of an offer file: five rows about the file, a header, then a row for each price with all that is said of
// its product. Rows of one term follow each other.
#include "sim/price/import/offer_collector.h"
#include "sim/price/import/read_formats.h"

#include <algorithm>
#include <istream>
#include <set>

namespace coldframe {

namespace {

constexpr std::size_t kMostRowBytes = 1 << 20;

// RFC 4180: quotes around a field, two of them for one inside, line ends inside quotes.
class CsvRows {
public:
  explicit CsvRows(std::istream& in) : m_in(*in.rdbuf()) {}

  // False at the end of the file.
  bool next(std::vector<std::string>& fields) {
    fields.assign(1, {});
    constexpr int kEnd = std::char_traits<char>::eof();
    bool quoted = false;
    bool any = false;
    std::size_t bytes = 0;
    ++m_row;
    for (int c = m_in.sbumpc(); c != kEnd; c = m_in.sbumpc()) {
      any = true;
      if (++bytes > kMostRowBytes)
        m_tooLong = true;
      if (m_tooLong)
        return false;
      if (c == '"') {
        if (quoted && m_in.sgetc() == '"')
          fields.back() += static_cast<char>(m_in.sbumpc());
        else
          quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.emplace_back();
      } else if (c == '\n' && !quoted) {
        return true;
      } else if (c != '\r' || quoted) {
        fields.back() += static_cast<char>(c);
      }
    }
    m_cutOff = quoted;
    return any && !quoted;
  }

  std::int64_t row() const { return m_row; }
  bool tooLong() const { return m_tooLong; }
  bool cutOff() const { return m_cutOff; }

private:
  std::streambuf& m_in;
  std::int64_t m_row = 0;
  bool m_tooLong = false;
  bool m_cutOff = false;
};

class OfferTable {
public:
  OfferTable(OfferCollector& collector, const std::vector<std::string>& header) : m_collector(collector) {
    m_header = header;
  }

  bool hasColumn(std::string_view name) const {
    return std::find(m_header.begin(), m_header.end(), name) != m_header.end();
  }

  Result<void> row(const std::vector<std::string>& fields, std::int64_t number) {
    OfferProduct product;
    OfferTerm term;
    OfferDimension dimension;
    std::string offer;
    for (std::size_t i = 0; i < fields.size() && i < m_header.size(); ++i)
      if (std::string* field = fieldOf(m_header[i], product, term, dimension, offer))
        *field = fields[i];
    if (!m_known.contains(product.sku)) {
      if (auto taken = m_collector.product(product); !taken)
        return taken;
      if (!m_collector.wanted(product.sku))
        return {};
      m_known.insert(product.sku);
    }
    term.sku = product.sku;
    term.place = "row " + std::to_string(number);
    if (m_term.sku != term.sku || m_offer != offer) {
      if (auto taken = flush(); !taken)
        return taken;
      m_term = term;
      m_offer = offer;
    }
    m_term.dimensions.push_back(std::move(dimension));
    return {};
  }

  Result<void> flush() {
    auto taken = m_term.sku.empty() ? Result<void>() : m_collector.term(m_term);
    m_term = {};
    return taken;
  }

private:
  static std::string* fieldOf(const std::string& name, OfferProduct& product, OfferTerm& term,
                              OfferDimension& dimension, std::string& offer) {
    const std::pair<std::string_view, std::string*> fields[] = {
        {"SKU", &product.sku},
        {"OfferTermCode", &offer},
        {"Product Family", &product.family},
        {"TermType", &term.kind},
        {"EffectiveDate", &term.effective},
        {"LeaseContractLength", &term.lease},
        {"PurchaseOption", &term.purchase},
        {"OfferingClass", &term.offering},
        {"StartingRange", &dimension.begin},
        {"EndingRange", &dimension.end},
        {"Unit", &dimension.unit},
        {"PricePerUnit", &dimension.price},
        {"Currency", &dimension.currency},
    };
    for (const auto& [key, field] : fields)
      if (key == name)
        return field;
    return product.attribute(name);
  }

  OfferCollector& m_collector;
  std::vector<std::string> m_header;
  std::set<std::string> m_known; // wanted products seen
  OfferTerm m_term;              // whose rows are being read
  std::string m_offer;
};

tl::unexpected<Error> wrong(const std::string& fileName, std::string what, std::int64_t row) {
  Problem problem;
  problem.what = std::move(what);
  problem.file = fileName;
  problem.pointer = "row " + std::to_string(row);
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

} // namespace

Result<PriceImport> readOfferCsv(std::istream& in, const std::string& fileName, const std::string& region) {
  CsvRows rows(in);
  std::vector<std::string> fields;
  std::string offer;
  std::string published;
  bool header = false;
  while (!header && rows.next(fields)) {
    if (fields.size() > 1 && fields[0] == "OfferCode")
      offer = fields[1];
    else if (fields.size() > 1 && fields[0] == "Publication Date")
      published = fields[1].substr(0, 10);
    header = fields.front() == "SKU";
  }
  OfferCollector collector(fileName, region);
  OfferTable table(collector, fields);
  for (const std::string_view column : {"SKU", "TermType", "PricePerUnit", "Currency", "Unit"})
    if (!header || !table.hasColumn(column))
      return wrong(fileName, "no header with a column \"" + std::string(column) + "\"", rows.row());
  const std::size_t columns = fields.size();
  while (rows.next(fields)) {
    if (fields.size() != columns)
      return wrong(fileName, "another number of fields than the header has", rows.row());
    if (auto taken = table.row(fields, rows.row()); !taken)
      return failure(taken.error());
  }
  if (rows.tooLong() || rows.cutOff())
    return wrong(fileName, rows.cutOff() ? "the text ends too early" : "this row is too long", rows.row());
  if (auto taken = table.flush(); !taken)
    return failure(taken.error());
  auto import = collector.take();
  if (!import)
    return import;
  import->kind = "AWS Price List, " + offer;
  import->date = published;
  return import;
}

} // namespace coldframe
