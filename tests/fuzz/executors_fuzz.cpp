// Runs of PyWren, Lithops and Cubed as JSON, CSV and pickles: the first byte chooses the reader.
#include "sim/trace/executor_formats.h"
#include "tests/fuzz/import_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coldframe;
  if (size == 0)
    return 0;
  const std::string_view text = fuzz::textOf(data, size);
  switch (data[0]) {
  case 'l':
    fuzz::check(readLithops, text.substr(1));
    break;
  case 'w':
    fuzz::check(readPyWren, text.substr(1));
    break;
  case 's':
    fuzz::check(readPyWrenStages, text.substr(1));
    break;
  case 'c':
    fuzz::check(readCubed, text.substr(1));
    break;
  case 'p':
    fuzz::check(readPickle, text.substr(1));
    break;
  default:
    fuzz::check(readTraceText(text, "fuzz"));
  }
  return 0;
}
