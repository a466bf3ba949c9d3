#include "sim/price/import/price_import.h"

#include "sim/json/document.h"
#include "sim/json/reader.h"
#include "sim/json/write.h"
#include "sim/price/import/aws_regions.h"
#include "sim/price/import/read_formats.h"

#include <algorithm>
#include <istream>
#include <tuple>

namespace coldframe {

namespace {

constexpr std::size_t kMostGroups = 1000;
constexpr std::size_t kPeeked = 4096;
constexpr std::string_view kImported = "imported"; // key of the source of imported rows

// Whether the import has this price, so that the base's is not taken.
bool isImported(const PriceImport& import, const PriceRow& row) {
  return std::ranges::any_of(import.rows, [&row](const PriceRow& other) { return other.priced() == row.priced(); });
}

} // namespace

void ImportLeftovers::add(const std::string& group, std::string_view reason) {
  std::pair<std::string, std::string> key{group.empty() ? "(no group)" : group, reason};
  if (m_all.size() >= kMostGroups && !m_all.contains(key))
    key = {"others", std::string()};
  ++m_all[std::move(key)];
}

Result<PriceImport> importPrices(std::istream& in, const std::string& fileName, const std::string& region) {
  if (!region.empty() && awsRegionCode(region).empty())
    return failure(ErrorKind::Usage, "--region: there is no region \"" + region + "\"");
  std::string head(kPeeked, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  in.clear();
  in.seekg(0);
  const std::size_t begin = head.find_first_not_of(" \t\r\n");
  const auto has = [&head](std::string_view text) { return head.find(text) != std::string::npos; };
  const std::string code = awsRegionCode(region);
  if (begin != std::string::npos && head[begin] == '[')
    return readInstanceList(in, fileName, code);
  if (begin != std::string::npos && head[begin] == '{')
    return has("\"formatVersion\"") || has("\"offerCode\"") || has("\"products\"")
               ? readOfferJson(in, fileName, code)
               : readCalculatorMap(in, fileName, code);
  if (has("FormatVersion") || has("SKU"))
    return readOfferCsv(in, fileName, code);
  Problem problem;
  problem.what = "this is not a price file";
  problem.file = fileName;
  problem.expectation = "an AWS offer file (JSON or CSV), the calculator's Lambda map, or instances.json";
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

Result<PriceBook> bookFrom(const PriceImport& import, const PriceBook& base, const std::string& name,
                           const std::string& date) {
  PriceBook book = base;
  const bool sameRegion = base.region == import.region;
  book.name = name;
  book.date = date;
  book.provider = "aws";
  book.region = import.region;
  book.description = import.kind + (import.date.empty() ? "" : " of " + import.date) + ", " + import.region +
                     (sameRegion ? "; the rest from " : "; rules from ") + base.exactName();
  book.sources[std::string(kImported)] =
      import.kind + ", " + import.region + (import.date.empty() ? "" : ", published " + import.date);
  if (sameRegion)
    std::erase_if(book.rows, [&import](const PriceRow& row) { return isImported(import, row); });
  else
    book.rows.clear();
  for (PriceRow row : import.rows) {
    row.source = kImported;
    book.rows.push_back(std::move(row));
  }
  for (FreeGrant grant : import.freeGrants) {
    std::erase_if(book.freeGrants, [&grant](const FreeGrant& other) { return other.item == grant.item; });
    grant.source = kImported;
    book.freeGrants.push_back(std::move(grant));
  }
  // What a reader of books refuses must not leave here either.
  const JsonDocument written(toJson(book), book.exactName());
  auto read = readPriceBook(written);
  if (!read) {
    Error error = read.error();
    for (Problem& problem : error.problems)
      problem.file = "the imported book " + book.exactName();
    return failure(std::move(error));
  }
  return read;
}

} // namespace coldframe
