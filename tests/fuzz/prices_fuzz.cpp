// Any bytes at all: a price book is read or refused with reasons, and one that was read prices every kind of usage,
// each line being quantity × price.
#include "sim/json/write.h"
#include "sim/price/price_usage.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

coldframe::Usage everything() {
  using namespace coldframe;
  constexpr std::int64_t kSome = 12'345'678'901'234;
  Usage usage;
  for (const Architecture architecture : {Architecture::X86, Architecture::Arm})
    for (const bool provisioned : {false, true}) {
      FunctionUsage& function =
          usage.function({"aws-lambda", Memory::mb(1000), architecture, Packaging::Zip, provisioned});
      function.requests = kSome;
      function.billedMs.fill(kSome);
    }
  usage.provisionedMbMs = usage.tmpMbMs = kSome;
  usage.addInstance({"c4.large", PurchaseOption::Reserved, Duration::nanoseconds(kSome), 3});
  usage.objectStore = {kSome, kSome, kSome, 0, 0};
  usage.frontDoor = {"api-gateway-rest", kSome, kSome, 0.5, kSome, kSome};
  usage.bytesToInternet = usage.logBytes = usage.queueRequests = usage.scheduleEvents = kSome;
  usage.surplusCreditNs = usage.diskGbMs = usage.addressNs = kSome;
  return usage;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coldframe;
  static const Usage usage = everything();
  const auto document = JsonDocument::parse({reinterpret_cast<const char*>(data), size}, "fuzz.json");
  if (!document)
    return 0;
  const auto book = readPriceBook(*document);
  if (!book) {
    if (book.error().problems.empty())
      std::abort();
    return 0;
  }
  const auto again = JsonDocument::parse(writeJson(toJson(*book)), "again.json");
  if (!again || !readPriceBook(*again))
    std::abort();
  const auto bill = priceUsage(usage, *book, {.freeGrant = true});
  if (!bill)
    return 0; // a price beyond any range
  Money total;
  for (const BillLine& line : bill->lines) {
    if (line.amount != line.unitPrice.times(line.baseQuantity, line.unitInBase))
      std::abort();
    total += line.amount;
  }
  if (total != bill->withFreeGrant || bill->withFreeGrant > bill->withoutFreeGrant)
    std::abort();
  return 0;
}
