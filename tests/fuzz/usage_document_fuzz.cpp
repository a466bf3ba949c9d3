// Any bytes at all: a usage document is read or refused with reasons, and one that was read has a bill.
#include "sim/price/usage_document.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

coldframe::PriceBook smallBook() {
  const std::string text = R"({"schema": "coldframe.prices/1", "name": "small",
    "function_rules": [{"provider": "aws-lambda", "clock": "1ms+init", "memory_step": "64 MB", "source": "x"}],
    "instance_rule": {"quantum": "1 s", "minimum": "60 s", "source": "x"},
    "free_grants": [{"item": "function_duration", "quantity": "400000 GB-s", "source": "x"}],
    "rows": [{"item": "function_duration", "price": "0.0000166667 USD/GB-s", "source": "x"},
             {"item": "function_request", "price": "0.2 USD/M requests", "source": "x"},
             {"item": "disk", "price": "0.1 USD/GB-month", "source": "x"},
             {"item": "instance", "type": "t3.medium", "price": "0.0416 USD/h", "source": "x"}]})";
  auto document = coldframe::JsonDocument::parse(text, "small.json");
  auto book = document ? coldframe::readPriceBook(*document) : coldframe::failure(document.error());
  if (!book)
    std::abort();
  return *book;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coldframe;
  static const PriceBook book = smallBook();
  const auto document = JsonDocument::parse({reinterpret_cast<const char*>(data), size}, "fuzz.json");
  if (!document)
    return 0;
  const auto usage = readUsageDocument(*document);
  if (!usage) {
    if (usage.error().problems.empty())
      std::abort();
    return 0;
  }
  const auto bill = price(*usage, book, {.freeGrant = true});
  if (bill && bill->total() < Money())
    std::abort();
  if (!bill && bill.error().problems.empty())
    std::abort();
  return 0;
}
