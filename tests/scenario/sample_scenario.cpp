#include "tests/scenario/sample_scenario.h"

#include "sim/json/document.h"
#include "sim/scenario/bind.h"

#include <gtest/gtest.h>

namespace coldframe::test {

namespace {

constexpr std::string_view kPlatforms = R"(
  "platforms": [
    {"id": "laptop", "kind": "local", "cores": 4, "parallel": 1, "speed": 2},
    {"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-05", "memory": "896 MB", "concurrency": 400},
    {"id": "box", "kind": "fleet", "instance": "c4.4xlarge", "count": 2}
  ]})";

constexpr std::string_view kJob = R"({
  "schema": "coldframe.scenario/1", "name": "Sample", "seed": 7, "baseline": "laptop",
  "prices": "aws-us-east-1@2017-11", "month": {"length": "730 h", "runs": 20},
  "workload": {"kind": "job", "items": 100, "batch": 10, "input": "30 kB", "output": "20 kB",
    "item": {"cpu": "0.2 s", "io": {"lognormal": {"median": "4.2 s", "p95": "6 s"}}, "memory": "180 MB"}},)";

constexpr std::string_view kStream = R"({
  "schema": "coldframe.scenario/1", "name": "Stream", "prices": "aws-us-east-1@2017-11",
  "workload": {"kind": "requests", "arrivals": {"kind": "poisson", "rate": "30 /h"},
    "function": {"cpu": "0.2 s", "memory": "50 MB"}},)";

std::string changed(std::string text, const Changes& changes) {
  JsonNode root = JsonDocument::parse(text, "sample.json")->root();
  for (const auto& [pointer, value] : changes) {
    if (value.empty()) {
      const std::size_t end = pointer.rfind('/');
      JsonNode* parent = const_cast<JsonNode*>(findByPointer(root, pointer.substr(0, end)));
      EXPECT_TRUE(parent && parent->remove(pointer.substr(end + 1))) << pointer;
      continue;
    }
    Result<JsonDocument> parsed = JsonDocument::parse(value, "change");
    EXPECT_TRUE(parsed) << value;
    std::string why;
    EXPECT_TRUE(setByPointer(root, pointer, parsed->root(), why)) << pointer << ": " << why;
  }
  return writeJson(root) + "\n";
}

} // namespace

std::string sampleText(const Changes& changes) {
  return changed(std::string(kJob) + std::string(kPlatforms), changes);
}

std::string streamText(const Changes& changes) {
  return changed(std::string(kStream) + std::string(kPlatforms), changes);
}

Scenario readText(const std::string& text) {
  Result<Scenario> scenario = readScenario(text, "sample.json");
  EXPECT_TRUE(scenario) << (scenario ? "" : scenario.error().text()) << text;
  return scenario ? std::move(*scenario) : Scenario();
}

std::vector<Problem> readProblems(const std::string& text) {
  const Result<Scenario> scenario = readScenario(text, "sample.json");
  EXPECT_FALSE(scenario) << "read: " << text;
  return scenario ? std::vector<Problem>() : scenario.error().problems;
}

std::vector<Problem> bindProblems(const std::string& text) {
  const Scenario scenario = readText(text);
  const Result<BoundScenario> bound = bind(scenario, Catalogue::builtIn());
  EXPECT_FALSE(bound) << "bound: " << text;
  return bound ? std::vector<Problem>() : bound.error().problems;
}

} // namespace coldframe::test
