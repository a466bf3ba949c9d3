#include "sim/report/price_report.h"

#include "sim/report/price_words.h"
#include "sim/usage/usage_names.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace coldframe {

namespace {

template <class E>
std::string wordOf(E value) {
  return std::string(nameOf(value));
}

std::string tierOf(const PriceRow& row) {
  if (!row.from && !row.to)
    return {};
  const std::string from = row.from ? writeUnitQuantity(*row.from) : "0";
  return row.to ? "from " + from + " to " + writeUnitQuantity(*row.to) : "over " + from;
}

// The key by which rows of two books are the same price; tiers by where they begin. Books from before there was a
// choice of architecture mean x86.
auto keyOf(const PriceRow& given) {
  PriceRow row = given;
  if (infoOf(row.item).byArchitecture && !row.arch)
    row.arch = Architecture::X86;
  return std::make_tuple(std::string(infoOf(row.item).name), priceKind(row),
                         row.from ? row.from->base : Money::Atto{0});
}

// The rules of a book by name; what one name says twice stands together.
std::map<std::string, std::string> rulesByName(const PriceBook& book) {
  std::map<std::string, std::string> rules;
  for (const PriceRule& rule : priceRules(book)) {
    std::string& value = rules[rule.name];
    value += (value.empty() ? "" : "; ") + rule.value;
  }
  return rules;
}

void addRuleDifferences(const PriceBook& a, const PriceBook& b, Table& table) {
  std::map<std::string, std::pair<std::string, std::string>> both;
  for (const auto& [name, value] : rulesByName(a))
    both[name].first = value;
  for (const auto& [name, value] : rulesByName(b))
    both[name].second = value;
  const auto cell = [](const std::string& value) { return value.empty() ? Cell::none() : Cell::text(value); };
  for (const auto& [name, values] : both)
    if (values.first != values.second)
      table.addRow({Cell::text("rule"), Cell::text(name), Cell::text(""), Cell::text(""), cell(values.first),
                    cell(values.second), Cell::none()});
}

Column column(const char* key, const char* title, Align align = Align::Left) {
  return {key, title, "", align, true};
}

} // namespace

Table priceTable(const PriceBook& book, const std::string& filter) {
  Table table;
  table.name = "prices";
  table.columns = {column("item", "key"),
                   column("label", "item"),
                   column("kind", "of"),
                   column("tier", "tier"),
                   column("price", "price", Align::Right),
                   column("effective", "since"),
                   column("effective_to", "until"),
                   column("tag", "known"),
                   column("source", "source")};
  std::vector<const PriceRow*> rows;
  for (const PriceRow& row : book.rows)
    if (isPriceShown(row, filter))
      rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const PriceRow* a, const PriceRow* b) { return a->item < b->item; });
  for (const PriceRow* row : rows)
    table.addRow({Cell::text(std::string(infoOf(row->item).name)), Cell::text(priceLabel(book, row->item)),
                  Cell::text(priceKind(*row)), Cell::text(tierOf(*row)), Cell::text(writeUnitPrice(row->price)),
                  Cell::text(row->effective), Cell::text(row->effectiveTo), Cell::text(wordOf(row->tag)),
                  Cell::text(book.sourceText(row->source))});
  return table;
}

Table priceRuleTable(const PriceBook& book) {
  Table table;
  table.name = "rules";
  table.columns = {column("rule", "rule"), column("value", "value"), column("tag", "known"),
                   column("source", "source")};
  for (const PriceRule& rule : priceRules(book))
    table.addRow({Cell::text(rule.name), Cell::text(rule.value), Cell::text(wordOf(rule.tag)),
                  Cell::text(book.sourceText(rule.source))});
  return table;
}

Table priceDifference(const PriceBook& a, const PriceBook& b) {
  Table table;
  table.name = "differences";
  table.columns = {column("item", "key"),
                   column("label", "item"),
                   column("kind", "of"),
                   column("tier", "tier"),
                   column("before", "before", Align::Right),
                   column("after", "after", Align::Right),
                   column("change", "change", Align::Right)};
  std::map<decltype(keyOf(PriceRow{})), std::pair<const PriceRow*, const PriceRow*>> both;
  for (const PriceRow& row : a.rows)
    both[keyOf(row)].first = &row;
  for (const PriceRow& row : b.rows)
    both[keyOf(row)].second = &row;
  for (const auto& [key, rows] : both) {
    const auto [before, after] = rows;
    if (before && after && before->price == after->price && tierOf(*before) == tierOf(*after))
      continue;
    const PriceRow& shown = after ? *after : *before;
    Cell change = Cell::none();
    if (before && after && before->price.unit == after->price.unit && before->price.price > Money() &&
        before->price != after->price) {
      const double ratio = after->price.price.inUsd() / before->price.price.inUsd() - 1;
      const Money percent = Money::atto(static_cast<Money::Atto>(ratio * 100 * 1e18));
      change = Cell::number(ratio, (ratio > 0 ? "+" : "") + percent.decimal(1) + " %");
    }
    table.addRow({Cell::text(std::get<0>(key)), Cell::text(priceLabel(b, shown.item)), Cell::text(priceKind(shown)),
                  Cell::text(tierOf(shown)), before ? Cell::text(writeUnitPrice(before->price)) : Cell::none(),
                  after ? Cell::text(writeUnitPrice(after->price)) : Cell::none(), std::move(change)});
  }
  addRuleDifferences(a, b, table);
  return table;
}

} // namespace coldframe
