#include "sim/json/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace coldframe {
namespace {

JsonNode parsed(std::string_view text, const std::string& file = "a.json", bool annotations = false) {
  Result<JsonDocument> document = JsonDocument::parse(text, file, {.annotations = annotations});
  EXPECT_TRUE(document) << (document ? "" : document.error().text());
  return document ? document->root() : JsonNode();
}

TEST(Node, WritesTextThatReadsBackTheSame) {
  const JsonNode node = parsed(R"({"a": [1, -2.5, 1e300, 1e-7, 0.1, 18446744073709551615], "b": {}, "c": [],
    "text": "tab\t quote\" slash\\ é 😀 \u0001", "d": [{"x": null}, [true, false]]})");
  const std::string text = writeJson(node);
  EXPECT_TRUE(parsed(text).sameValue(node)) << text;
  EXPECT_EQ(writeJson(parsed(text)), text);
  EXPECT_TRUE(parsed(writeJsonLine(node)).sameValue(node));
  EXPECT_EQ(writeJsonLine(node).find('\n'), std::string::npos);
}

TEST(Node, WritesTwoSpacesAnIndentAndPlainListsOnOneLine) {
  EXPECT_EQ(writeJson(parsed(R"({"b":{"c":1.5},"a":[1,2],"e":{},"l":[{"x":1}]})")), "{\n"
                                                                                    "  \"b\": {\n"
                                                                                    "    \"c\": 1.5\n"
                                                                                    "  },\n"
                                                                                    "  \"a\": [1, 2],\n"
                                                                                    "  \"e\": {},\n"
                                                                                    "  \"l\": [\n"
                                                                                    "    {\n"
                                                                                    "      \"x\": 1\n"
                                                                                    "    }\n"
                                                                                    "  ]\n"
                                                                                    "}");
}

TEST(Node, WritesAnnotationsBack) {
  const std::string text = R"({"basis":"assumed","a":{"value":"1 s","basis":"measured","source":"x"},"b":{"c":2}})";
  const JsonNode node = parsed(text, "a.json", true);
  const JsonNode again = parsed(writeJson(node, true), "b.json", true);
  EXPECT_TRUE(again.sameValue(node));
  EXPECT_EQ(again.find("a")->basis(), Basis::Measured);
  EXPECT_EQ(again.find("a")->source(), "x");
  EXPECT_EQ(findByPointer(again, "/b/c")->basis(), Basis::Assumed);
}

TEST(Node, NeverWritesANegativeZero) {
  EXPECT_EQ(writeJson(JsonNode::number(-0.0)), "0");
}

TEST(Node, ACopyIsIndependentAndKnowsItsOwnParents) {
  JsonNode copy;
  {
    const JsonNode original = parsed(R"({"a": {"b": [1, {"c": 2}]}})");
    copy = original;
  }
  EXPECT_EQ(findByPointer(copy, "/a/b/1/c")->pointer(), "/a/b/1/c");
  copy.find("a")->set("b", JsonNode::integer(7));
  EXPECT_EQ(writeJsonLine(copy), R"({"a": {"b": 7}})");
}

TEST(Node, KeepsParentsWhileItGrows) {
  JsonNode root = JsonNode::object();
  JsonNode list = JsonNode::array();
  for (int i = 0; i < 50; ++i) {
    JsonNode item = JsonNode::object();
    item.add("v", JsonNode::integer(i));
    list.append(std::move(item));
  }
  root.set("list", std::move(list));
  for (int i = 0; i < 50; ++i)
    root.set("key" + std::to_string(i), JsonNode::null());
  for (std::size_t i = 0; i < 50; ++i)
    EXPECT_EQ(root.find("list")->at(i).at(0).pointer(), "/list/" + std::to_string(i) + "/v");
  EXPECT_TRUE(root.remove("key3"));
  EXPECT_FALSE(root.remove("key3"));
  EXPECT_EQ(root.find("key49")->pointer(), "/key49");
}

TEST(Node, ANodeMayBeReplacedByItsOwnChild) {
  JsonNode node = parsed(R"({"a": {"b": [1, 2]}})");
  node = std::move(*node.find("a"));
  EXPECT_EQ(writeJsonLine(node), R"({"b": [1, 2]})");
  EXPECT_EQ(node.find("b")->at(1).pointer(), "/b/1");
}

TEST(Node, EscapesPointerSegments) {
  const JsonNode node = parsed(R"({"a/b": {"m~n": [0]}})");
  EXPECT_EQ(node.at(0).at(0).at(0).pointer(), "/a~1b/m~0n/0");
  EXPECT_EQ(findByPointer(node, "/a~1b/m~0n/0"), &node.at(0).at(0).at(0));
  EXPECT_EQ(findByPointer(node, "/a~2b"), nullptr);
  EXPECT_EQ(findByPointer(node, "a"), nullptr);
  EXPECT_EQ(findByPointer(node, ""), &node);
}

TEST(Node, MergesObjectsMemberByMemberEachLeafKeepingItsOrigin) {
  JsonNode base = parsed("{\"a\": {\"x\": 1,\n \"y\": 2}, \"list\": [1, 2, 3], \"k\": 1}", "profile.json");
  const JsonNode over =
      parsed("{\"a\":\n {\"y\": 20, \"z\": 30},\n \"list\": [9], \"k\": {\"n\": 1}}", "scenario.json");
  mergeOver(base, over);
  EXPECT_EQ(writeJsonLine(base), R"({"a": {"x": 1, "y": 20, "z": 30}, "list": [9], "k": {"n": 1}})");
  EXPECT_EQ(findByPointer(base, "/a/x")->originText(), "profile.json:1");
  EXPECT_EQ(findByPointer(base, "/a/y")->originText(), "scenario.json:2");
  EXPECT_EQ(findByPointer(base, "/a/z")->originText(), "scenario.json:2");
  EXPECT_EQ(findByPointer(base, "/list/0")->originText(), "scenario.json:3");
  EXPECT_EQ(findByPointer(base, "/a/z")->pointer(), "/a/z");
}

TEST(Node, AnOverrideDoesNotInheritTheBasisOfWhatItReplaces) {
  JsonNode base = parsed(
      R"({"basis": "documented", "a": {"value": "1 s", "basis": "measured", "source": "m"}, "b": "3 s"})", "p", true);
  mergeOver(base, parsed(R"({"a": "2 s"})", "s", true));
  EXPECT_EQ(base.find("a")->basis(), Basis::Unstated);
  EXPECT_EQ(base.find("b")->basis(), Basis::Documented);
}

TEST(Node, SetsByPointerThroughIdsAndMakesObjectsOnTheWay) {
  JsonNode node = parsed(R"({"platforms": [{"id": "laptop", "cores": 4}, {"id": "lambda"}]})");
  std::string why;
  ASSERT_TRUE(setByPointer(node, "/platforms/lambda/overrides/cpu/speed", JsonNode::number(0.5), why)) << why;
  ASSERT_TRUE(setByPointer(node, "/platforms/0/cores", JsonNode::integer(8), why)) << why;
  EXPECT_EQ(writeJsonLine(node),
            R"({"platforms": [{"id": "laptop", "cores": 8}, {"id": "lambda", "overrides": {"cpu": {"speed": 0.5}}}]})");
  EXPECT_EQ(findByPointer(node, "/platforms/lambda/overrides/cpu/speed")->pointer(),
            "/platforms/1/overrides/cpu/speed");
}

TEST(Node, APointerThatLeadsNowhereChangesNothingAndSaysWhy) {
  JsonNode node = parsed(R"({"platforms": [{"id": "laptop", "cores": 4}]})");
  const std::string before = writeJson(node);
  std::string why;
  EXPECT_FALSE(setByPointer(node, "/platforms/lambda/cores", JsonNode::integer(1), why));
  EXPECT_THAT(why, testing::HasSubstr("lambda"));
  EXPECT_FALSE(setByPointer(node, "/platforms/0/cores/x", JsonNode::integer(1), why));
  EXPECT_THAT(why, testing::HasSubstr("/platforms/0/cores"));
  EXPECT_FALSE(setByPointer(node, "platforms", JsonNode::integer(1), why));
  EXPECT_FALSE(setByPointer(node, "/platforms/7", JsonNode::integer(1), why));
  std::string deep;
  for (int i = 0; i < 100; ++i)
    deep += "/x";
  EXPECT_FALSE(setByPointer(node, deep, JsonNode::integer(1), why));
  EXPECT_EQ(writeJson(node), before);
}

TEST(Node, ComparesValuesWhateverTheirOrderAndOrigin) {
  EXPECT_TRUE(parsed(R"({"a": 1, "b": 2.0})").sameValue(parsed(R"({"b": 2, "a": 1})", "other")));
  EXPECT_FALSE(parsed(R"({"a": 1})").sameValue(parsed(R"({"a": 1, "b": 2})")));
  EXPECT_FALSE(parsed("[1, 2]").sameValue(parsed("[2, 1]")));
  EXPECT_FALSE(parsed("\"1\"").sameValue(parsed("1")));
}

} // namespace
} // namespace coldframe
