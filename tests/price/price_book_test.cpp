#include "sim/json/write.h"
#include "sim/price/price_book.h"
#include "tests/price/price_test_support.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace coldframe::test {
namespace {

// A small book whose rows are given.
Result<PriceBook> bookWith(const std::string& rows, const std::string& more = "") {
  const std::string text =
      R"({"schema": "coldframe.prices/1", "name": "small", "date": "2020-01", )" + more + R"("rows": [)" + rows + "]}";
  const auto document = JsonDocument::parse(text, "small.json");
  if (!document)
    return failure(document.error());
  return readPriceBook(*document);
}

std::string wrongIn(const std::string& rows, const std::string& more = "") {
  const auto book = bookWith(rows, more);
  return book ? "nothing" : book.error().text();
}

std::vector<std::string> shippedBooks() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(sourceDir() / "scenarios" / "prices"))
    names.push_back(entry.path().stem().string());
  return names;
}

TEST(PriceBook, EveryShippedOneIsReadAndNamesASourceForEveryFigure) {
  const auto names = shippedBooks();
  EXPECT_GE(names.size(), 40u);
  for (const std::string& date : names) {
    const PriceBook book = shippedBook(date);
    EXPECT_EQ(book.exactName(), date);
    // Of the years before 2017 the machines of the time are known, and little else.
    const bool whole = book.provider == "aws" && book.region == "us-east-1" && book.date >= "2017";
    EXPECT_GT(book.rows.size(), whole ? 40u : 1u) << date;
    std::set<std::string> used;
    bool hasMachines = false;
    for (const PriceRow& row : book.rows) {
      used.insert(row.source);
      hasMachines = hasMachines || row.item == PriceItem::Instance;
    }
    for (const FunctionRule& rule : book.functionRules) {
      used.insert(rule.source);
      if (rule.limits)
        used.insert(rule.limits->source);
    }
    for (const FreeGrant& grant : book.freeGrants)
      used.insert(grant.source);
    for (const Discount& discount : book.discounts)
      used.insert(discount.source);
    for (const InstanceFee& fee : book.instanceFees)
      used.insert(fee.source);
    for (const RequestUnit& unit : book.requestUnits)
      used.insert(unit.source);
    for (const TimeRule& rule : book.timeRules)
      used.insert(rule.source);
    for (const CapacityUnit& unit : book.capacityUnits)
      used.insert(unit.source);
    if (book.diskIncluded)
      used.insert(book.diskIncluded->source);
    if (book.eventRule)
      used.insert(book.eventRule->source);
    EXPECT_EQ(book.instanceRule.has_value(), hasMachines) << date;
    if (book.instanceRule)
      used.insert(book.instanceRule->source);
    for (const std::string& source : used)
      EXPECT_TRUE(book.sources.contains(source)) << date << ": " << source;
    EXPECT_EQ(used.size(), book.sources.size()) << date << ": sources nobody names";
  }
}

TEST(PriceBook, WritesWhatItReads) {
  for (const std::string& date : shippedBooks()) {
    const PriceBook book = shippedBook(date);
    const std::string text = writeJson(toJson(book));
    const auto document = JsonDocument::parse(text, "again.json");
    ASSERT_TRUE(document);
    const auto again = readPriceBook(*document);
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(writeJson(toJson(*again)), text);
  }
}

// The list of 2026-07-20, type by type.
TEST(PriceBook, Of2026HasEveryInstanceOfThePublishedList) {
  const auto file = std::filesystem::path("prices") / "ec2-us-east-1-2026-07-20.csv";
  if (const std::string why = whyDataIsMissing(file); !why.empty())
    GTEST_SKIP() << why;
  const PriceBook book = shippedBook("2026-09");
  std::ifstream lines(dataDir() / file);
  std::string line;
  std::getline(lines, line);
  std::size_t compared = 0;
  while (std::getline(lines, line)) {
    const std::string type = line.substr(0, line.find(','));
    const std::string price = line.substr(line.rfind(',') + 1);
    Usage usage;
    usage.addInstance({type, PurchaseOption::OnDemand, Duration::hours(1), 1});
    EXPECT_NEAR(billOf(usage, book, false).total().inUsd(), std::stod(price), 1e-12) << type;
    ++compared;
  }
  EXPECT_EQ(compared, 123u);
}

TEST(PriceBook, HasAPriceForEveryMachineThatAScenarioCanName) {
  const auto document =
      JsonDocument::readFile((sourceDir() / "scenarios" / "platforms" / "ec2.json").string(), {.annotations = true});
  ASSERT_TRUE(document);
  const JsonNode* types = document->root().find("types");
  ASSERT_NE(types, nullptr);
  const PriceBook old = shippedBook("2017-11");
  const PriceBook now = shippedBook("2026-09");
  for (std::size_t i = 0; i < types->size(); ++i) {
    Usage usage;
    usage.addInstance({types->keyAt(i), PurchaseOption::OnDemand, Duration::hours(1), 1});
    EXPECT_TRUE(old.price(usage, {}) || now.price(usage, {})) << types->keyAt(i);
  }
}

TEST(PriceBook, RefusesTiersThatOverlapLeaveAGapOrRepeat) {
  const std::string first = R"({"item": "data_out", "to": "10 TB", "price": "0.09 USD/GB", "source": "x"}, )";
  const std::string last = R"({"item": "data_out", "from": "10 TB", "price": "0.08 USD/GB", "source": "x"})";
  EXPECT_TRUE(bookWith(first + last));
  EXPECT_NE(wrongIn(first + R"({"item": "data_out", "from": "9 TB", "price": "0.08 USD/GB", "source": "x"})")
                .find("overlaps"),
            std::string::npos);
  EXPECT_NE(
      wrongIn(first + R"({"item": "data_out", "from": "11 TB", "price": "0.08 USD/GB", "source": "x"})").find("gap"),
      std::string::npos);
  EXPECT_NE(wrongIn(last).find("do not begin at zero"), std::string::npos);
  EXPECT_NE(wrongIn(R"({"item": "data_out", "to": "10 TB", "price": "0.09 USD/GB", "source": "x"})").find("has an end"),
            std::string::npos);
  const std::string whole = R"({"item": "data_out", "price": "0.09 USD/GB", "source": "x"})";
  EXPECT_NE(wrongIn(whole + ", " + whole).find("another price"), std::string::npos);
}

TEST(PriceBook, NamesPlaceAndExpectationOfEveryMistakeAtOnce) {
  const std::string wrong = wrongIn(R"({"item": "data_out", "price": "0.09 USD/GBs", "source": "x"},
 {"item": "data_out", "price": "-1 USD/GB", "source": "x"},
 {"item": "data_out", "price": "0.09 EUR/GB", "source": "x"},
 {"item": "data_out", "price": "0.09 USD/GB-s", "source": "x"},
 {"item": "data_uot", "price": "0.09 USD/GB", "source": "x"},
 {"item": "data_out", "price": "0.09 USD/GB"},
 {"item": "data_out", "price": 0.09, "source": "x"},
 {"item": "instance", "price": "0.09 USD/h", "source": "x"},
 {"item": "data_out", "type": "m4.large", "price": "0.09 USD/GB", "source": "x"})");
  for (const char* pointer : {"/rows/0/price", "/rows/1/price", "/rows/2/price", "/rows/3/price", "/rows/4/item",
                              "/rows/5", "/rows/6/price", "/rows/7", "/rows/8"})
    EXPECT_NE(wrong.find(pointer), std::string::npos) << pointer << "\n" << wrong;
  EXPECT_NE(wrong.find("small.json:2:"), std::string::npos) << wrong;
  EXPECT_NE(wrong.find("\"data_out\""), std::string::npos) << "no suggestion in\n" << wrong;
}

TEST(PriceBook, RefusesASecondDiscountOrRuleForTheSame) {
  const std::string rule = R"({"provider": "aws-lambda", "clock": "1ms", "source": "s"})";
  const std::string discount = R"({"purchase": "reserved", "terms": "1 year", "pay_percent": 60, "source": "s"})";
  const auto document =
      JsonDocument::parse(R"({"schema": "coldframe.prices/1", "name": "b", "function_rules": [)" + rule + ", " + rule +
                              R"(], "discounts": [)" + discount + ", " + discount +
                              R"(], "rows": [{"item": "function_request", "price": "1 USD/request", "source": "s"},
              {"item": "data_out", "from": "5 GB", "price": "1 USD/GB", "source": "s"}]})",
                          "book.json");
  ASSERT_TRUE(document);
  const auto book = readPriceBook(*document);
  ASSERT_FALSE(book);
  const std::string text = book.error().text(20);
  EXPECT_NE(text.find("another rule for the same functions"), std::string::npos) << text;
  EXPECT_NE(text.find("another discount"), std::string::npos) << text;
  EXPECT_NE(text.find("do not begin at zero"), std::string::npos) << text;
}

TEST(PriceBook, RefusesAPriceThatIsNotInForceAtItsDate) {
  EXPECT_NE(wrongIn(R"({"item": "data_out", "price": "0.09 USD/GB", "effective": "2020-02", "source": "x"})")
                .find("not in force"),
            std::string::npos);
  EXPECT_TRUE(bookWith(R"({"item": "data_out", "price": "0.09 USD/GB", "effective": "2020-01-31", "source": "x"})"));
  EXPECT_NE(
      wrongIn(R"({"item": "data_out", "price": "0.09 USD/GB", "effective": "soon", "source": "x"})").find("not a date"),
      std::string::npos);
}

TEST(PriceBook, RefusesAnotherCurrencyAnUnknownClockAndAnUnknownItem) {
  const std::string row = R"({"item": "data_out", "price": "0.09 USD/GB", "source": "x"})";
  EXPECT_NE(wrongIn(row, R"("currency": "EUR", )").find("/currency"), std::string::npos);
  EXPECT_NE(wrongIn(row, R"("function_rules": [{"provider": "aws-lambda", "clock": "7ms", "source": "x"}], )")
                .find("1ms+init"),
            std::string::npos);
  EXPECT_NE(wrongIn(row, R"("labels": {"data_oot": "Data out"}, )").find("/labels"), std::string::npos);
  const std::string grant = R"({"item": "data_out", "quantity": "1 GB", "source": "x"})";
  EXPECT_NE(wrongIn(row, R"("free_grants": [)" + grant + ", " + grant + "], ").find("another free grant"),
            std::string::npos);
}

TEST(PriceBook, RefusesPricesThatAreNotInForceAtItsDate) {
  const auto problem = [](const std::string& dates) {
    const auto document = JsonDocument::parse(
        R"({"schema": "coldframe.prices/1", "name": "x", "date": "2020-06", "rows": [{"item": "function_request",
            "price": "0.20 USD/M requests", "source": "x", )" +
            dates + "}]}",
        "book.json");
    const auto book = document ? readPriceBook(*document) : failure(document.error());
    return book ? std::string() : book.error().text();
  };
  EXPECT_EQ(problem(R"("effective": "2020-06-12", "effective_to": "2020-06")"), "");
  EXPECT_EQ(problem(R"("effective": "2017", "effective_to": "2021-01-31")"), "");
  EXPECT_NE(problem(R"("effective": "2020-07")").find("not in force yet"), std::string::npos);
  EXPECT_NE(problem(R"("effective_to": "2020-05-31")").find("not in force any more"), std::string::npos);
  EXPECT_NE(problem(R"("effective": "2020-05", "effective_to": "2019")").find("ends before it begins"),
            std::string::npos);
  EXPECT_NE(problem(R"("effective_to": "soon")").find("this is not a date"), std::string::npos);
}

} // namespace
} // namespace coldframe::test
