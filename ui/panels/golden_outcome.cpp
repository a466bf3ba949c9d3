#include "ui/panels/golden_outcome.h"

#include "sim/json/document.h"
#include "sim/scenario/embedded.h"
#include "sim/units/format.h"

#include <algorithm>

namespace coldframe {
std::span<const EmbeddedFile> embeddedGoldenOutcomes();
}

namespace coldframe::ui {

namespace {

double meanAt(const JsonNode& platform, std::string_view pointer) {
  const JsonNode* node = findByPointer(platform, pointer);
  return node != nullptr && node->isNumeric() ? node->asNumber() : 0;
}

std::string headlineOf(const GoldenOutcome& outcome) {
  const GoldenPlatform* fastest = nullptr;
  const GoldenPlatform* cheapest = nullptr; // of those that send a bill
  for (const GoldenPlatform& each : outcome.platforms) {
    if (!each.feasible)
      continue;
    if (each.seconds > 0 && (fastest == nullptr || each.seconds < fastest->seconds))
      fastest = &each;
    if (each.monthUsd > 0 && (cheapest == nullptr || each.monthUsd < cheapest->monthUsd))
      cheapest = &each;
  }
  std::string text;
  if (fastest != nullptr)
    text = "Fastest: " + fastest->id + ", " + showDuration(fastest->seconds);
  if (cheapest != nullptr)
    text += (text.empty() ? "Cheapest: " : " · cheapest: ") + cheapest->id + ", " + showMoney(cheapest->monthUsd) +
            " a month";
  return text;
}

} // namespace

GoldenOutcome goldenOutcome(std::string_view scenario) {
  GoldenOutcome outcome;
  const std::string path = "scenarios/expected/" + std::string(scenario) + ".json";
  const auto files = embeddedGoldenOutcomes();
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& each) { return each.path == path; });
  if (file == files.end())
    return outcome;
  const auto document = JsonDocument::parse(file->text, path);
  const JsonNode* platforms = document ? document->root().find("platforms") : nullptr;
  if (platforms == nullptr)
    return outcome;
  for (std::size_t i = 0; i < platforms->size(); ++i) {
    const JsonNode& node = platforms->at(i);
    GoldenPlatform& platform = outcome.platforms.emplace_back();
    if (const JsonNode* id = node.find("id"); id != nullptr && id->isString())
      platform.id = id->asString();
    if (const JsonNode* feasible = node.find("feasible"); feasible != nullptr && feasible->kind() == JsonKind::Boolean)
      platform.feasible = feasible->asBoolean();
    platform.seconds = meanAt(node, "/makespan_s/mean");
    if (platform.seconds == 0)
      platform.seconds = meanAt(node, "/response_s/p95/mean");
    platform.monthUsd = meanAt(node, "/month/cost_usd/mean");
  }
  outcome.headline = headlineOf(outcome);
  return outcome;
}

} // namespace coldframe::ui
