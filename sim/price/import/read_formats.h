// One reader for each format of price_import.h, from a stream that stands at its beginning.
#pragma once

#include "sim/price/import/price_import.h"

#include <iosfwd>
#include <string>

namespace coldframe {

Result<PriceImport> readOfferJson(std::istream& in, const std::string& fileName, const std::string& region);
Result<PriceImport> readOfferCsv(std::istream& in, const std::string& fileName, const std::string& region);
Result<PriceImport> readCalculatorMap(std::istream& in, const std::string& fileName, const std::string& region);
Result<PriceImport> readInstanceList(std::istream& in, const std::string& fileName, const std::string& region);

} // namespace coldframe
