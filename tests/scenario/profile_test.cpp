#include "sim/json/document.h"
#include "sim/scenario/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace coldframe {
namespace {

using testing::HasSubstr;

JsonNode overrides(std::string_view text) {
  auto document = JsonDocument::parse(text, "mine.json", {.annotations = true});
  EXPECT_TRUE(document) << (document ? "" : document.error().text());
  return document ? document->root() : JsonNode::object();
}

TEST(Profiles, ThatShipAreAllReadWithoutAProblem) {
  const Catalogue catalogue = Catalogue::builtIn();
  for (const CatalogueEntry* entry : catalogue.list(CatalogueKind::Platform)) {
    const auto text = catalogue.find(CatalogueKind::Platform, entry->exactName());
    ASSERT_TRUE(text);
    const auto info = inspectProfile(*text);
    EXPECT_TRUE(info) << entry->exactName() << "\n" << (info ? "" : info.error().text());
  }
}

// A figure is a leaf outside the header.
void countUnsourced(const JsonNode& node, std::string& without) {
  for (std::size_t i = 0; i < node.size(); ++i)
    countUnsourced(node.at(i), without);
  if (node.size() == 0 && (node.basis() == Basis::Unstated || node.source().empty()))
    without += node.originText() + " " + node.pointer() + "\n";
}

TEST(Profiles, OfFunctionPlatformsAndExecutorsSourceEveryFigure) {
  const Catalogue catalogue = Catalogue::builtIn();
  for (const CatalogueEntry* entry : catalogue.list(CatalogueKind::Platform)) {
    const auto info = inspectProfile(*catalogue.find(CatalogueKind::Platform, entry->exactName()));
    ASSERT_TRUE(info);
    if (info->kind == "instances")
      continue;
    JsonNode figures = info->document;
    for (const std::string_view header : {"schema", "kind", "name", "date", "description", "provider"})
      figures.remove(header);
    std::string without;
    countUnsourced(figures, without);
    EXPECT_EQ(without, "") << entry->exactName();
  }
}

TEST(Profiles, AreMergedWithOverridesEachFigureKeepingItsOrigin) {
  const Catalogue catalogue = Catalogue::builtIn();
  const auto profile = loadFaasProfile(
      catalogue, "aws-lambda@2017-08",
      overrides("{\n\"cpu\": {\"speed\": 1.5},\n\"allocation\": {\"exponential\": {\"mean\": \"1 s\"}},\n"
                "\"keep_alive\": {\"kind\": \"none\"}, \"runtimes\": {\"python\": {\"first_run\": []}}}"));
  ASSERT_TRUE(profile) << profile.error().text();
  EXPECT_EQ(profile->name, "aws-lambda@2017-05");
  EXPECT_EQ(profile->sha256.size(), 64u);
  EXPECT_EQ(profile->value.cpu.speed, 1.5);
  EXPECT_EQ(profile->value.cpu.perVcpu, Memory::mb(1792)) << "what is not overridden stays";
  EXPECT_EQ(profile->value.allocation, Distribution(Exponential{1e9})) << "a law is replaced whole";
  EXPECT_TRUE(std::holds_alternative<NoKeepAlive>(profile->value.keepAlive));
  EXPECT_TRUE(profile->value.runtimes.at("python").firstRun.empty());
  EXPECT_FALSE(profile->value.runtimes.at("python").initZip.isZero());
  EXPECT_EQ(findByPointer(profile->document, "/cpu/speed")->originText(), "mine.json:2");
  EXPECT_EQ(findByPointer(profile->document, "/cpu/speed")->basis(), Basis::Unstated);
  const JsonNode* perVcpu = findByPointer(profile->document, "/cpu/per_vcpu");
  EXPECT_THAT(perVcpu->originText(), HasSubstr("aws-lambda@2017-05.json:"));
  EXPECT_EQ(perVcpu->basis(), Basis::Assumed);
}

TEST(Profiles, AWrongOverrideIsReportedWhereItStands) {
  const auto profile = loadFaasProfile(Catalogue::builtIn(), "aws-lambda",
                                       overrides("{\n \"cpu\": {\"sped\": 1,\n \"speed\": \"fast\"}}"));
  ASSERT_FALSE(profile);
  ASSERT_EQ(profile.error().problems.size(), 2u) << profile.error().text();
  std::vector<std::string> texts;
  for (const Problem& problem : profile.error().problems) {
    EXPECT_EQ(problem.file, "mine.json");
    texts.push_back(problem.pointer + " " + std::to_string(problem.line));
  }
  EXPECT_THAT(texts, testing::UnorderedElementsAre("/cpu/sped 2", "/cpu/speed 3"));
}

TEST(Profiles, OfAnotherKindAreRefused) {
  const Catalogue catalogue = Catalogue::builtIn();
  EXPECT_THAT(loadFaasProfile(catalogue, "pywren-0.4", JsonNode::object()).error().text(), HasSubstr("faas"));
  EXPECT_THAT(loadExecutor(catalogue, "ec2", JsonNode::object()).error().text(), HasSubstr("executor"));
  EXPECT_THAT(loadExecutor(catalogue, "pywren-0.5", JsonNode::object()).error().text(), HasSubstr("did you mean"));
  EXPECT_FALSE(loadKeepAlive(catalogue, "aws-1999-01"));
  ASSERT_TRUE(loadExecutor(catalogue, "none", JsonNode::object()));
  EXPECT_TRUE(loadExecutor(catalogue, "none", JsonNode::object())->value.isNone());
  EXPECT_TRUE(loadKeepAlive(catalogue, "aws-2020-04"));
}

} // namespace
} // namespace coldframe
