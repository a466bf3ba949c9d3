#include "sim/scenario/run_origin.h"

#include "sim/trace/shared_places.h"
#include "sim/units/format.h"

namespace coldframe {

RunOrigin originOf(const ImportedTrace& run) {
  RunOrigin origin;
  if (run.format.find("Lithops") != std::string::npos)
    origin.executor = "lithops-3";
  else if (run.format.find("PyWren") != std::string::npos)
    origin.executor = "pywren-0.4";
  if (run.trace.epoch())
    origin.month = "@" + writeInstant(*run.trace.epoch()).substr(0, 7);
  origin.places = sharedPlaces(run.trace).places;
  for (std::size_t row = 0; row < run.trace.rows(); ++row) {
    origin.warm += run.trace.cold(row) == Cold::No ? 1 : 0;
    if (const auto bytes = run.trace.count(Count::Memory, row); bytes && origin.memory.inBytes() == 0)
      origin.memory = Memory::mb(*bytes / 1'048'576);
  }
  return origin;
}

} // namespace coldframe
