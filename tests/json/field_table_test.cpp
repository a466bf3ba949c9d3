#include "sim/json/field_table.h"
#include "sim/json/reader.h"
#include "sim/json/write.h"
#include "tests/json/sample_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace coldframe {
namespace {

using testing::HasSubstr;

JsonDocument parsed(std::string_view text) {
  Result<JsonDocument> document = JsonDocument::parse(text, "s.json");
  EXPECT_TRUE(document) << (document ? "" : document.error().text());
  return document ? *document : JsonDocument();
}

Result<Sample> sample(std::string_view text) {
  return readJson<Sample>(parsed(text).root());
}

std::vector<Problem> problemsOf(std::string_view text) {
  const Result<Sample> read = sample(text);
  EXPECT_FALSE(read) << "accepted " << text;
  return read ? std::vector<Problem>{} : read.error().problems;
}

// The one problem of {"name": "x", <member>}.
Problem problemOf(const std::string& member) {
  const std::vector<Problem> problems = problemsOf("{\"name\": \"x\", " + member + "}");
  EXPECT_EQ(problems.size(), 1u) << member;
  return problems.empty() ? Problem() : problems.front();
}

TEST(FieldTable, EveryMemberTypeIsRead) {
  const Result<Sample> read = sample(R"({
    "on": false, "small": -3, "whole": -9000000000, "count": 7, "seed": 18446744073709551615, "ratio": 0.25,
    "name": "n", "time": "15 min", "shift": "-5 h", "memory": "1536 MB", "data": "2 MB", "rate": "120 /min",
    "width": "unlimited", "price": "$0.0000166667", "colour": "red", "maybe": "3 s", "sizes": ["1 GB", "2 GB"],
    "weights": {"x": 2}, "inner": {"tries": 8}, "inners": [{}, {"wait": "1 s"}], "note": "flat", "low": 1, "high": 1,
    "shape": {"kind": "square", "side": 4}})");
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_FALSE(read->on);
  EXPECT_EQ(read->small, -3);
  EXPECT_EQ(read->whole, -9'000'000'000);
  EXPECT_EQ(read->count, 7u);
  EXPECT_EQ(read->seed, std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(read->ratio, 0.25);
  EXPECT_EQ(read->name, "n");
  EXPECT_EQ(read->time, Duration::minutes(15));
  EXPECT_EQ(read->shift, -Duration::hours(5));
  EXPECT_EQ(read->memory, Memory::mb(1536));
  EXPECT_EQ(read->data, Bytes::mb(2));
  EXPECT_EQ(read->rate, Rate::perSecond(2));
  EXPECT_EQ(read->width, Bandwidth::unlimited());
  EXPECT_EQ(read->price.decimal(), "0.0000166667");
  EXPECT_EQ(read->colour, Colour::Red);
  EXPECT_EQ(read->maybe, Duration::seconds(3));
  EXPECT_EQ(read->sizes, (std::vector{Memory::mb(1024), Memory::mb(2048)}));
  EXPECT_EQ(read->weights, (std::map<std::string, double>{{"x", 2}}));
  EXPECT_EQ(read->inner.tries, 8);
  EXPECT_EQ(read->flat.note, "flat");
  EXPECT_EQ(std::get<SampleSquare>(read->shape).side, 4);
}

TEST(FieldTable, WhatIsNotSaidKeepsTheDefaultOfTheStruct) {
  const Result<Sample> read = sample(R"({"name": "x", "inner": {"tries": 8}})");
  ASSERT_TRUE(read);
  Sample expected;
  expected.name = "x";
  expected.inner.tries = 8;
  EXPECT_EQ(*read, expected);
  EXPECT_EQ(read->inner.wait, Duration::seconds(9)) << "the default that Sample gives its inner struct";
}

TEST(FieldTable, AStructWrittenAndReadBackIsTheSame) {
  Sample value;
  value.name = "größe \"x\"";
  value.seed = std::numeric_limits<std::uint64_t>::max();
  value.shift = -Duration::minutes(90);
  value.rate = Rate::perSecond(1.0 / 3);
  value.width = Bandwidth::bytesPerSecond(123456.789);
  value.price = Money::atto(16'666'700'000'000);
  value.maybe = Duration::nanoseconds(1'234'567);
  value.inners = {{Duration::nanoseconds(1), 1}, {}};
  value.weights = {{"p", 0.1}, {"q", 1e-9}};
  value.shape = SampleSquare{2.5, {Duration::minutes(1), 9}};
  const std::string text = writeJson(toJson(value));
  const Result<Sample> read = sample(text);
  ASSERT_TRUE(read) << read.error().text() << text;
  EXPECT_EQ(*read, value) << text;
  EXPECT_EQ(writeJson(toJson(*read)), text);
}

TEST(FieldTable, AQuantityWithoutItsUnitIsAnErrorWithPlaceValueAndExample) {
  const std::vector<Problem> problems = problemsOf("{\"name\": \"x\",\n  \"time\": 300}");
  ASSERT_EQ(problems.size(), 1u);
  const Problem& p = problems[0];
  EXPECT_EQ(p.what, "a unit is missing");
  EXPECT_EQ(p.file, "s.json");
  EXPECT_EQ(p.line, 2);
  EXPECT_EQ(p.column, 11);
  EXPECT_EQ(p.pointer, "/time");
  EXPECT_EQ(p.value, "300");
  EXPECT_THAT(p.expectation, HasSubstr("\"300 s\""));
  EXPECT_THAT(p.expectation, HasSubstr("at most 15 min"));
}

TEST(FieldTable, WrongTypesAreRefused) {
  for (const std::string member : {"\"on\": 1",
                                   "\"on\": \"true\"",
                                   "\"whole\": 1.5",
                                   "\"whole\": \"1\"",
                                   "\"whole\": 1e30",
                                   "\"ratio\": \"0.5\"",
                                   "\"ratio\": null",
                                   "\"note\": 4",
                                   "\"time\": []",
                                   "\"time\": \"soon\"",
                                   "\"time\": \"5 GB\"",
                                   "\"memory\": \"5 s\"",
                                   "\"price\": 3",
                                   "\"price\": \"3 EUR\"",
                                   "\"rate\": \"3\"",
                                   "\"colour\": 1",
                                   "\"colour\": \"blue\"",
                                   "\"sizes\": \"1 GB\"",
                                   "\"sizes\": [1]",
                                   "\"weights\": []",
                                   "\"inner\": 5",
                                   "\"inners\": {}",
                                   "\"inners\": [null]",
                                   "\"shape\": \"circle\"",
                                   "\"shape\": {}",
                                   "\"shape\": {\"kind\": 1}",
                                   "\"shape\": {\"kind\": \"circle\"}",
                                   "\"count\": -1",
                                   "\"count\": 4294967296",
                                   "\"small\": 9999999999",
                                   "\"seed\": -1",
                                   "\"maybe\": 5",
                                   "\"time\": \"-3 s\"",
                                   "\"data\": \"nan B\"",
                                   "\"data\": \"inf B\""}) {
    const Problem p = problemOf(member);
    EXPECT_FALSE(p.expectation.empty()) << member;
    EXPECT_GT(p.line, 0) << member;
    EXPECT_FALSE(p.pointer.empty()) << member;
  }
}

TEST(FieldTable, RangesAndStepsAreKeptAndShownWithUnits) {
  EXPECT_THAT(problemOf("\"time\": \"500 ms\"").expectation, HasSubstr("at least 1 s and at most 15 min"));
  EXPECT_EQ(problemOf("\"time\": \"901 s\"").what, "too large");
  EXPECT_THAT(problemOf("\"time\": \"1600 ms\"").what, HasSubstr("nearest is 2 s"));
  EXPECT_THAT(problemOf("\"memory\": \"1500 MB\"").what, HasSubstr("nearest is 1472 MB"));
  EXPECT_THAT(problemOf("\"ratio\": 1.01").expectation, HasSubstr("at most 1"));
  EXPECT_THAT(problemOf("\"width\": \"0 B/s\"").expectation, HasSubstr("more than"));
  EXPECT_EQ(problemOf("\"weights\": {\"k\": -1}").pointer, "/weights/k");
  EXPECT_EQ(problemOf("\"shift\": \"-20 h\"").what, "too small");
  EXPECT_TRUE(sample(R"({"name": "x", "memory": "192 MB", "time": "1 s"})"));
}

TEST(FieldTable, AnUnknownKeyIsAnErrorWithASuggestion) {
  const Problem p = problemOf("\n   \"memry\": \"1 GB\"");
  EXPECT_EQ(p.what, "unknown key; did you mean \"memory\"?");
  EXPECT_EQ(p.line, 2);
  EXPECT_EQ(p.column, 4) << "the key's own place";
  EXPECT_EQ(p.pointer, "/memry");
  EXPECT_THAT(problemOf("\"inner\": {\"zzzz\": 1}").expectation, HasSubstr("wait, tries"));
  EXPECT_THAT(problemOf("\"shape\": {\"kind\": \"cirle\"}").what, HasSubstr("did you mean \"circle\""));
  EXPECT_THAT(problemOf("\"colour\": \"gren\"").what, HasSubstr("did you mean \"green\""));
}

TEST(FieldTable, AMissingMemberIsReportedAtItsObject) {
  const std::vector<Problem> problems = problemsOf("\n{\"on\": true,\n \"shape\":\n  {\"kind\": \"circle\"}}");
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].what, "\"radius\" is missing");
  EXPECT_EQ(problems[0].line, 4);
  EXPECT_EQ(problems[0].pointer, "/shape");
  EXPECT_EQ(problems[1].what, "\"name\" is missing");
  EXPECT_EQ(problems[1].line, 2);
  EXPECT_THAT(problems[1].expectation, HasSubstr("a name"));
}

TEST(FieldTable, AllMistakesAreCollected) {
  const std::vector<Problem> problems =
      problemsOf(R"({"on": 3, "tme": "1 s", "inners": [{"tries": 0}, {"wait": 5}], "sizes": ["1 GB", 4, "x"]})");
  std::vector<std::string> pointers;
  for (const Problem& p : problems)
    pointers.push_back(p.pointer);
  EXPECT_THAT(pointers,
              testing::ElementsAre("/on", "/tme", "/inners/0/tries", "/inners/1/wait", "/sizes/1", "/sizes/2", ""));
}

TEST(FieldTable, KeepsCountingWhenTheListOfProblemsIsFull) {
  std::string text = "{\"name\": \"x\", \"sizes\": [0";
  for (int i = 1; i < 5000; ++i)
    text += ",0";
  Reader reader;
  Sample out;
  EXPECT_FALSE(reader.read(parsed(text + "]}").root(), out));
  EXPECT_EQ(reader.count(), 5000u);
  EXPECT_EQ(reader.problems().size(), 1000u);
}

TEST(FieldTable, CrossFieldRulesRunOfInlinedStructsToo) {
  EXPECT_EQ(problemOf("\"low\": 2").what, "low is above high");
}

TEST(FieldTable, ReadsWholeNumbersHoweverWritten) {
  const Result<Sample> read = sample(R"({"name": "x", "whole": 1e3, "count": 2.0})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->whole, 1000);
  EXPECT_EQ(read->count, 2u);
}

TEST(FieldTable, ALongValueIsShortenedInMessages) {
  const Problem p = problemOf("\"time\": \"" + std::string(10'000, 'x') + "\"");
  EXPECT_LT(p.value.size(), 100u);
}

TEST(FieldTable, CanBeWalkedByFormsAndDocs) {
  const FieldTableBase& table = Fields<Sample>::table();
  const FieldInfo& time = *table.find("time");
  EXPECT_EQ(kindName(*time.type), "time");
  EXPECT_EQ(time.typeName(), "a time");
  EXPECT_EQ(time.rangeText(), "at least 1 s and at most 15 min, in steps of 1 s");
  EXPECT_EQ(time.options.source, "a guess");
  EXPECT_EQ(table.defaultOf(time).asString(), "1 s");
  EXPECT_EQ(table.find("colour")->choices(), (std::vector<std::string>{"red", "green"}));
  EXPECT_EQ(table.find("shape")->choices(), (std::vector<std::string>{"circle", "square"}));
  EXPECT_EQ(table.find("inners")->nested(), &Fields<SampleInner>::table());
  EXPECT_EQ(writeJsonLine(table.defaultOf(*table.find("inner"))), R"({"wait": "9 s", "tries": 4})");
  EXPECT_EQ(table.find("nothing"), nullptr);
}

TEST(FieldTable, AddsDefaultsThatSayTheyAreDefaultsAndTouchesNothingElse) {
  JsonNode node = parsed("{\"name\": \"x\",\n \"inner\": {\"tries\": 8},\n \"inners\": [{}],\n"
                         " \"shape\": {\"kind\": \"square\"}, \"data\": \"1.50 MB\"}")
                      .root();
  addDefaults<Sample>(node);
  EXPECT_EQ(findByPointer(node, "/inner/tries")->originText(), "s.json:2");
  EXPECT_EQ(findByPointer(node, "/inner/wait")->originText(), "default");
  EXPECT_EQ(findByPointer(node, "/inner/wait")->asString(), "9 s") << "the default that Sample gives its inner struct";
  EXPECT_EQ(findByPointer(node, "/inners/0/wait")->asString(), "5 s");
  EXPECT_EQ(findByPointer(node, "/shape/inner/tries")->originText(), "default");
  EXPECT_EQ(findByPointer(node, "/data")->asString(), "1.50 MB") << "as the user wrote it";
  EXPECT_EQ(findByPointer(node, "/time")->source(), "a guess");
  EXPECT_EQ(node.size(), Fields<Sample>::table().fields().size());
  const Result<Sample> read = readJson<Sample>(node);
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(*read, *sample(R"({"name": "x", "inner": {"tries": 8}, "inners": [{}], "shape": {"kind": "square"},
                               "data": "1.5 MB"})"));
}

} // namespace
} // namespace coldframe
