#include "sim/scenario/schema.h"

#include "sim/json/schema_writer.h"
#include "sim/scenario/scenario.h"

namespace coldframe {

JsonNode scenarioSchema() {
  return writeSchema(
      valueType<ScenarioBlocks>(),
      {std::string(kScenarioSchema), "Coldframe scenario",
       "Bursty work, and the platforms on which it could run. Every physical quantity is a text with its "
       "unit; counts and ratios are numbers. Any value may be written {\"value\": …, \"basis\": …, "
       "\"source\": …} to say how it is known."},
      true);
}

} // namespace coldframe
