// Runs the command line as a user does, without a process: words in, text and exit code out.
#pragma once

#include "app/cli/cli.h"
#include "sim/json/document.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace coldframe::cli {

// The arguments of a command, and more of them.
inline std::vector<std::string> with(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

struct CliResult {
  int code = -1;
  std::string out;
  std::string err;

  // Standard output as JSON; fails the test when it is none.
  JsonNode json() const {
    auto document = JsonDocument::parse(out, "standard output");
    EXPECT_TRUE(document.has_value()) << (document ? std::string() : document.error().text()) << out;
    return document ? document->root() : JsonNode::object();
  }
};

inline CliResult coldframe(const std::vector<std::string>& args, const std::string& input = {},
                           const CliSurroundings& surroundings = {}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  CliResult result;
  result.code = runCli(args, in, out, err, surroundings);
  result.out = out.str();
  result.err = err.str();
  return result;
}

// A member far down: at(json, {"platforms", "0", "makespan_s", "mean"}).
inline const JsonNode& at(const JsonNode& root, const std::string& pointer) {
  static const JsonNode nothing;
  const JsonNode* node = findByPointer(root, pointer);
  EXPECT_NE(node, nullptr) << pointer;
  return node == nullptr ? nothing : *node;
}

// A small job that runs in milliseconds: 60 items of about a second, in batches of `batch`.
inline std::string smallScenario(int batch = 10, const std::string& timeout = "300 s") {
  return R"({
  "schema": "coldframe.scenario/1",
  "name": "Small job",
  "seed": 3,
  "baseline": "laptop",
  "prices": "aws-us-east-1@2017-11",
  "month": {"length": "730 h", "runs": 5},
  "workload": {
    "kind": "job",
    "items": 60,
    "batch": )" +
         std::to_string(batch) + R"(,
    "item": {"cpu": {"lognormal": {"median": "1 s", "sigma": 0.3}}, "memory": "10 MB"},
    "base_memory": "64 MB",
    "input": "1 kB",
    "output": "1 kB"
  },
  "platforms": [
    {"id": "laptop", "kind": "local", "cores": 1, "parallel": 1},
    {"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-11", "memory": "1792 MB", "timeout": ")" +
         timeout + R"("},
    {"id": "box", "kind": "fleet", "instance": "c4.2xlarge", "count": 1, "hours": "always"}
  ]
})";
}

} // namespace coldframe::cli
