// The schema and the reader judge alike. The judge of the schema is python3-jsonschema, so that nobody of ours marks
// their own work.
#include "sim/json/reader.h"
#include "sim/json/schema_writer.h"
#include "tests/json/sample_tables.h"
#include "tests/support/schema_judge.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

JsonNode parsed(std::string_view text, bool annotations) {
  Result<JsonDocument> document = JsonDocument::parse(text, "s.json", {.annotations = annotations});
  EXPECT_TRUE(document) << text << (document ? "" : document.error().text());
  return document ? document->root() : JsonNode();
}

const std::vector<std::string> kDocuments{
    R"({"name": "x"})",
    R"({})",
    R"([])",
    R"("x")",
    R"({"name": ""})",
    R"({"name": 5})",
    R"({"name": "x", "nme": 1})",
    R"({"name": "x", "on": 1})",
    R"({"name": "x", "on": true})",
    R"({"name": "x", "small": 11})",
    R"({"name": "x", "small": -10})",
    R"({"name": "x", "small": 1.5})",
    R"({"name": "x", "small": 2.0})",
    R"({"name": "x", "count": -1})",
    R"({"name": "x", "ratio": 1.5})",
    R"({"name": "x", "ratio": "0.5"})",
    R"({"name": "x", "time": "5 s"})",
    R"({"name": "x", "time": 5})",
    R"({"name": "x", "time": "5"})",
    R"({"name": "x", "time": "5 sec"})",
    R"({"name": "x", "time": " 1,00.e0 s "})",
    R"({"name": "x", "time": "unlimited"})",
    R"({"name": "x", "maybe": "unlimited"})",
    R"({"name": "x", "maybe": null})",
    R"({"name": "x", "maybe": "- 1 s"})",
    R"({"name": "x", "shift": "-1.5 h"})",
    R"({"name": "x", "memory": "1 GB"})",
    R"({"name": "x", "memory": "1 GB/s"})",
    R"({"name": "x", "memory": "0.5 GiB"})",
    R"({"name": "x", "data": "1e3 TB"})",
    R"({"name": "x", "rate": "3 per minute"})",
    R"({"name": "x", "rate": "3/s"})",
    R"({"name": "x", "rate": "3 s"})",
    R"({"name": "x", "width": "3 Mbit/s"})",
    R"({"name": "x", "width": "unlimited"})",
    R"({"name": "x", "price": "$ 3"})",
    R"({"name": "x", "price": "3 USD"})",
    R"({"name": "x", "price": "3"})",
    R"({"name": "x", "price": "-3 USD"})",
    R"({"name": "x", "colour": "red"})",
    R"({"name": "x", "colour": "Red"})",
    R"({"name": "x", "sizes": []})",
    R"({"name": "x", "sizes": ["1 GB", 5]})",
    R"({"name": "x", "weights": {"q": 1}})",
    R"({"name": "x", "weights": {"q": -1}})",
    R"({"name": "x", "inner": {"tries": 0}})",
    R"({"name": "x", "inner": {"tries": 1, "more": 1}})",
    R"({"name": "x", "inners": [{}, {"wait": "1 s"}]})",
    R"({"name": "x", "inners": [1]})",
    R"({"name": "x", "shape": {"kind": "circle", "radius": 2}})",
    R"({"name": "x", "shape": {"kind": "circle", "radius": 0}})",
    R"({"name": "x", "shape": {"kind": "circle"}})",
    R"({"name": "x", "shape": {"kind": "circle", "radius": 2, "side": 1}})",
    R"({"name": "x", "shape": {"kind": "square"}})",
    R"({"name": "x", "shape": {"radius": 2}})",
    R"({"name": {"value": "x", "basis": "measured"}, "basis": "assumed"})",
    R"({"name": "x", "time": {"value": "5 s", "source": "a book"}, "inner": {"tries": {"value": 2, "basis": "fitted"}}})",
    R"({"name": "x", "time": {"value": 5, "source": "a book"}})",
    R"({"name": "x", "time": {"value": "5 s"}})",
    R"({"name": "x", "inner": {"value": {"tries": 2}, "source": "a book"}})",
};

void expectAlike(bool annotations) {
  const JsonNode schema = writeSchema(valueType<Sample>(), {"sample/1", "Sample", "One of each."}, annotations);
  const std::string why = test::whyNoSchemaJudge();
  if (!why.empty())
    GTEST_SKIP() << why;
  const std::vector<test::SchemaVerdict> verdicts = test::judgeBySchema(writeJson(schema), kDocuments);
  ASSERT_EQ(verdicts.size(), kDocuments.size());
  int accepted = 0;
  for (std::size_t i = 0; i < kDocuments.size(); ++i) {
    const Result<Sample> read = readJson<Sample>(parsed(kDocuments[i], annotations));
    EXPECT_EQ(verdicts[i].valid, read.has_value()) << kDocuments[i] << "\nschema: " << verdicts[i].reason
                                                   << "\nreader: " << (read ? "accepts" : read.error().text());
    accepted += read.has_value();
  }
  EXPECT_GT(accepted, 15);
  EXPECT_LT(accepted, static_cast<int>(kDocuments.size()) - 15);
}

TEST(SchemaWriter, JudgesLikeTheReader) {
  expectAlike(false);
}
TEST(SchemaWriter, JudgesAnnotatedDocumentsLikeTheReader) {
  expectAlike(true);
}

} // namespace
} // namespace coldframe
