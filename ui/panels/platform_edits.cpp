#include "ui/panels/platform_edits.h"

#include "sim/scenario/catalogue.h"
#include "ui/document/scenario_document.h"
#include "ui/document/text.h"

#include <initializer_list>
#include <string_view>

namespace coldframe::ui {

namespace {

QString stepName() {
  return ScenarioDocument::tr("platforms");
}

std::string textAt(const JsonNode& object, std::string_view member) {
  const JsonNode* node = object.find(member);
  return node != nullptr && node->isString() ? node->asString() : std::string();
}

const JsonNode& platformsOf(const ScenarioDocument& document) {
  static const JsonNode none = JsonNode::array();
  const JsonNode* platforms = document.root().find("platforms");
  return platforms != nullptr && platforms->isArray() ? *platforms : none;
}

bool isTaken(const JsonNode& platforms, const std::string& id) {
  for (std::size_t i = 0; i < platforms.size(); ++i)
    if (textAt(platforms.at(i), "id") == id)
      return true;
  return false;
}

// "lambda", or "lambda-2" where there is one already.
std::string freeId(const JsonNode& platforms, const std::string& wanted) {
  std::string id = wanted;
  for (int n = 2; isTaken(platforms, id); ++n)
    id = wanted + '-' + std::to_string(n);
  return id;
}

// The functions of the time the scenario's prices are of: "aws-us-east-1@2017-11" asks for "aws-lambda@2017-11".
std::string profileFor(const ScenarioDocument& document) {
  constexpr std::string_view kFunctions = "aws-lambda";
  const std::string prices = textAt(document.root(), "prices");
  const std::size_t at = prices.find('@');
  const std::string wanted = std::string(kFunctions) + (at == std::string::npos ? std::string() : prices.substr(at));
  const auto found = document.catalogue().find(CatalogueKind::Platform, wanted);
  return found ? found->exactName : std::string(kFunctions);
}

JsonNode bare(const ScenarioDocument& document, PlatformKind kind) {
  JsonNode made = JsonNode::object();
  switch (kind) {
  case PlatformKind::Local:
    made.set("id", JsonNode::string("laptop"));
    made.set("kind", JsonNode::string("local"));
    made.set("cores", JsonNode::integer(4));
    break;
  case PlatformKind::Functions:
    made.set("id", JsonNode::string("lambda"));
    made.set("kind", JsonNode::string("faas"));
    made.set("profile", JsonNode::string(profileFor(document)));
    made.set("memory", JsonNode::string("1536 MB"));
    break;
  case PlatformKind::Machines:
    made.set("id", JsonNode::string("box"));
    made.set("kind", JsonNode::string("fleet"));
    made.set("instance", JsonNode::string("m4.large")); // in every book of us-east-1
    break;
  }
  return made;
}

void putPlatforms(ScenarioDocument& document, JsonNode platforms) {
  document.edit("/platforms", std::move(platforms), stepName());
}

} // namespace

std::string addPlatform(ScenarioDocument& document, PlatformKind kind) {
  const JsonNode& present = platformsOf(document);
  JsonNode made = bare(document, kind);
  for (std::size_t i = 0; i < present.size(); ++i)
    if (textAt(present.at(i), "kind") == textAt(made, "kind"))
      for (const std::string_view member : {"profile", "memory", "instance", "cores"})
        if (const JsonNode* value = present.at(i).find(member))
          made.set(member, *value);
  const std::string id = freeId(present, textAt(made, "id"));
  made.set("id", JsonNode::string(id));
  JsonNode platforms = present;
  platforms.append(std::move(made));
  putPlatforms(document, std::move(platforms));
  return id;
}

std::string copyPlatform(ScenarioDocument& document, std::size_t index) {
  const JsonNode& present = platformsOf(document);
  if (index >= present.size())
    return {};
  const std::string id = freeId(present, textAt(present.at(index), "id"));
  JsonNode platforms = JsonNode::array();
  for (std::size_t i = 0; i < present.size(); ++i) {
    platforms.append(present.at(i));
    if (i != index)
      continue;
    JsonNode copy = present.at(i);
    copy.set("id", JsonNode::string(id));
    if (const std::string label = textAt(copy, "label"); !label.empty())
      copy.set("label", JsonNode::string(fromQt(ScenarioDocument::tr("%1 (copy)").arg(toQt(label)))));
    platforms.append(std::move(copy));
  }
  putPlatforms(document, std::move(platforms));
  return id;
}

void removePlatform(ScenarioDocument& document, std::size_t index) {
  const JsonNode& present = platformsOf(document);
  if (index >= present.size())
    return;
  const std::string id = textAt(present.at(index), "id");
  const std::string place = "/platforms/" + std::to_string(index);
  if (textAt(document.root(), "baseline") != id)
    return document.remove(place, stepName());
  JsonNode rest = document.root();
  JsonNode platforms = JsonNode::array();
  for (std::size_t i = 0; i < present.size(); ++i)
    if (i != index)
      platforms.append(present.at(i));
  rest.set("platforms", std::move(platforms));
  rest.remove("baseline");
  document.edit({}, std::move(rest), stepName());
}

} // namespace coldframe::ui
