// The commands about money: bill; prices list, show, diff.
#include "app/cli/book_source.h"
#include "app/cli/command_call.h"
#include "app/cli/commands.h"
#include "app/cli/scenario_source.h"
#include "app/cli/version.h"
#include "sim/price/usage_document.h"
#include "sim/report/bill_report.h"
#include "sim/report/price_report.h"
#include "sim/report/render.h"
#include "sim/scenario/sha256.h"
#include "sim/units/parse.h"

namespace coldframe::cli {

namespace {

Result<BillOptions> billOptions(const Arguments& arguments) {
  BillOptions options;
  options.freeGrant = arguments.has("free-grant");
  if (arguments.has("month")) {
    const auto month = parseDuration(arguments.text("month"));
    if (!month)
      return failure(ErrorKind::Usage, "--month: " + month.error().text());
    if (*month <= Duration())
      return failure(ErrorKind::Usage, "--month: a month is longer than nothing");
    options.month = *month;
  }
  return options;
}

int runBill(CommandCall& call) {
  const auto options = billOptions(call.arguments());
  if (!options)
    return call.fail(options.error());
  const auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return call.fail(catalogue.error());
  const auto books = findBooks(call.arguments().text("prices"), *catalogue, call.in());
  if (!books)
    return call.fail(books.error());
  const auto text = sourceText(CatalogueKind::Usage, call.arguments().text("USAGE"), *catalogue, call.in());
  if (!text)
    return call.fail(text.error());
  const auto document = JsonDocument::parse(text->text, text->file);
  if (!document)
    return call.fail(document.error());
  auto usage = readUsageDocument(*document);
  if (!usage)
    return call.fail(usage.error());
  if (call.arguments().has("month"))
    usage->month = options->month;

  PricedUsage priced{usage->name, sha256(text->text), call.arguments().has("invoice"), {}};
  for (const NamedBook& named : *books) {
    auto bill = price(*usage, named.book, *options);
    if (!bill)
      return call.fail(bill.error());
    priced.bills.push_back({named.name, std::move(*bill)});
  }
  return call.finish(renderBills(priced, call.format(), call.explain(), version()));
}

int runPricesList(CommandCall& call) {
  const auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return call.fail(catalogue.error());
  Table table;
  table.name = "prices";
  table.columns = {{"name", "name", "", Align::Left, true},     {"provider", "provider", "", Align::Left, true},
                   {"region", "region", "", Align::Left, true}, {"rows", "prices", "", Align::Right, true},
                   {"origin", "from", "", Align::Left, true},   {"sha256", "sha256", "", Align::Left, false}};
  for (const CatalogueEntry* entry : catalogue->list(CatalogueKind::Prices)) {
    const auto found = findBook(entry->exactName(), *catalogue, call.in());
    if (!found)
      return call.fail(found.error());
    const auto rows = static_cast<std::int64_t>(found->book.rows.size());
    table.addRow({Cell::text(entry->exactName()), Cell::text(found->book.provider), Cell::text(found->book.region),
                  Cell::whole(rows, std::to_string(rows)), Cell::text(entry->origin), Cell::text(found->name.sha256)});
  }
  return call.finish(renderList(table, call.format(), "coldframe.list/1", version()));
}

int runPricesExamples(CommandCall& call) {
  const auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return call.fail(catalogue.error());
  Table table;
  table.name = "examples";
  table.columns = {{"name", "name", "", Align::Left, true},
                   {"description", "what it is", "", Align::Left, true},
                   {"origin", "from", "", Align::Left, false}};
  for (const CatalogueEntry* entry : catalogue->list(CatalogueKind::Usage)) {
    const auto text = catalogue->find(CatalogueKind::Usage, entry->exactName());
    if (!text)
      return call.fail(text.error());
    const auto document = JsonDocument::parse(text->text, text->origin);
    const auto usage = document ? readUsageDocument(*document) : failure(document.error());
    if (!usage)
      return call.fail(usage.error());
    table.addRow({Cell::text(entry->exactName()), Cell::text(usage->description), Cell::text(entry->origin)});
  }
  return call.finish(renderList(table, call.format(), "coldframe.list/1", version()));
}

int runPricesShow(CommandCall& call) {
  const auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return call.fail(catalogue.error());
  const auto found = findBook(call.arguments().text("NAME"), *catalogue, call.in());
  if (!found)
    return call.fail(found.error());
  const std::string filter = call.arguments().has("item") ? call.arguments().text("item") : std::string();
  const Table prices = priceTable(found->book, filter);
  if (prices.rows.empty())
    return call.fail(makeError(ErrorKind::Input, found->name.name + " has no price whose item or type has \"" + filter +
                                                     "\" in its name"));
  const std::string list = renderList(prices, call.format(), "coldframe.price-list/1", version());
  if (call.format() == OutputFormat::Json || call.format() == OutputFormat::Csv)
    return call.finish(list);
  std::string text = found->name.name + " · " + found->book.provider + " " + found->book.region + " · " +
                     found->book.description + "\n\n" + list;
  if (filter.empty())
    text += "\n" + renderList(priceRuleTable(found->book), call.format(), "", version());
  return call.finish(text);
}

int runPricesDiff(CommandCall& call) {
  const auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return call.fail(catalogue.error());
  const auto before = findBook(call.arguments().text("BEFORE"), *catalogue, call.in());
  const auto after = before ? findBook(call.arguments().text("AFTER"), *catalogue, call.in()) : before;
  if (!after)
    return call.fail(after.error());
  const Table table = priceDifference(before->book, after->book);
  std::string text = renderList(table, call.format(), "coldframe.price-difference/1", version());
  if (call.format() == OutputFormat::Table || call.format() == OutputFormat::Markdown)
    text = before->name.name + " → " + after->name.name + (table.rows.empty() ? ": the same prices\n" : "\n\n" + text);
  return call.finish(text);
}

ArgumentSpec bookArgument(std::string name) {
  return {.name = std::move(name),
          .kind = WordKind::Prices,
          .help = "A price book, e.g. aws-us-east-1@2017-11, or a file with one"};
}

} // namespace

std::vector<CommandSpec> priceCommands() {
  return {
      {.words = {"bill"},
       .summary = "Price a usage document: every line quantity × unit price = amount",
       .description = "The usage document states calls, provisioned environments, machines or metered quantities "
                      "(docs/formats.md). With several price books, their totals stand side by side. Both totals, "
                      "with and without the provider's free grant, are always shown.",
       .arguments = {{.name = "USAGE",
                      .kind = WordKind::Usage,
                      .help = "A usage document, the name of a shipped one, or - for standard input"}},
       .options = {{.name = "prices",
                    .value = "NAME@DATE,...",
                    .kind = WordKind::Prices,
                    .help = "The price books, with commas between",
                    .required = true},
                   {.name = "free-grant", .help = "Take off what is free each month"},
                   {.name = "invoice", .help = "Amounts as an invoice prints them: each line to cents, half up"},
                   {.name = "month",
                    .value = "LENGTH",
                    .help = "Length of the month, e.g. \"744 h\", instead of the "
                            "document's or 730 h"}},
       .run = runBill},
      {.words = {"prices", "list"}, .summary = "List the price books", .run = runPricesList},
      {.words = {"prices", "examples"},
       .summary = "List the shipped usage documents, published examples that `bill` prices",
       .run = runPricesExamples},
      {.words = {"prices", "show"},
       .summary = "Show a price book: every price with its tier, date and source, and the rules of billing",
       .description = "NAME@DATE means the newest book that is not after that date.",
       .arguments = {bookArgument("NAME")},
       .options = {{.name = "item", .value = "TEXT", .help = "Only prices whose item or type has this in its name"}},
       .run = runPricesShow},
      {.words = {"prices", "diff"},
       .summary = "Show how the prices of two books differ",
       .arguments = {bookArgument("BEFORE"), bookArgument("AFTER")},
       .run = runPricesDiff},
  };
}

} // namespace coldframe::cli
