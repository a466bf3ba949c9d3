// Any bytes at all: a public price file is read or refused with reasons, and what was read makes a book that prices or
// is refused.
#include "sim/price/import/price_import.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

namespace {

coldframe::PriceBook smallBook() {
  const std::string text = R"({"schema": "coldframe.prices/1", "name": "small", "region": "us-east-1",
    "function_rules": [{"provider": "aws-lambda", "clock": "1ms+init", "source": "x"}],
    "rows": [{"item": "function_request", "price": "0.2 USD/M requests", "source": "x"}]})";
  auto document = coldframe::JsonDocument::parse(text, "small.json");
  auto book = document ? coldframe::readPriceBook(*document) : coldframe::failure(document.error());
  if (!book)
    std::abort();
  return *book;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coldframe;
  static const PriceBook base = smallBook();
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const char* region : {"", "us-east-1"}) {
    std::istringstream in(text);
    const auto import = importPrices(in, "fuzz", region);
    if (!import) {
      if (import.error().problems.empty())
        std::abort();
      continue;
    }
    if (import->rows.empty())
      std::abort();
    const auto book = bookFrom(*import, base, "fuzzed", "2099-01");
    if (!book && book.error().problems.empty())
      std::abort();
  }
  return 0;
}
