#include "sim/price/price_book.h"

#include "sim/json/reader.h"
#include "sim/price/price_usage.h"
#include "sim/units/parse.h"
#include "sim/usage/usage_names.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace coldframe {

namespace {

constexpr std::string_view kSchema = "coldframe.prices/1";

const JsonNode& member(const JsonNode& node, std::string_view name) {
  const JsonNode* found = node.find(name);
  return found != nullptr ? *found : node;
}

// "2017", "2017-05" or "2017-05-30".
bool isDate(const std::string& text) {
  std::string whole = text;
  if (whole.size() == 4)
    whole += "-01";
  if (whole.size() == 7)
    whole += "-01";
  return whole.size() == 10 && parseInstant(whole).has_value();
}

std::string nameOfRow(const PriceRow& row) {
  std::string name(infoOf(row.item).name);
  if (row.arch)
    name += ", " + std::string(nameOf(*row.arch));
  if (!row.type.empty())
    name += ", " + row.type;
  return name;
}

// Where the tier after this one has to begin.
std::string beginAfter(const PriceRow& row) {
  return row.to ? "\"from\": \"" + writeUnitQuantity(*row.to) + "\"" : "a \"to\" in the one before";
}

// Rows of one key begin at zero and follow each other without gap or overlap; they share a unit.
void checkTiers(const PriceBook& book, Reader& reader, const JsonNode& node) {
  const JsonNode& list = member(node, "rows");
  std::vector<std::size_t> order(book.rows.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::ranges::stable_sort(order, [&book](std::size_t a, std::size_t b) {
    const PriceRow& left = book.rows[a];
    const PriceRow& right = book.rows[b];
    if (left.priced() != right.priced())
      return left.priced() < right.priced();
    return left.begin() < right.begin();
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const PriceRow& row = book.rows[order[i]];
    const JsonNode& place = list.at(order[i]);
    const bool first = i == 0 || book.rows[order[i - 1]].priced() != row.priced();
    const bool last = i + 1 == order.size() || book.rows[order[i + 1]].priced() != row.priced();
    if (last && row.to)
      reader.wrongAbout(place, "the last tier of " + nameOfRow(row) + " has an end", "no \"to\"");
    if (first) {
      if (row.begin() != 0)
        reader.wrongAbout(place, "the tiers of " + nameOfRow(row) + " do not begin at zero");
      continue;
    }
    const PriceRow& before = book.rows[order[i - 1]];
    if (before.begin() == row.begin())
      reader.wrongAbout(place, "there is another price of " + nameOfRow(row) + " for the same tier");
    else if (!before.to || before.to->base > row.begin())
      reader.wrongAbout(place, "this tier of " + nameOfRow(row) + " overlaps the one before", beginAfter(before));
    else if (before.to->base < row.begin())
      reader.wrongAbout(place, "there is a gap between this tier of " + nameOfRow(row) + " and the one before",
                        beginAfter(before));
    if (before.price.unit != row.price.unit)
      reader.wrongAbout(place, "the tiers of " + nameOfRow(row) + " have different units");
  }
}

// A shortened date stands for all of its days: "2017-11" neither ends before nor begins after "2017-11-12".
bool isBefore(const std::string& left, const std::string& right) {
  const std::size_t common = std::min(left.size(), right.size());
  return left.compare(0, common, right, 0, common) < 0;
}

// The dates of a row: the price is in force at the book's date, and ends after it began.
void checkDates(const PriceRow& row, const std::string& date, Reader& reader, const JsonNode& node) {
  const char* expected = "an ISO 8601 date, whole or shortened: \"2017-11\"";
  if (!row.effective.empty() && !isDate(row.effective)) {
    reader.wrong(member(node, "effective"), "this is not a date", expected);
    return;
  }
  if (!row.effectiveTo.empty() && !isDate(row.effectiveTo)) {
    reader.wrong(member(node, "effective_to"), "this is not a date", expected);
    return;
  }
  if (!row.effective.empty() && !date.empty() && isBefore(date, row.effective))
    reader.wrong(member(node, "effective"), "this price is not in force yet at the book's date", "not after " + date);
  if (row.effectiveTo.empty())
    return;
  if (!row.effective.empty() && isBefore(row.effectiveTo, row.effective))
    reader.wrong(member(node, "effective_to"), "this price ends before it begins", "not before \"effective\"");
  else if (!date.empty() && isBefore(row.effectiveTo, date))
    reader.wrong(member(node, "effective_to"), "this price is not in force any more at the book's date",
                 "not before " + date);
}

template <class Stated>
void eachItemOnce(const std::vector<Stated>& list, std::string_view name, const std::string& word, Reader& reader,
                  const JsonNode& node) {
  std::set<PriceItem> seen;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!seen.insert(list[i].item).second)
      reader.wrongAbout(member(node, name).at(i), "there is another " + word + " of this item");
}

void checkBook(const PriceBook& book, Reader& reader, const JsonNode& node) {
  if (book.schema != kSchema)
    reader.wrong(member(node, "schema"), "not a price book of this version", "\"" + std::string(kSchema) + "\"");
  if (book.name.empty() || book.name.find('@') != std::string::npos)
    reader.wrong(member(node, "name"), "this is not the name of a book", "a text without \"@\"; the date stands apart");
  if (book.rows.empty())
    reader.wrongAbout(member(node, "rows"), "a book without a price");
  if (book.currency != "USD")
    reader.wrong(member(node, "currency"), "amounts are in USD", "\"USD\"");
  if (!book.date.empty() && !isDate(book.date))
    reader.wrong(member(node, "date"), "this is not a date", "an ISO 8601 date, whole or shortened: \"2017-11\"");
  for (std::size_t i = 0; i < book.rows.size(); ++i)
    checkDates(book.rows[i], book.date, reader, member(node, "rows").at(i));
  for (const auto& [item, label] : book.labels)
    if (std::ranges::find(kPriceItems, item, &PriceItemInfo::name) == kPriceItems.end())
      reader.wrongAbout(member(member(node, "labels"), item), "there is no item of this name");
  eachItemOnce(book.freeGrants, "free_grants", "free grant", reader, node);
  eachItemOnce(book.instanceFees, "instance_fees", "fee", reader, node);
  eachItemOnce(book.requestUnits, "request_units", "unit", reader, node);
  eachItemOnce(book.timeRules, "time_rules", "rule", reader, node);
  eachItemOnce(book.capacityUnits, "capacity_units", "rule", reader, node);
  for (std::size_t i = 0; i < book.discounts.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (book.discounts[i].item == book.discounts[j].item && book.discounts[i].purchase == book.discounts[j].purchase)
        reader.wrongAbout(member(node, "discounts").at(i), "there is another discount for buying so");
  for (std::size_t i = 0; i < book.functionRules.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const FunctionRule& rule = book.functionRules[i];
      const FunctionRule& before = book.functionRules[j];
      if (rule.provider == before.provider && rule.packaging == before.packaging &&
          rule.provisioned == before.provisioned)
        reader.wrongAbout(member(node, "function_rules").at(i), "there is another rule for the same functions");
    }
  // Rows that could not be read are not in the list, which would make gaps of its own.
  const JsonNode* rows = node.find("rows");
  if (!book.rows.empty() && rows != nullptr && rows->size() == book.rows.size())
    checkTiers(book, reader, node);
}

} // namespace

const FieldTable<PriceBook>& Fields<PriceBook>::table() {
  using B = PriceBook;
  static const FieldTable<B> fields =
      FieldTable<B>("price_book", "what a provider charges, at a date")
          .field("schema", &B::schema, {.required = true})
          .field("name", &B::name, {.help = "without the date", .required = true})
          .field("date", &B::date, {.help = "the prices in force at this date"})
          .field("provider", &B::provider, {.help = "\"aws\""})
          .field("region", &B::region, {.help = "\"us-east-1\""})
          .field("currency", &B::currency, {.help = "always USD"})
          .field("description", &B::description)
          .field("sources", &B::sources, {.help = "texts that rows name by key"})
          .field("labels", &B::labels, {.help = "what a bill calls an item"})
          .field("function_rules", &B::functionRules, {.help = "the first that fits decides"})
          .field("instance_rule", &B::instanceRule)
          .field("discounts", &B::discounts)
          .field("instance_fees", &B::instanceFees)
          .field("event_rule", &B::eventRule)
          .field("request_units", &B::requestUnits)
          .field("time_rules", &B::timeRules)
          .field("capacity_units", &B::capacityUnits)
          .field("disk_included", &B::diskIncluded)
          .field("free_grants", &B::freeGrants)
          .field("rows", &B::rows, {.help = "the prices", .required = true})
          .check(&checkBook);
  return fields;
}

const std::string& PriceBook::sourceText(const std::string& source) const {
  const auto found = sources.find(source);
  return found == sources.end() ? source : found->second;
}

std::span<const PriceRow> PriceBook::rowsOf(PriceItem item) const {
  return std::ranges::equal_range(rows, item, {}, &PriceRow::item);
}

Result<PriceBook> readPriceBook(const JsonDocument& document) {
  auto book = readJson<PriceBook>(document.root());
  if (book)
    std::ranges::stable_sort(book->rows, {}, &PriceRow::item);
  return book;
}

Result<Bill> PriceBook::price(const Usage& usage, const BillOptions& options) const {
  Result<Bill> bill = priceUsage(usage, *this, options);
  if (!bill)
    return bill;
  Error error{ErrorKind::Input, {}};
  for (const BillLine& line : bill->lines)
    if (!line.priced) {
      Problem problem;
      problem.what = "the price book " + exactName() + " has no price for " + line.item;
      problem.expectation = "another book, or one with a row for it";
      error.problems.push_back(std::move(problem));
    }
  if (!error.problems.empty())
    return failure(std::move(error));
  return bill;
}

} // namespace coldframe
