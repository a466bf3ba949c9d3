#include "tests/price/price_test_support.h"

#include "sim/price/price_usage.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

namespace coldframe::test {

PriceBook shippedBook(const std::string& date) {
  const std::string name = date.find('@') == std::string::npos ? "aws-us-east-1@" + date : date;
  const auto path = sourceDir() / "scenarios" / "prices" / (name + ".json");
  const auto document = JsonDocument::readFile(path.string());
  if (!document) {
    ADD_FAILURE() << document.error().text();
    return {};
  }
  auto book = readPriceBook(*document);
  if (!book) {
    ADD_FAILURE() << book.error().text();
    return {};
  }
  return *book;
}

void addCalls(Usage& usage, std::int64_t calls, Duration each, FunctionKey key) {
  FunctionUsage& function = usage.function(key);
  function.requests += calls;
  for (std::size_t i = 0; i < kBillingClockCount; ++i)
    function.billedMs[i] += calls * kBillingClocks[i].billedMs(each, Duration());
  function.runningNs += calls * each.ns();
}

FunctionKey functionOf(std::int64_t memoryMb, Architecture architecture) {
  FunctionKey key;
  key.memory = Memory::mb(memoryMb);
  key.architecture = architecture;
  return key;
}

Bill billOf(const Usage& usage, const PriceBook& book, bool freeGrant, Duration month) {
  auto bill = priceUsage(usage, book, {freeGrant, month});
  if (!bill) {
    ADD_FAILURE() << bill.error().text();
    return {};
  }
  return *bill;
}

Result<UsageDocument> readUsage(const std::string& members) {
  const auto document = JsonDocument::parse(R"({"schema": "coldframe.usage/1", )" + members + "}", "usage.json");
  return document ? readUsageDocument(*document) : failure(document.error());
}

Bill billOfUsage(const std::string& members, const std::string& date, Duration month) {
  const auto usage = readUsage(members);
  EXPECT_TRUE(usage) << usage.error().text();
  const auto bill = price(usage ? *usage : UsageDocument(), shippedBook(date), {.month = month});
  EXPECT_TRUE(bill) << bill.error().text();
  return bill ? *bill : Bill();
}

std::string problemOfUsage(const std::string& members) {
  const auto usage = readUsage(members);
  return usage ? "nothing wrong" : usage.error().text();
}

std::vector<BillLine> linesOf(const Bill& bill, PriceItem item) {
  std::vector<BillLine> lines;
  for (const BillLine& line : bill.lines)
    if (line.key == item)
      lines.push_back(line);
  return lines;
}

Money amountOf(const Bill& bill, PriceItem item) {
  Money sum;
  for (const BillLine& line : linesOf(bill, item))
    sum += line.amount;
  return sum;
}

} // namespace coldframe::test
