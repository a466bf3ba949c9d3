// gzip and Zstandard: never more than is allowed, and never an answer without a reason.
#include "sim/trace/unpack.h"
#include "tests/fuzz/import_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coldframe;
  constexpr std::size_t kMost = std::size_t{1} << 20;
  const auto unpacked = unpack(fuzz::textOf(data, size), kMost);
  if (unpacked ? unpacked->bytes.text().size() > kMost : unpacked.error().problems.empty())
    std::abort();
  return 0;
}
