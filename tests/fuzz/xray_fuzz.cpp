// AWS X-Ray segments, in the answer of BatchGetTraces or by themselves.
#include "sim/trace/cloud_formats.h"
#include "tests/fuzz/import_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  coldframe::fuzz::check(coldframe::readXRay, coldframe::fuzz::textOf(data, size));
  return 0;
}
