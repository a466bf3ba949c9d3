#include "sim/json/document.h"
#include "ui/panels/distribution_text.h"

#include <gtest/gtest.h>

#include <string>

namespace coldframe::ui {
namespace {

FieldInfo fieldOf(ValueKind of) {
  FieldInfo field;
  field.name = "io";
  field.type = &valueType<double>();
  field.options.of = of;
  return field;
}

JsonNode parsed(const char* text) {
  return JsonDocument::parse(text, "test")->root();
}

TEST(DistributionText, KnowsEachLawByItsParametersAndLeavesTheRestToJson) {
  for (const DistributionLaw& law : distributionLaws()) {
    std::string text;
    for (const DistributionLaw::Parameter& one : law.parameters)
      text += (text.empty() ? "\"" : ", \"") + std::string(one.name) + "\": 1";
    const JsonNode node = parsed(("{\"" + std::string(law.name) + "\": {" + text + "}}").c_str());
    EXPECT_EQ(lawOf(&node), &law) << text;
  }
  for (const char* text : {"\"1 s\"", "{\"empirical\": {\"values\": [1]}}", "{\"lognormal\": {\"median\": 1}}", "{}",
                           "3", "{\"mixture\": [{\"weight\": 1, \"scalar\": 2}]}"}) {
    const JsonNode node = parsed(text);
    EXPECT_EQ(lawOf(&node), nullptr) << text;
  }
}

TEST(DistributionText, EveryLawWrittenFromEveryOtherIsReadAndKeepsTheMiddle) {
  for (const ValueKind kind : {ValueKind::Duration, ValueKind::Memory, ValueKind::Bytes, ValueKind::Number}) {
    const FieldInfo field = fieldOf(kind);
    const Distribution from = LogNormal{4.2e9, 0.3};
    for (const DistributionLaw& law : distributionLaws()) {
      const JsonNode node = rewritten(field, from, &law);
      EXPECT_EQ(lawOf(&node), &law);
      const auto read = distributionOf(field, node);
      ASSERT_TRUE(read) << writeJsonLine(node);
      EXPECT_NEAR(read->mean() / from.mean(), 1, law.name == "exponential" ? 0.01 : 0.2) << writeJsonLine(node);
    }
    const auto fixed = distributionOf(field, rewritten(field, from, nullptr));
    ASSERT_TRUE(fixed);
    EXPECT_NEAR(fixed->mean() / from.mean(), 1, 0.01);
  }
}

TEST(DistributionText, FromNothingComesSomethingToTypeOver) {
  const FieldInfo field = fieldOf(ValueKind::Duration);
  for (const DistributionLaw& law : distributionLaws()) {
    const auto read = distributionOf(field, rewritten(field, Distribution(), &law));
    ASSERT_TRUE(read);
    EXPECT_GT(read->mean(), 0);
  }
}

} // namespace
} // namespace coldframe::ui
