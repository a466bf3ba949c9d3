// A usage priced under one or several books: what `coldframe bill` prints. One book: every line with its arithmetic,
// tier and rule. Several: the totals side by side, then each bill.
#pragma once

#include "sim/json/node.h"
#include "sim/price/bill.h"
#include "sim/report/output_format.h"
#include "sim/report/table.h"
#include "sim/result/outcome.h"

#include <string>
#include <vector>

namespace coldframe {

struct BillOfBook {
  NamedHash book;
  Bill bill;
};

struct PricedUsage {
  std::string name;      // of the usage document
  std::string usageHash; // SHA-256 of its text
  bool invoice = false;  // amounts as an invoice prints them: each line to cents, half up
  std::vector<BillOfBook> bills;
};

// [{item, quantity, unit, unit_price, amount, tier, rule, verified}], amounts exact; with `sources` also source,
// priced.
JsonNode billLinesJson(const Bill& bill, bool sources = false);
Table billTable(const Bill& bill, bool invoice);

// JSON: "coldframe.bill/1", all of it whatever `invoice` and `explain` say but for the explanations themselves.
std::string renderBills(const PricedUsage& priced, OutputFormat format, bool explain,
                        const std::string& programVersion);

} // namespace coldframe
