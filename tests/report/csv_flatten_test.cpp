#include "sim/json/document.h"
#include "sim/report/csv_flatten.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

std::string flat(const std::string& json) {
  const auto document = JsonDocument::parse(json, "test");
  EXPECT_TRUE(document.has_value());
  return flattenToCsv(document->root(), "platforms", {"scenario_document"});
}

TEST(FlattenToCsv, RepeatsTheRootAndJoinsNamesWithDots) {
  EXPECT_EQ(
      flat(
          R"({"seed": 7, "baseline": {"id": "a"}, "platforms": [{"id": "a", "run": {"usd": 1.5}}, {"id": "b", "run": {"usd": 2}}]})"),
      "seed,baseline.id,id,run.usd\n7,a,a,1.5\n7,a,b,2\n");
}

TEST(FlattenToCsv, NamesTheEndsOfAnInterval) {
  EXPECT_EQ(flat(R"({"platforms": [{"makespan_s": {"mean": 2, "ci95": [1, 3]}}]})"),
            "makespan_s.mean,makespan_s.ci95.lo,makespan_s.ci95.hi\n2,1,3\n");
}

TEST(FlattenToCsv, KeepsPlatformsOfDifferentShapeInTheSameColumns) {
  EXPECT_EQ(
      flat(R"({"platforms": [{"id": "a", "speedup": null, "x": 1}, {"id": "b", "speedup": {"mean": 2}, "x": 3}]})"),
      "id,speedup.mean,x\na,,1\nb,2,3\n");
}

TEST(FlattenToCsv, LeavesOutTheEmbeddedScenario) {
  EXPECT_EQ(flat(R"({"platforms": [{"id": "a"}], "scenario_document": {"name": "n"}})"), "id\na\n");
}

TEST(FlattenToCsv, QuotesSentences) {
  EXPECT_EQ(flat(R"({"platforms": [{"verdict": "slow, dear"}]})"), "verdict\n\"slow, dear\"\n");
}

} // namespace
} // namespace coldframe
