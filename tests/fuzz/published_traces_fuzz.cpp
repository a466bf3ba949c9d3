// Traces that Azure and Huawei published: the first byte chooses the reader. Counts may ask for no more than 10,000
// rows.
#include "sim/trace/azure_2019.h"
#include "sim/trace/cloud_formats.h"
#include "sim/trace/counted_calls.h"
#include "tests/fuzz/import_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coldframe;
  if (size == 0)
    return 0;
  const std::string_view text = fuzz::textOf(data + 1, size - 1);
  switch (data[0]) {
  case '1':
    fuzz::check(readAzure2021, text);
    break;
  case '9': { // the three files, with an empty line between them
    const std::size_t first = std::min(text.find("\n\n"), text.size());
    const std::size_t second = std::min(text.find("\n\n", first + 1), text.size());
    const std::vector<NamedText> files{{"a", text.substr(0, first)},
                                       {"b", text.substr(std::min(first + 2, text.size()), second - first)},
                                       {"c", text.substr(std::min(second + 2, text.size()))}};
    ImportProgress progress;
    fuzz::check(readAzure2019(files, progress, 10'000));
    break;
  }
  case 'r':
    fuzz::check(readHuaweiRequests, text);
    break;
  case 'c':
    fuzz::check(readHuaweiColdStarts, text);
    break;
  case 'n': {
    ImportProgress progress;
    fuzz::check(readHuaweiCounts(text, "fuzz", progress, 10'000));
    break;
  }
  default:
    break;
  }
  return 0;
}
