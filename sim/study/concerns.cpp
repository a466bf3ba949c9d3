#include "sim/study/concerns.h"

#include <algorithm>
#include <string_view>

namespace coldframe {

namespace {

constexpr std::string_view kPlatforms = "/platforms/";

// Memory is not among them: vary.h keeps the memory at which the work was measured.
bool saysHowFast(std::string_view field) {
  constexpr std::string_view kSpeed[] = {"profile", "overrides/cpu", "instance", "speed"};
  return field == "overrides" ||
         std::ranges::any_of(kSpeed, [field](std::string_view each) { return field.starts_with(each); });
}

} // namespace

bool concerns(const Setting& setting, const Scenario& scenario, const std::string& platform) {
  if (!setting.pointer.starts_with(kPlatforms))
    return true;
  const std::size_t end = std::min(setting.pointer.find('/', kPlatforms.size()), setting.pointer.size());
  const JsonNode* id = findByPointer(scenario.document, setting.pointer.substr(0, end) + "/id");
  if (id == nullptr || !id->isString() || id->asString() == platform)
    return true;
  const JsonNode* measured = findByPointer(scenario.document, "/workload/measured_at/platform");
  return measured != nullptr && measured->sameValue(*id) &&
         saysHowFast(std::string_view(setting.pointer).substr(std::min(end + 1, setting.pointer.size())));
}

} // namespace coldframe
