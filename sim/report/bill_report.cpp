#include "sim/report/bill_report.h"

#include "sim/json/write.h"
#include "sim/report/comparison_explanation.h"
#include "sim/report/price_words.h"
#include "sim/units/format.h"

#include <algorithm>

namespace coldframe {

namespace {

std::string shownAmount(const BillLine& line, bool invoice) {
  if (!line.priced)
    return "no price";
  return invoice ? exactMoney(line.invoiceAmount()) : exactMoney(line.amount);
}

Money shownTotal(const Bill& bill, bool invoice) {
  return invoice ? bill.invoiceTotal() : bill.total();
}

// What the line rests on, for people: the tier where there are several, the rule, and what is doubtful.
std::string notes(const BillLine& line) {
  std::string text = line.rule;
  if (!line.priced)
    return text;
  if (!line.verified)
    text += std::string(text.empty() ? "" : "; ") + "unverified";
  return text;
}

// What is missing from a total, beside it: a bill that lacks prices is not a cheap one.
std::string unpricedBeside(const Bill& bill) {
  const auto lines = std::ranges::count(bill.lines, false, &BillLine::priced);
  if (lines == 0)
    return {};
  return " and " + showCounted(lines, "line") + " not priced";
}

std::string headline(const PricedUsage& priced, const BillOfBook& of) {
  std::string text = (priced.name.empty() ? "Usage without a name" : priced.name) + " · prices " + of.book.name +
                     " · month of " + showCount(of.bill.options.month.inHours()) + " h";
  text += of.bill.options.freeGrant ? " · free grant used" : " · no free grant";
  return text + (priced.invoice ? " · as invoiced" : "");
}

std::vector<std::string> totals(const PricedUsage& priced, const Bill& bill) {
  const auto money = [&](Money total) { return exactMoney(total); };
  std::vector<std::string> sentences;
  sentences.push_back("Total: " + money(shownTotal(bill, priced.invoice)) + unpricedBeside(bill) +
                      (priced.invoice ? " (exactly " + exactMoney(bill.total()) + ")"
                                      : " (as an invoice prints it: " + exactMoney(bill.invoiceTotal()) + ")"));
  sentences.push_back("Without the free grant " + money(bill.withoutFreeGrant) + ", with it " +
                      money(bill.withFreeGrant) + ".");
  const auto doubtful = std::count_if(bill.lines.begin(), bill.lines.end(),
                                      [](const BillLine& line) { return line.priced && !line.verified; });
  if (doubtful > 0)
    sentences.push_back("Unverified: " + showCounted(doubtful, "line rests", "lines rest") +
                        " on prices that were recalled, or looked up for another date.");
  for (const std::string& warning : bill.warnings)
    sentences.push_back("Cannot be: " + warning + ".");
  for (const std::string& item : bill.unpriced())
    sentences.push_back("Not in the total: " + item + ", for which the book has no price.");
  return sentences;
}

// The totals of several books side by side.
Table booksTable(const PricedUsage& priced) {
  Table table;
  table.name = "bills";
  table.columns = {{"book", "prices", "", Align::Left, true},
                   {"total_usd", "total", "USD", Align::Right, true},
                   {"without_free_grant_usd", "without free grant", "USD", Align::Right, true},
                   {"with_free_grant_usd", "with free grant", "USD", Align::Right, true}};
  for (const BillOfBook& of : priced.bills) {
    const auto cell = [&of](Money money) {
      return Cell::number(money.inUsd(), "$" + groupedDigits(money.decimal(2)) + unpricedBeside(of.bill));
    };
    table.addRow({Cell::text(of.book.name), cell(shownTotal(of.bill, priced.invoice)), cell(of.bill.withoutFreeGrant),
                  cell(of.bill.withFreeGrant)});
  }
  return table;
}

JsonNode billJson(const BillOfBook& of, bool explain) {
  const Bill& bill = of.bill;
  JsonNode node = JsonNode::object();
  JsonNode book = JsonNode::object();
  book.add("name", JsonNode::string(of.book.name));
  book.add("sha256", JsonNode::string(of.book.sha256));
  node.add("prices", std::move(book));
  node.add("month_hours", JsonNode::number(bill.options.month.inHours()));
  node.add("free_grant", JsonNode::boolean(bill.options.freeGrant));
  node.add("total_usd", JsonNode::string(bill.total().decimal()));
  node.add("invoice_total_usd", JsonNode::string(bill.invoiceTotal().decimal(2)));
  node.add("without_free_grant_usd", JsonNode::string(bill.withoutFreeGrant.decimal()));
  node.add("with_free_grant_usd", JsonNode::string(bill.withFreeGrant.decimal()));
  JsonNode unpriced = JsonNode::array();
  for (const std::string& item : bill.unpriced())
    unpriced.append(JsonNode::string(item));
  node.add("unpriced", std::move(unpriced));
  JsonNode warnings = JsonNode::array();
  for (const std::string& warning : bill.warnings)
    warnings.append(JsonNode::string(warning));
  node.add("warnings", std::move(warnings));
  node.add("lines", billLinesJson(bill, true));
  if (explain)
    node.add("explanations", explanationsJson({explainBill(bill, "total", of.book)}));
  return node;
}

std::string renderJson(const PricedUsage& priced, bool explain, const std::string& programVersion) {
  JsonNode root = JsonNode::object();
  root.add("schema", JsonNode::string("coldframe.bill/1"));
  root.add("version", JsonNode::string(programVersion));
  JsonNode usage = JsonNode::object();
  usage.add("name", JsonNode::string(priced.name));
  usage.add("sha256", JsonNode::string(priced.usageHash));
  root.add("usage", std::move(usage));
  JsonNode bills = JsonNode::array();
  for (const BillOfBook& of : priced.bills)
    bills.append(billJson(of, explain));
  root.add("bills", std::move(bills));
  return writeJson(root) + "\n";
}

// One table for a spreadsheet: the lines of all books, each with its book.
std::string renderLinesCsv(const PricedUsage& priced) {
  Table all;
  for (const BillOfBook& of : priced.bills) {
    Table table = billTable(of.bill, priced.invoice);
    table.columns.insert(table.columns.begin(), {"prices", "prices", "", Align::Left, true});
    if (all.columns.empty())
      all.columns = table.columns;
    for (std::vector<Cell>& row : table.rows) {
      row.insert(row.begin(), Cell::text(of.book.name));
      all.addRow(std::move(row));
    }
  }
  return renderCsv(all);
}

} // namespace

JsonNode billLinesJson(const Bill& bill, bool sources) {
  JsonNode list = JsonNode::array();
  for (const BillLine& line : bill.lines) {
    JsonNode node = JsonNode::object();
    node.add("item", JsonNode::string(line.item));
    node.add("quantity", JsonNode::string(line.quantity));
    node.add("unit", JsonNode::string(line.unit));
    node.add("unit_price", JsonNode::string(line.unitPrice.decimal()));
    node.add("amount", JsonNode::string(line.amount.decimal()));
    node.add("tier", JsonNode::integer(line.tier));
    node.add("rule", JsonNode::string(line.rule));
    if (sources) {
      node.add("source", JsonNode::string(line.source));
      node.add("priced", JsonNode::boolean(line.priced));
    }
    node.add("verified", JsonNode::boolean(line.verified));
    list.append(std::move(node));
  }
  return list;
}

Table billTable(const Bill& bill, bool invoice) {
  Table table;
  table.name = "lines";
  table.columns = {{"item", "item", "", Align::Left, true},
                   {"quantity", "quantity", "", Align::Right, true},
                   {"unit", "", "", Align::Left, true},
                   {"unit_price_usd", "unit price", "USD", Align::Right, true},
                   {"amount_usd", "amount", "USD", Align::Right, true},
                   {"tier", "tier", "", Align::Right, true},
                   {"rule", "how it came about", "", Align::Left, true},
                   {"source", "source of the price", "", Align::Left, false},
                   {"verified", "verified", "", Align::Left, false}};
  for (const BillLine& line : bill.lines) {
    const Money amount = invoice ? line.invoiceAmount() : line.amount;
    const std::string price = line.unitPrice.decimal();
    table.addRow({Cell::text(line.item), Cell{line.quantity, groupedDigits(line.quantity)}, Cell::text(line.unit),
                  line.priced ? Cell{price, exactMoney(line.unitPrice)} : Cell::none("no price"),
                  line.priced ? Cell{amount.decimal(), shownAmount(line, invoice)} : Cell::none("no price"),
                  line.tier > 0 ? Cell::whole(line.tier, std::to_string(line.tier)) : Cell::none(),
                  Cell{line.rule, notes(line)}, Cell::text(line.source),
                  Cell::flag(line.verified, line.verified ? "yes" : "no")});
  }
  return table;
}

std::string renderBills(const PricedUsage& priced, OutputFormat format, bool explain,
                        const std::string& programVersion) {
  if (format == OutputFormat::Json)
    return renderJson(priced, explain, programVersion);
  if (format == OutputFormat::Csv)
    return renderLinesCsv(priced);
  const bool markdown = format == OutputFormat::Markdown;
  const auto write = [&](const Table& table) { return markdown ? renderMarkdown(table) + "\n" : renderText(table); };
  std::string out;
  if (priced.bills.size() > 1)
    out += write(booksTable(priced)) + (markdown ? "" : "\n");
  for (std::size_t i = 0; i < priced.bills.size(); ++i) {
    const BillOfBook& of = priced.bills[i];
    out += i > 0 ? "\n" : "";
    out += (markdown ? "**" + headline(priced, of) + "**\n" : headline(priced, of)) + "\n";
    out += write(billTable(of.bill, priced.invoice));
    for (const std::string& sentence : totals(priced, of.bill))
      out += (markdown ? "- " : "") + sentence + "\n";
    if (explain) {
      const Explanation explanation = explainBill(of.bill, "total", of.book);
      out += "\n" + (markdown ? renderMarkdown(explanation) : renderText(explanation));
    }
  }
  return out;
}

} // namespace coldframe
