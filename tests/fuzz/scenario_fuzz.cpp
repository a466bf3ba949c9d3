// Any bytes at all: a scenario is read or refused with places, and what was read can be bound, made explicit and read
// again.
#include "sim/scenario/bind.h"
#include "sim/scenario/resolve.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coldframe;
  static const Catalogue catalogue = Catalogue::builtIn();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Result<Scenario> scenario = readScenario(text, "fuzz.json");
  if (!scenario) {
    if (scenario.error().problems.empty() || scenario.error().text().empty())
      std::abort();
    return 0;
  }
  const Result<BoundScenario> bound = bind(*scenario, catalogue);
  const Result<JsonNode> document = resolve(*scenario, catalogue);
  if (bound && !document)
    std::abort();
  if (document) {
    const Result<Scenario> again = readScenario(writeJson(*document), "again.json");
    if (!again || (bound && !bind(*again, catalogue)))
      std::abort();
  }
  return 0;
}
