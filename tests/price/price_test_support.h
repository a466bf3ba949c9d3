// Shipped price books and the usage of a function that ran the same call again and again, for the tests of this folder.
#pragma once

#include "sim/price/price_book.h"
#include "sim/price/usage_document.h"
#include "sim/usage/usage.h"

#include <string>

namespace coldframe::test {

// "2017-11" → scenarios/prices/aws-us-east-1@2017-11.json; "gcf-gen1@2018-07" as it stands; fails the test when it
// cannot be read.
PriceBook shippedBook(const std::string& date);

// `calls` calls of `each`, every one on an environment already initialised, under every billing clock.
void addCalls(Usage& usage, std::int64_t calls, Duration each, FunctionKey key);
FunctionKey functionOf(std::int64_t memoryMb, Architecture architecture = Architecture::X86);

// The bill of `usage`; fails the test where there is none.
Bill billOf(const Usage& usage, const PriceBook& book, bool freeGrant, Duration month = Duration::hours(730));

// A usage document of these members; its bill without the free grant; what is wrong with it.
Result<UsageDocument> readUsage(const std::string& members);
Bill billOfUsage(const std::string& members, const std::string& date = "2026-09",
                 Duration month = Duration::hours(730));
std::string problemOfUsage(const std::string& members);

// The lines of an item, in their order.
std::vector<BillLine> linesOf(const Bill& bill, PriceItem item);
// Their amounts together.
Money amountOf(const Bill& bill, PriceItem item);

} // namespace coldframe::test
