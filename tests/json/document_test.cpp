#include "sim/json/document.h"
#include "tests/support/data_locator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace coldframe {
namespace {

using testing::HasSubstr;

JsonDocument parsed(std::string_view text, const JsonLimits& limits = {}) {
  Result<JsonDocument> document = JsonDocument::parse(text, "a.json", limits);
  EXPECT_TRUE(document) << (document ? "" : document.error().text());
  return document ? *document : JsonDocument();
}

Problem firstProblem(std::string_view text, const JsonLimits& limits = {}) {
  const Result<JsonDocument> document = JsonDocument::parse(text, "a.json", limits);
  EXPECT_FALSE(document) << "accepted: " << text.substr(0, 80);
  if (document)
    return {};
  EXPECT_EQ(document.error().kind, ErrorKind::Input);
  return document.error().problems.at(0);
}

void expectPlace(const JsonDocument& document, std::string_view pointer, int line, int column) {
  const JsonNode* node = findByPointer(document.root(), pointer);
  ASSERT_NE(node, nullptr) << pointer;
  EXPECT_EQ(node->line(), line) << pointer;
  EXPECT_EQ(node->column(), column) << pointer;
  EXPECT_EQ(node->pointer(), pointer);
  EXPECT_EQ(node->file(), "a.json");
}

TEST(Document, KnowsLineAndColumnOfEveryValueAndKey) {
  const JsonDocument document = parsed("{\n"
                                       "  \"name\" : \"x\",\n"
                                       "  \"list\": [1, -2.5e3,\n"
                                       "           true,null , \"a\\\"b\"],\n"
                                       "  \"in\":{\"deep\":{}}\n"
                                       "}\n");
  expectPlace(document, "", 1, 1);
  expectPlace(document, "/name", 2, 12);
  expectPlace(document, "/list", 3, 11);
  expectPlace(document, "/list/0", 3, 12);
  expectPlace(document, "/list/1", 3, 15);
  expectPlace(document, "/list/2", 4, 12);
  expectPlace(document, "/list/3", 4, 17);
  expectPlace(document, "/list/4", 4, 24);
  expectPlace(document, "/in", 5, 8);
  expectPlace(document, "/in/deep", 5, 16);
  EXPECT_EQ(document.root().keyLine(1), 3);
  EXPECT_EQ(document.root().keyColumn(1), 3);
}

TEST(Document, CountsCharactersNotBytesAndATabAsOne) {
  const JsonDocument document = parsed("{\"größe€😀\":\t1,\r\n\t\"b\": [\"ä\", 2]}");
  EXPECT_EQ(document.root().at(0).column(), 13);
  EXPECT_EQ(document.root().at(0).line(), 1);
  expectPlace(document, "/b/1", 2, 13);
}

TEST(Document, KeepsMembersInFileOrderAndNumbersExact) {
  const JsonDocument document = parsed(R"({"z":1,"a":9223372036854775807,"m":18446744073709551615,"d":0.1,"n":-5})");
  EXPECT_EQ(document.root().keyAt(0), "z");
  EXPECT_EQ(document.root().keyAt(1), "a");
  std::int64_t whole = 0;
  EXPECT_TRUE(document.root().at(1).toInteger(whole));
  EXPECT_EQ(whole, std::numeric_limits<std::int64_t>::max());
  EXPECT_FALSE(document.root().at(2).toInteger(whole));
  std::uint64_t large = 0;
  EXPECT_TRUE(document.root().at(2).toUnsigned(large));
  EXPECT_EQ(large, std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(document.root().at(3).asNumber(), 0.1);
  EXPECT_FALSE(document.root().at(4).toUnsigned(large));
}

TEST(Document, PlacesASyntaxError) {
  const Problem p = firstProblem("{\n  \"a\": 1,\n  \"b\": nope\n}");
  EXPECT_EQ(p.line, 3);
  EXPECT_EQ(p.file, "a.json");
  EXPECT_THAT(p.what, HasSubstr("not JSON"));
  EXPECT_EQ(firstProblem("[1,,2]").column, 4);
  EXPECT_EQ(firstProblem("[1, 2\n,]").line, 2);
  EXPECT_EQ(firstProblem("[1, 2\n,]").column, 2);
}

TEST(Document, RefusesWhatIsNotInTheStandard) {
  for (const std::string_view text :
       {"NaN",         "Infinity", "-Infinity", "[1,]", "{\"a\":1,}", "{a:1}",    "'x'",    "01",
        "+1",          "1.",       ".5",        "0x10", "// c\n1",    "/* c */1", "\"\t\"", "\"\\x\"",
        "\"\\ud800\"", "tru",      "[",         "nul",  "{\"a\" 1}",  "\x01"})
    EXPECT_FALSE(firstProblem(text).what.empty()) << text;
}

TEST(Document, SaysThatATextIsCutOffAndWhatIsOpen) {
  const Problem p = firstProblem("{\n \"a\": [1,\n  2");
  EXPECT_THAT(p.what, HasSubstr("ends too early"));
  EXPECT_THAT(p.what, HasSubstr("array begun in line 2"));
  EXPECT_EQ(p.line, 3);
  EXPECT_THAT(firstProblem("").what, HasSubstr("ends too early"));
  EXPECT_THAT(firstProblem("  \n").what, HasSubstr("ends too early"));
  EXPECT_THAT(firstProblem("{\"a").what, testing::AnyOf(HasSubstr("ends too early"), HasSubstr("not JSON")));
}

TEST(Document, EveryTruncationIsAnErrorWithAPlace) {
  const std::string text = "{\"a\": [1, 2.5, \"x\\u00e9\", {\"b\": null}], \"c\": true}";
  for (std::size_t length = 0; length < text.size(); ++length) {
    const Problem p = firstProblem(std::string_view(text).substr(0, length));
    EXPECT_GE(p.line, 1) << length;
    EXPECT_LE(p.column, static_cast<int>(length) + 1) << length;
  }
}

TEST(Document, ReportsAllDuplicateKeysWithTheirPlaces) {
  const Result<JsonDocument> document =
      JsonDocument::parse("{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2},\n \"a\": 3}", "a.json");
  ASSERT_FALSE(document);
  ASSERT_EQ(document.error().problems.size(), 2u);
  EXPECT_EQ(document.error().problems[0].pointer, "/b/c");
  EXPECT_EQ(document.error().problems[0].line, 2);
  EXPECT_EQ(document.error().problems[0].column, 16);
  EXPECT_EQ(document.error().problems[1].pointer, "/a");
  EXPECT_EQ(document.error().problems[1].line, 3);
}

TEST(Document, FindsADuplicateAmongManyKeys) {
  std::string text = "{";
  for (int i = 0; i < 200; ++i)
    text += "\"k" + std::to_string(i) + "\":0,";
  EXPECT_THAT(firstProblem(text + "\"k7\":1}").what, HasSubstr("k7"));
  EXPECT_THAT(firstProblem(text + "\"k150\":1}").what, HasSubstr("k150"));
  parsed(text + "\"k200\":1}");
}

TEST(Document, RefusesNumbersTooLargeForADouble) {
  const Problem p = firstProblem("{\"a\": [1, 1e999]}");
  EXPECT_THAT(p.what, HasSubstr("too large"));
  EXPECT_EQ(p.pointer, "/a");
  EXPECT_EQ(p.value, "1e999");
}

TEST(Document, RefusesInvalidUtf8ByteOrderMarkAndTrailingText) {
  EXPECT_THAT(firstProblem("\"\xff\"").what, HasSubstr("UTF-8"));
  EXPECT_THAT(firstProblem("\"\xc3(\"").what, HasSubstr("UTF-8"));
  EXPECT_THAT(firstProblem("\xEF\xBB\xBF{}").what, HasSubstr("byte order mark"));
  const Problem trailing = firstProblem("{}\n{}");
  EXPECT_THAT(trailing.what, HasSubstr("after the end"));
  EXPECT_EQ(trailing.line, 2);
  const Problem zero = firstProblem(std::string_view("{\n\0}", 4));
  EXPECT_THAT(zero.what, HasSubstr("zero byte"));
  EXPECT_EQ(zero.line, 2);
  EXPECT_EQ(zero.column, 1);
}

TEST(Document, LimitsDepthSizeAndNumberOfValues) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  parsed(nested(64));
  EXPECT_THAT(firstProblem(nested(65)).what, HasSubstr("nested too deeply"));
  EXPECT_THAT(firstProblem(std::string(5'000'000, '[')).what, HasSubstr("nested too deeply"));
  std::string objects;
  for (int i = 0; i < 100'000; ++i)
    objects += "{\"a\":";
  EXPECT_THAT(firstProblem(objects).what, HasSubstr("nested too deeply"));
  EXPECT_THAT(firstProblem("[1,2,3]", {.bytes = 6}).what, HasSubstr("too large"));
  EXPECT_THAT(firstProblem("[1,2,3]", {.values = 3}).what, HasSubstr("too many values"));
  parsed("[1,2,3]", {.bytes = 7, .values = 4});
}

TEST(Document, UnwrapsAnnotationsAndInheritsThem) {
  const JsonDocument document = parsed(
      R"({"basis": "documented", "source": "the manual",
          "limit": {"value": "300 s", "basis": "measured", "source": "own runs"},
          "plain": {"deep": 4},
          "value": {"value": 3, "source": "elsewhere"}})",
      {.annotations = true});
  const JsonNode& root = document.root();
  ASSERT_EQ(root.size(), 3u);
  const JsonNode& limit = *root.find("limit");
  EXPECT_EQ(limit.asString(), "300 s");
  EXPECT_EQ(limit.basis(), Basis::Measured);
  EXPECT_EQ(limit.source(), "own runs");
  EXPECT_EQ(limit.line(), 2);
  const JsonNode& deep = *findByPointer(root, "/plain/deep");
  EXPECT_EQ(deep.basis(), Basis::Documented);
  EXPECT_EQ(deep.source(), "the manual");
  EXPECT_EQ(root.find("value")->asNumber(), 3);
  EXPECT_EQ(root.find("value")->basis(), Basis::Documented);
  EXPECT_EQ(root.find("value")->source(), "elsewhere");
}

TEST(Document, LeavesAnnotationsAloneWhereTheyAreNotAllowed) {
  EXPECT_TRUE(parsed(R"({"a": {"value": 1, "basis": "measured"}})").root().find("a")->isObject());
  EXPECT_TRUE(parsed(R"({"a": {"value": 1}})", {.annotations = true}).root().find("a")->isObject());
}

TEST(Document, LeavesLiteralMembersAsTheyStand) {
  JsonNode root =
      parsed(R"({"notes": [{"what": 1, "source": "x"}], "a": {"notes": {"n": 2, "source": "z"}, "source": "y"}})")
          .root();
  ASSERT_TRUE(takeAnnotations(root, {"notes"}));
  EXPECT_EQ(root.find("notes")->at(0).find("source")->asString(), "x");
  EXPECT_EQ(root.find("a")->find("source"), nullptr);
  EXPECT_EQ(findByPointer(root, "/a/notes/source"), nullptr) << "only at the top";
}

TEST(Document, RefusesAnUnknownBasis) {
  const Problem p = firstProblem(R"({"a": {"value": 1, "basis": "guessed"}})", {.annotations = true});
  EXPECT_THAT(p.what, HasSubstr("basis"));
  EXPECT_EQ(p.value, "guessed");
  EXPECT_EQ(p.pointer, "/a/basis");
  EXPECT_FALSE(firstProblem(R"({"a": {"value": 1, "source": 7}})", {.annotations = true}).what.empty());
}

TEST(Document, ReadsFilesAndSaysWhyItCannot) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path() / "s.json";
  std::ofstream(path) << "{\"a\": 1}";
  const Result<JsonDocument> document = JsonDocument::readFile(path);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->fileName(), path);
  EXPECT_EQ(document->root().find("a")->originText(), path + ":1");
  EXPECT_FALSE(JsonDocument::readFile(path, {.bytes = 4}));
  const Result<JsonDocument> missing = JsonDocument::readFile(folder.path() / "none.json");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::Input);
  EXPECT_THAT(missing.error().text(), HasSubstr("none.json"));
  const Result<JsonDocument> directory = JsonDocument::readFile(folder.path());
  ASSERT_FALSE(directory);
  EXPECT_THAT(directory.error().text(), HasSubstr("folder"));
}

} // namespace
} // namespace coldframe
