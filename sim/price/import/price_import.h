// Public price files → a dated book. Read here:
//
//   AWS Price List, bulk offer file    index.json or index.csv of AWSLambda or AmazonEC2, of one region or all of them
//   the AWS calculator's Lambda map    region name → {"Lambda Duration": {"price": "0.0000166667"}, …}
//   ec2instances.info                  instances.json: on demand, reserved, savings plan, spot and EMR by region
//
// Files of gigabytes are read as a stream; memory grows with the prices that are taken. Products are told by what they
// are (`group`, `usagetype`, attributes of an instance), never by SKU. What a file has beyond what a bill can use is
// counted by group with the reason, and reported. Only Linux on shared hardware is taken of instances.
//
// A price list has prices and no rules: rounding, minimums, labels and whatever the file does not price come from a
// `base` book. Errors (Input, with the place): not such a file, a price that is no number or negative, a currency other
// than USD, unknown units, tiers with gaps, several regions and none asked for, nothing that can be used.
#pragma once

#include "sim/base/result.h"
#include "sim/price/price_book.h"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coldframe {

// What was read and not taken: (group, reason) → how many.
class ImportLeftovers {
public:
  void add(const std::string& group, std::string_view reason);
  const std::map<std::pair<std::string, std::string>, std::int64_t>& all() const { return m_all; }

private:
  std::map<std::pair<std::string, std::string>, std::int64_t> m_all; // a thousand groups, then "others"
};

struct PriceImport {
  std::string kind;   // "AWS Price List, AWSLambda"
  std::string region; // "us-east-1"
  std::string date;   // when it was published, "2026-09-19"; empty: the file does not say
  std::vector<PriceRow> rows;
  std::vector<FreeGrant> freeGrants;
  ImportLeftovers leftovers;
};

// `region`: "eu-west-1"; empty: the file's only one. The stream must be seekable.
Result<PriceImport> importPrices(std::istream& in, const std::string& fileName, const std::string& region);

// The base book with the import's prices in place of its own. `name` without a date. When the base is of another
// region, none of its prices are taken, only its rules. Errors: Input, the book would not be one (a tier missing, a
// price that is not in force yet at `date`).
Result<PriceBook> bookFrom(const PriceImport& import, const PriceBook& base, const std::string& name,
                           const std::string& date);

} // namespace coldframe
