#include "sim/study/redraw.h"

#include "sim/fit/redrawn_law.h"
#include "sim/json/reader.h"
#include "sim/workload/distribution_codec.h"

namespace coldframe {

Result<std::vector<Setting>> redrawn(const Scenario& scenario, Seed seed) {
  std::vector<Setting> settings;
  FieldOptions time;
  time.of = ValueKind::Duration;
  std::uint64_t number = 0;
  for (const FittedInput& input : scenario.blocks.fitted) {
    Generator source(seed, Cause::Measurement, number++);
    const double factor = input.spread > 0 ? detExp(input.spread * sampleNormal(source)) : 1;
    for (const std::string& pointer : input.at) {
      const JsonNode* node = findByPointer(scenario.document, pointer);
      if (node == nullptr)
        return failure(ErrorKind::Input, "\"fitted\": there is nothing at " + pointer);
      JsonNode value;
      if (node->isNumeric()) {
        value = JsonNode::number(node->asNumber() * factor);
      } else {
        Reader reader;
        Distribution law;
        if (!JsonCodec<Distribution>::read(reader, *node, law, time))
          return failure(reader.error());
        if (input.values > 0)
          law = redrawn(law, input.values, source);
        value = JsonCodec<Distribution>::write(law.scaled(factor), time);
      }
      settings.push_back({pointer, std::move(value), std::nullopt, {}});
    }
  }
  return settings;
}

} // namespace coldframe
