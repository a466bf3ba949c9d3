// The commands about money: bill; prices list, show, diff, import.
#include "app/cli/book_source.h"
#include "app/cli/command_call.h"
#include "app/cli/commands.h"
#include "app/cli/scenario_source.h"
#include "app/cli/version.h"
#include "sim/json/write.h"
#include "sim/price/import/price_import.h"
#include "sim/price/usage_document.h"
#include "sim/report/bill_report.h"
#include "sim/report/price_list_text.h"
#include "sim/report/price_report.h"
#include "sim/report/render.h"
#include "sim/scenario/sha256.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>

namespace coldframe::cli {

namespace {

Result<BillOptions> billOptions(const Arguments& arguments) {
  BillOptions options;
  options.freeGrant = arguments.has("free-grant");
  if (arguments.has("month")) {
    const auto month = parseDuration(arguments.text("month"));
    if (!month)
      return failure(ErrorKind::Usage, "--month: " + month.error().text());
    if (*month < kLeastMonth || *month > kMostMonth)
      return failure(ErrorKind::Usage, "--month: a month has at least " + writeDuration(kLeastMonth) + " and at most " +
                                           writeDuration(kMostMonth) + " (got \"" + arguments.text("month") + "\")");
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
  return call.finish(renderList(table, call.format(), "coldframe.price-book-list/1", version()));
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
  return call.finish(renderList(table, call.format(), "coldframe.usage-list/1", version()));
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
  const std::string head = found->name.name + " · " + found->book.provider + " " + found->book.region + "\n" +
                           found->book.description + "\n\n";
  if (call.format() == OutputFormat::Table)
    return call.finish(head + renderPriceList(found->book, filter));
  std::string text = head + list;
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

// The newest book of the region, or else the rules of the one that has most of them.
Result<NamedBook> importBase(CommandCall& call, const Catalogue& catalogue, const PriceImport& import,
                             const std::string& date) {
  if (call.arguments().has("base"))
    return findBook(call.arguments().text("base"), catalogue, call.in());
  auto own = findBook("aws-" + import.region + "@" + date, catalogue, call.in());
  return own ? own : findBook("aws-us-east-1@" + date, catalogue, call.in());
}

// What the file had beyond the book, most of it first.
void reportLeftovers(CommandCall& call, const PriceImport& import) {
  using Entry = std::pair<std::int64_t, std::string>;
  std::vector<Entry> entries;
  for (const auto& [key, count] : import.leftovers.all())
    entries.emplace_back(count, key.first + (key.second.empty() ? "" : ": " + key.second));
  std::ranges::stable_sort(entries, std::greater(), &Entry::first);
  constexpr std::size_t kShown = 20;
  for (std::size_t i = 0; i < std::min(kShown, entries.size()); ++i)
    call.warn("not taken: " + std::to_string(entries[i].first) + " of " + entries[i].second);
  if (entries.size() > kShown) {
    std::int64_t more = 0;
    for (std::size_t i = kShown; i < entries.size(); ++i)
      more += entries[i].first;
    call.warn("not taken: " + std::to_string(more) + " more of " + std::to_string(entries.size() - kShown) +
              " other kinds");
  }
}

int runPricesImport(CommandCall& call) {
  const std::string file = call.arguments().text("FILE");
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file))
    return call.fail(makeError(ErrorKind::Input, file + ": this file cannot be read"));
  const auto import = importPrices(in, file, call.arguments().text("region"));
  if (!import)
    return call.fail(import.error());
  const auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return call.fail(catalogue.error());

  const std::string as = call.arguments().text("as", "aws-" + import->region + "@" + import->date);
  const std::size_t at = as.find('@');
  if (at == std::string::npos || at == 0 || at + 1 == as.size())
    return call.fail(makeError(ErrorKind::Usage, call.arguments().has("as")
                                                     ? "--as: NAME@DATE is due, e.g. aws-us-east-1@2026-10"
                                                     : file + " has no date of its own: say --as NAME@DATE"));
  const std::string date = as.substr(at + 1);
  const auto base = importBase(call, *catalogue, *import, date);
  if (!base)
    return call.fail(base.error());
  const auto book = bookFrom(*import, base->book, as.substr(0, at), date);
  if (!book)
    return call.fail(book.error());
  call.warn(import->kind + ", " + import->region + ": " + std::to_string(import->rows.size()) + " prices and " +
            std::to_string(import->freeGrants.size()) + " free grants taken into " + book->exactName() +
            (base->book.region == import->region ? "; the rest is from " : "; only the rules are from ") +
            base->name.name);
  reportLeftovers(call, *import);
  return call.finish(writeJson(toJson(*book)) + "\n");
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
      {.words = {"prices", "import"},
       .summary = "Make a dated price book from a provider's public price file",
       .description = "Reads the AWS Price List's bulk offer files of Lambda and EC2 (JSON or CSV, gigabytes too), the "
                      "Lambda map of the AWS calculator and instances.json of ec2instances.info. Rounding rules and "
                      "whatever the file does not price are from the base book. What the file has beyond that is "
                      "counted on standard error. With -o the old file stays as it is until the new one is whole.",
       .arguments = {{.name = "FILE", .kind = WordKind::File, .help = "The price file"}},
       .options = {{.name = "as",
                    .value = "NAME@DATE",
                    .help = "What the book is called; aws-REGION@ and the day of publication when left out"},
                   {.name = "region", .value = "REGION", .help = "Of a file of many regions, e.g. eu-west-1"},
                   {.name = "base",
                    .value = "NAME@DATE",
                    .kind = WordKind::Prices,
                    .help = "The book for rules and other prices; the region's own when left out"}},
       .run = runPricesImport},
  };
}

} // namespace coldframe::cli
