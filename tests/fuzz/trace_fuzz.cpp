// Any bytes at all: a trace is read or refused with reasons, and one that was read is the same when written and read
// again. The first byte chooses between what the bytes look like and CSV by a mapping.
#include "sim/trace/trace_file.h"
#include "sim/trace/trace_json.h"
#include "sim/trace/trace_statistics.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

coldframe::CsvMapping someMapping() {
  coldframe::CsvMapping mapping;
  mapping.columns = {{"start", {"t", "s"}},
                     {"duration", {"d", "ms"}},
                     {"submit", {"i", "iso"}},
                     {"environment", {"e", ""}},
                     {"items", {"n", ""}}};
  mapping.cold = coldframe::CsvColdColumn{"c", {"1"}, {"0"}, true};
  mapping.outcome = coldframe::CsvOutcomeColumn{"o", {{"ok", {"200"}}}, "error"};
  mapping.where = {{"w", "a"}};
  return mapping;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coldframe;
  if (size == 0)
    return 0;
  TraceReadOptions options;
  options.mostUnpacked = std::size_t{1} << 22;
  if (data[0] == 'm')
    options.mapping = someMapping();
  const std::size_t skipped = data[0] == 'm' ? 1 : 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + skipped, size - skipped);
  const auto read = readTraceText(text, "fuzz", options);
  if (!read) {
    if (read.error().problems.empty() || read.error().text().empty())
      std::abort();
    return 0;
  }
  const auto again = readTraceJson(writeTraceJson(read->trace), "again");
  if (!again || !(*again == read->trace))
    std::abort();
  writeTraceCsv(read->trace);
  statisticsOf(read->trace, 7);
  return 0;
}
