// Logs of AWS Lambda in every container: the first byte chooses the reader.
#include "sim/trace/cloud_formats.h"
#include "tests/fuzz/import_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coldframe;
  if (size == 0)
    return 0;
  const std::string_view text = fuzz::textOf(data, size);
  switch (data[0]) {
  case 'j':
    fuzz::check(readLogEventsJson, text.substr(1));
    break;
  case 'i':
    fuzz::check(readLogsInsights, text.substr(1));
    break;
  case 't':
    fuzz::check(readLambdaText, text.substr(1));
    break;
  default:
    fuzz::check(readTraceText(text, "fuzz"));
  }
  return 0;
}
