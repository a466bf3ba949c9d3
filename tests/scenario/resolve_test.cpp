#include "sim/json/write.h"
#include "sim/scenario/bind_platform.h"
#include "sim/scenario/field_types.h"
#include "sim/scenario/resolve.h"
#include "tests/scenario/sample_scenario.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace coldframe {
namespace {

using test::readText;
using test::sampleText;
using testing::HasSubstr;
using testing::StartsWith;

JsonNode resolved(const Scenario& scenario) {
  Result<JsonNode> document = resolve(scenario, Catalogue::builtIn());
  EXPECT_TRUE(document) << (document ? "" : document.error().text());
  return document ? std::move(*document) : JsonNode();
}

std::string origin(const JsonNode& document, const std::string& pointer) {
  const JsonNode* text = document.find("origins")->find(pointer);
  return text ? text->asString() : "none";
}

TEST(Resolve, EveryValueKnowsWhereItComesFrom) {
  const JsonNode document = resolved(readText(sampleText(
      {{"/platforms/1/overrides", R"({"cpu": {"speed": 1.25}})"}, {"/platforms/1/executor", "\"pywren-0.4\""}})));
  EXPECT_THAT(origin(document, "/workload/items"), StartsWith("sample.json:"));
  EXPECT_EQ(origin(document, "/free_grant"), "default");
  EXPECT_THAT(origin(document, "/platforms/1/overrides/cpu/speed"), StartsWith("sample.json:"));
  EXPECT_THAT(origin(document, "/platforms/1/overrides/max_timeout"), HasSubstr("aws-lambda@2017-05.json:"));
  EXPECT_THAT(origin(document, "/platforms/1/overrides/max_timeout"),
              HasSubstr(": documented, AWS Lambda developer guide"));
  EXPECT_THAT(origin(document, "/platforms/1/executor_overrides/poll_interval"), HasSubstr("pywren-0.4.json:"));
  EXPECT_THAT(origin(document, "/platforms/2/vcpus"), HasSubstr("ec2.json:"));
  EXPECT_EQ(findByPointer(document, "/platforms/1/overrides/max_timeout")->asString(), "300 s");
  EXPECT_EQ(findByPointer(document, "/platforms/1/overrides/cpu/speed")->asNumber(), 1.25);
}

void expectOriginsOfAllLeaves(const JsonNode& node, const JsonNode& origins) {
  for (std::size_t i = 0; i < node.size(); ++i)
    expectOriginsOfAllLeaves(node.at(i), origins);
  if (node.size() == 0) {
    EXPECT_NE(origins.find(node.pointer()), nullptr) << node.pointer();
  }
}

TEST(Resolve, NamesAreExactAndNoLeafIsWithoutOrigin) {
  JsonNode document = resolved(readText(
      sampleText({{"/platforms/1/profile", "\"aws-lambda@2017\""}, {"/prices", "\"aws-us-east-1@2017-12-24\""}})));
  EXPECT_EQ(findByPointer(document, "/platforms/1/profile")->asString(), "aws-lambda@2017-11");
  EXPECT_EQ(document.find("prices")->asString(), "aws-us-east-1@2017-11");
  const JsonNode origins = *document.find("origins");
  document.remove("origins");
  expectOriginsOfAllLeaves(document, origins);
}

// Everything a platform's binding depends on, as text.
std::string fingerprint(const Scenario& scenario) {
  std::string text = writeJson(toJson(scenario.blocks.workload)) + writeJson(toJson(scenario.blocks.client)) +
                     writeJson(toJson(scenario.blocks.month));
  const Catalogue catalogue = Catalogue::builtIn();
  for (const PlatformBlock& block : scenario.blocks.platforms) {
    const auto* function = std::get_if<FaasPlatform>(&block);
    if (function)
      text += writeJson(toJson(loadFaasProfile(catalogue, function->profile, function->overrides)->value));
    const PlatformCommon& common = commonOf(block);
    text += writeJson(toJson(loadExecutor(catalogue, common.executor, common.executorOverrides)->value));
    BindCache cache;
    BindContext context{scenario, catalogue, cache, Reader()};
    const PlatformParts parts = bindPlatform(context, block, "/platforms/0");
    EXPECT_TRUE(context.reader.ok()) << context.reader.error().text();
    if (const auto* machine = std::get_if<MachineModel>(&parts.model))
      text += std::to_string(machine->vcpus) + " " + std::to_string(machine->speed) + " " +
              std::to_string(machine->smtYield) + " " + std::to_string(machine->memory.inBytes()) + " " +
              std::to_string(machine->boot.mean()) + " " + std::to_string(machine->slots);
    text += parts.profileName + parts.executorName;
  }
  return text;
}

TEST(Resolve, AResolvedScenarioReadsBackAsTheSameModel) {
  const Catalogue catalogue = Catalogue::builtIn();
  for (const CatalogueEntry* entry : catalogue.list(CatalogueKind::Scenario)) {
    const auto text = catalogue.find(CatalogueKind::Scenario, entry->exactName());
    const Scenario scenario = readText(text->text);
    const std::string written = writeJson(resolved(scenario));
    const Scenario again = readText(written);
    EXPECT_EQ(fingerprint(again), fingerprint(scenario)) << entry->name;
    EXPECT_EQ(writeJson(resolved(again)), written) << entry->name << ": resolving twice changes nothing";
  }
}

TEST(Resolve, AResultFileRunsAgainAsItWas) {
  const Scenario scenario = readText(sampleText());
  JsonNode result = JsonNode::object();
  result.set("schema", JsonNode::string("coldframe.comparison/1"));
  result.set("scenario_document", resolved(scenario));
  const Scenario again = readText(writeJson(result));
  EXPECT_EQ(fingerprint(again), fingerprint(scenario));
}

TEST(Resolve, LongListsAndManyOverridesTakeNoLongerThanTheyShould) {
  std::string counts = R"({"kind": "per_minute_counts", "counts": [1)";
  for (int i = 0; i < 100'000; ++i)
    counts += ",1";
  const JsonNode document = resolved(readText(test::streamText({{"/workload/arrivals", counts + "]}"}})));
  EXPECT_THAT(origin(document, "/workload/arrivals/counts"), StartsWith("sample.json:"));
  EXPECT_EQ(origin(document, "/workload/arrivals/counts/7"), "none") << "one origin for all of a long list";

  std::string keys = R"({"cpu": {"speed": 2})";
  for (int i = 0; i < 100'000; ++i)
    keys += ",\"k" + std::to_string(i) + "\":1";
  const auto unknown = resolve(readText(sampleText({{"/platforms/1/overrides", keys + "}"}})), Catalogue::builtIn());
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().problems.size(), 1000u);
}

TEST(Resolve, SaysWhatCannotBeFound) {
  const auto document = resolve(readText(sampleText({{"/platforms/1/profile", "\"gcf\""}})), Catalogue::builtIn());
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().problems.front().pointer, "/platforms/1/profile");
}

} // namespace
} // namespace coldframe
