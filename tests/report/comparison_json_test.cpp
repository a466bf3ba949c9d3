#include "sim/json/write.h"
#include "sim/report/comparison_json.h"
#include "sim/report/comparison_report.h"
#include "sim/report/json_value.h"
#include "tests/report/sample_comparison.h"

#include <gtest/gtest.h>

#include <limits>

namespace coldframe {
namespace {

using Keys = std::vector<std::string>;

Keys keysOf(const JsonNode* node) {
  Keys keys;
  for (std::size_t i = 0; node != nullptr && node->isObject() && i < node->size(); ++i)
    keys.push_back(node->keyAt(i));
  return keys;
}

JsonNode written(const Comparison& comparison) {
  JsonNode document = JsonNode::object();
  document.add("schema", JsonNode::string("coldframe.scenario/1"));
  return comparisonJson(comparison, {"0.1.0", JsonNode::object(), document});
}

const JsonNode& platform(const JsonNode& root, std::size_t i) {
  return root.find("platforms")->at(i);
}

TEST(ComparisonJson, RootHasTheKeysOfTheContractInOrder) {
  EXPECT_EQ(keysOf(&static_cast<const JsonNode&>(written(sampleComparison()))), (Keys{"schema",
                                                                                      "version",
                                                                                      "scenario",
                                                                                      "prices",
                                                                                      "seed",
                                                                                      "replications",
                                                                                      "month_hours",
                                                                                      "partial",
                                                                                      "provisional",
                                                                                      "warnings",
                                                                                      "replications_done",
                                                                                      "runs_per_month",
                                                                                      "window_start",
                                                                                      "free_grant",
                                                                                      "baseline",
                                                                                      "best",
                                                                                      "platforms",
                                                                                      "differences",
                                                                                      "asked",
                                                                                      "scenario_document"}));
}

TEST(ComparisonJson, PlatformHasTheKeysOfTheContractInOrder) {
  const JsonNode root = written(sampleComparison());
  const JsonNode& lambda = platform(root, 1);
  EXPECT_EQ(keysOf(&lambda), (Keys{"id",          "profile",     "prices",
                                   "paid_for",    "feasible",    "completion_probability",
                                   "verdict",     "limits",      "counts",
                                   "makespan_s",  "speedup",     "effective_parallelism",
                                   "response_s",  "service_s",   "cold_start_fraction",
                                   "concurrency", "utilization", "run",
                                   "month",       "why"}));
  EXPECT_EQ(keysOf(lambda.find("makespan_s")), (Keys{"mean", "ci95", "n"}));
  EXPECT_EQ(keysOf(lambda.find("response_s")), (Keys{"mean", "p50", "p90", "p95", "p99", "max"}));
  EXPECT_EQ(keysOf(lambda.find("service_s")), (Keys{"mean", "p50", "p90", "p95", "p99", "max"}));
  EXPECT_EQ(keysOf(lambda.find("cold_start_fraction")), (Keys{"mean", "ci95", "n", "events"}));
  EXPECT_EQ(keysOf(lambda.find("concurrency")), (Keys{"mean", "max"}));
  EXPECT_EQ(keysOf(lambda.find("run")), (Keys{"marginal_usd", "allocated_usd", "usage"}));
  EXPECT_EQ(keysOf(lambda.find("month")), (Keys{"cost_usd", "cost_with_free_grant_usd", "fixed_usd", "usage", "bill",
                                                "bill_total", "bill_replication"}));
  EXPECT_EQ(keysOf(lambda.find("month")->find("cost_usd")), (Keys{"mean", "decimal", "ci95", "n"}));
  EXPECT_EQ(keysOf(&lambda.find("limits")->at(0)), (Keys{"kind", "limit", "observed", "share_over", "decides"}));
  const Keys counts = keysOf(lambda.find("counts"));
  for (const char* key : {"arrivals", "calls", "attempts", "completed", "failed", "dropped", "throttled", "retried",
                          "timed_out", "out_of_memory", "duplicates", "running", "waiting", "environments_started"})
    EXPECT_NE(std::find(counts.begin(), counts.end(), key), counts.end()) << key;
}

TEST(ComparisonJson, ShapeIsTheSameWhateverThePlatform) {
  const JsonNode root = written(sampleComparison());
  EXPECT_EQ(keysOf(&platform(root, 0)), keysOf(&platform(root, 1)));
}

TEST(ComparisonJson, WhatDoesNotApplyIsNullWithAWhy) {
  const JsonNode root = written(sampleComparison());
  const JsonNode& laptop = platform(root, 0);
  EXPECT_TRUE(laptop.find("cold_start_fraction")->isNull());
  ASSERT_NE(laptop.find("why")->find("cold_start_fraction"), nullptr);
  EXPECT_EQ(laptop.find("why")->find("cold_start_fraction")->asString(), "machines have no cold starts");
  EXPECT_EQ(platform(root, 1).find("why")->size(), 0u);
}

TEST(ComparisonJson, AnEstimateFromOneReplicationHasNoInterval) {
  Comparison comparison = sampleComparison();
  comparison.platforms[0].makespanS = exactly(80, 1);
  const JsonNode root = written(comparison);
  const JsonNode& makespan = *platform(root, 0).find("makespan_s");
  EXPECT_TRUE(makespan.find("ci95")->isNull());
  EXPECT_FALSE(makespan.find("why")->asString().empty());
}

TEST(ComparisonJson, BestIsNullWithAWhyWhereNothingIsFeasible) {
  Comparison comparison = sampleComparison();
  comparison.bestMakespan = comparison.bestMonth = "";
  const JsonNode root = written(comparison);
  EXPECT_TRUE(root.find("best")->find("makespan")->isNull());
  EXPECT_TRUE(root.find("best")->find("month")->isNull());
  EXPECT_FALSE(root.find("best")->find("why")->find("month")->asString().empty());
}

TEST(JsonNumber, HasTwelveSignificantDigitsAndIsNeverNaN) {
  EXPECT_EQ(writeJsonLine(jsonNumber(0.0123456789012345)), "0.0123456789012");
  EXPECT_EQ(writeJsonLine(jsonNumber(80)), "80");
  EXPECT_EQ(writeJsonLine(jsonNumber(-0.0)), "0");
  EXPECT_EQ(writeJsonLine(jsonNumber(2.0 / 3)), "0.666666666667");
  EXPECT_TRUE(jsonNumber(std::numeric_limits<double>::quiet_NaN()).isNull());
  EXPECT_TRUE(jsonNumber(std::numeric_limits<double>::infinity()).isNull());
}

TEST(PlainDecimal, HasNoExponent) {
  EXPECT_EQ(plainDecimal(18.737), "18.737");
  EXPECT_EQ(plainDecimal(0.0000002), "0.0000002");
  EXPECT_EQ(plainDecimal(0), "0");
  EXPECT_EQ(plainDecimal(1e15), "1000000000000000");
  EXPECT_EQ(plainDecimal(0.1 + 0.2), "0.3");
}

TEST(RenderComparison, WritesEveryFormat) {
  const ResultStamp stamp{"0.1.0", JsonNode::object(), JsonNode::object()};
  const Comparison comparison = sampleComparison();
  const std::string text = renderComparison(comparison, OutputFormat::Table, stamp, false);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1 + 1 + 3 + 3); // headline, titles, platforms, sentences
  const std::string csv = renderComparison(comparison, OutputFormat::Csv, stamp, false);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 3);
  EXPECT_NE(csv.find("month.cost_usd.ci95.lo"), std::string::npos);
  const std::string markdown = renderComparison(comparison, OutputFormat::Markdown, stamp, false);
  EXPECT_NE(markdown.find("| laptop |"), std::string::npos);
  const std::string json = renderComparison(comparison, OutputFormat::Json, stamp, false);
  EXPECT_EQ(json.front(), '{');
  EXPECT_EQ(json.back(), '\n');
}

TEST(RenderComparison, ExplainsWhereTheFiguresComeFrom) {
  const ResultStamp stamp{"0.1.0", JsonNode::object(), JsonNode::object()};
  const std::string text = renderComparison(sampleComparison(), OutputFormat::Table, stamp, true);
  EXPECT_NE(text.find("makespan of laptop ÷ makespan"), std::string::npos) << text;
  EXPECT_NE(text.find("bill of replication 0, the one nearest the mean"), std::string::npos);
  EXPECT_NE(renderComparison(sampleComparison(), OutputFormat::Json, stamp, true).find("\"explanations\""),
            std::string::npos);
}

} // namespace
} // namespace coldframe
