// The schema and the reader judge alike: every shipped scenario, and many made wrong. The judge of the schema is
// python3-jsonschema. What a schema cannot say (ids that differ, a range of "300 s", sums) is listed apart.
#include "sim/json/document.h"
#include "sim/scenario/catalogue.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/schema.h"
#include "tests/scenario/sample_scenario.h"
#include "tests/support/schema_judge.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

// Every document with one leaf or member changed, in every place of `node`.
void mutate(JsonNode& root, JsonNode& node, std::vector<std::string>& documents) {
  const auto with = [&](const JsonNode& other) {
    const JsonNode before = node;
    node = other;
    documents.push_back(writeJson(root));
    node = before;
  };
  if (node.isObject()) {
    if (node.pointer().find("/executor_overrides") == std::string::npos &&
        node.pointer().find("/overrides") == std::string::npos) {
      JsonNode more = node;
      more.add("no_such_key", JsonNode::integer(1));
      with(more);
    }
    for (std::size_t i = 0; i < node.size(); ++i) {
      JsonNode less = node;
      less.remove(std::string(node.keyAt(i)));
      with(less);
    }
  }
  with(JsonNode::null());
  with(JsonNode::boolean(true));
  with(JsonNode::integer(-3));
  with(JsonNode::number(0.5));
  with(JsonNode::string("7 apples"));
  with(JsonNode::string("3 s"));
  with(JsonNode::array());
  with(JsonNode::object());
  for (std::size_t i = 0; i < node.size(); ++i)
    mutate(root, node.at(i), documents);
}

// Rules that no schema expresses, by the words of the reader's message.
bool isBeyondSchemas(const Problem& problem) {
  for (const std::string_view words : {"two platforms have this id",
                                       "no platform has this id",
                                       "not an id",
                                       "no platform to compare",
                                       "not a scenario of this version",
                                       "the work takes no time",
                                       "too small",
                                       "too large",
                                       "off the steps",
                                       "a stream has no runs",
                                       "both \"runs\" and \"arrivals\"",
                                       "it has no horizon",
                                       "has no warm-up",
                                       "as long as",
                                       "an executor runs jobs",
                                       "no job to start",
                                       "pings are for streams",
                                       "a cache needs",
                                       "not an instant",
                                       "is below its median",
                                       "spread",
                                       "not above 0",
                                       "out of order",
                                       "below the",
                                       "above the",
                                       "not in order",
                                       "earlier than",
                                       "schedule",
                                       "cron",
                                       "rate(",
                                       "day's profile",
                                       "too short a text",
                                       "out of range"})
    if (problem.what.find(words) != std::string::npos)
      return true;
  return problem.pointer.find("schedule") != std::string::npos;
}

struct Tally {
  std::size_t agreed = 0;
  std::size_t refused = 0;
};

Tally compareJudges(const std::vector<std::string>& documents) {
  Tally tally;
  const std::vector<test::SchemaVerdict> verdicts = test::judgeBySchema(writeJson(scenarioSchema()), documents);
  EXPECT_EQ(verdicts.size(), documents.size());
  for (std::size_t i = 0; i < verdicts.size() && i < documents.size(); ++i) {
    const Result<Scenario> read = readScenario(documents[i], "s.json");
    const bool excused =
        !read && std::all_of(read.error().problems.begin(), read.error().problems.end(), isBeyondSchemas);
    EXPECT_TRUE(verdicts[i].valid == read.has_value() || (verdicts[i].valid && excused))
        << "schema: " << verdicts[i].reason << "\nreader: " << (read ? "accepts" : read.error().text(3)) << "\n"
        << documents[i];
    tally.agreed += verdicts[i].valid == read.has_value();
    tally.refused += !read;
  }
  return tally;
}

TEST(ScenarioSchema, AcceptsEveryShippedScenario) {
  if (const std::string why = test::whyNoSchemaJudge(); !why.empty())
    GTEST_SKIP() << why;
  const Catalogue catalogue = Catalogue::builtIn();
  std::vector<std::string> documents;
  for (const CatalogueEntry* entry : catalogue.list(CatalogueKind::Scenario))
    documents.push_back(catalogue.find(CatalogueKind::Scenario, entry->exactName())->text);
  const Tally tally = compareJudges(documents);
  EXPECT_EQ(tally.refused, 0u);
  EXPECT_EQ(tally.agreed, documents.size());
}

TEST(ScenarioSchema, JudgesChangedScenariosLikeTheReader) {
  if (const std::string why = test::whyNoSchemaJudge(); !why.empty())
    GTEST_SKIP() << why;
  std::vector<std::string> documents;
  for (const std::string& text :
       {test::sampleText({{"/month/arrivals", R"({"kind": "poisson", "rate": "1 /d"})"},
                          {"/month/runs", ""},
                          {"/platforms/1/provisioned", R"([{"environments": 4, "at": "1 h"}])"},
                          {"/platforms/1/user_init", R"({"mixture": [{"weight": 1, "scalar": "1 s"},
                             {"weight": 2, "gamma": {"mean": "2 s", "shape": 2}}]})"},
                          {"/workload/measured_at", R"({"platform": "lambda", "memory": "448 MB"})"}}),
        test::streamText({{"/client/uplink", "\"5 Mbit/s\""},
                          {"/ops/usd_per_hour", "100"},
                          {"/front_door", R"({"kind": "api-gateway-rest", "cache_hit_ratio": 0.5})"},
                          {"/platforms/1/keep_warm", R"({"interval": "4 min"})"},
                          {"/platforms/2/boot", R"({"empirical": {"values": ["1 s", "2 s"]}})"},
                          {"/warm_up", "\"1 h\""},
                          {"/start", "\"2020-04-24T17:53:33Z\""}})}) {
    JsonNode root = JsonDocument::parse(text, "s.json")->root();
    mutate(root, root, documents);
  }
  const Tally tally = compareJudges(documents);
  EXPECT_GT(documents.size(), 900u);
  EXPECT_GT(tally.refused, documents.size() / 2);
  EXPECT_GT(documents.size() - tally.refused, 50u);
  EXPECT_GT(tally.agreed, documents.size() * 9 / 10);
}

TEST(ScenarioSchema, DescribesEveryMember) {
  const JsonNode schema = scenarioSchema();
  const JsonNode* properties = findByPointer(schema, "/definitions/scenario/properties");
  ASSERT_NE(properties, nullptr);
  EXPECT_GT(properties->size(), 15u);
  for (std::size_t i = 0; i < properties->size(); ++i)
    if (properties->keyAt(i) != "basis" && properties->keyAt(i) != "source") {
      EXPECT_NE(properties->at(i).find("description"), nullptr) << properties->keyAt(i);
    }
}

} // namespace
} // namespace coldframe
