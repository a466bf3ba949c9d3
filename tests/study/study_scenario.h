// A bound scenario from a few lines of text, for tests of studies.
#pragma once

#include "sim/scenario/bind.h"

#include <gtest/gtest.h>

#include <string>

namespace coldframe {

inline const Catalogue& catalogue() {
  static const Catalogue builtIn = Catalogue::builtIn();
  return builtIn;
}

inline Scenario scenarioFrom(const std::string& text) {
  auto scenario = readScenario(text, "test");
  EXPECT_TRUE(scenario.has_value()) << (scenario ? std::string() : scenario.error().text());
  return std::move(scenario.value());
}

// A scenario that is shipped.
inline Scenario shippedScenario(const std::string& name) {
  const auto text = Catalogue::builtIn().find(CatalogueKind::Scenario, name);
  EXPECT_TRUE(text.has_value()) << name;
  return scenarioFrom(text->text);
}

inline BoundScenario boundFrom(const std::string& text) {
  auto bound = bind(scenarioFrom(text), Catalogue::builtIn());
  EXPECT_TRUE(bound.has_value()) << (bound ? std::string() : bound.error().text());
  return std::move(bound.value());
}

// 60 items of about a second in batches; `platforms` as in a scenario file.
inline std::string jobText(const std::string& platforms, int batch = 10, int items = 60) {
  return R"({"schema": "coldframe.scenario/1", "name": "Job", "seed": 3, "prices": "aws-us-east-1@2017-11",
    "month": {"length": "730 h", "runs": 3},
    "workload": {"kind": "job", "items": )" +
         std::to_string(items) + R"(, "batch": )" + std::to_string(batch) + R"(,
      "item": {"cpu": {"lognormal": {"median": "1 s", "sigma": 0.3}}, "memory": "10 MB"},
      "base_memory": "64 MB", "input": "1 kB", "output": "1 kB"},
    "platforms": [)" +
         platforms + "]}";
}
inline BoundScenario jobOn(const std::string& platforms, int batch = 10, int items = 60) {
  return boundFrom(jobText(platforms, batch, items));
}

inline const std::string kLaptop = R"({"id": "laptop", "kind": "local", "cores": 1, "parallel": 1})";
inline const std::string kLambda =
    R"({"id": "lambda", "kind": "faas", "profile": "aws-lambda@2017-11", "memory": "1792 MB"})";
inline const std::string kBox =
    R"({"id": "box", "kind": "fleet", "instance": "c4.2xlarge", "count": 1, "hours": "always"})";

} // namespace coldframe
