#include "sim/json/write.h"
#include "sim/scenario/catalogue.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/sha256.h"
#include "tests/scenario/sample_scenario.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace coldframe {
namespace {

using test::readProblems;
using test::readText;
using test::sampleText;
using test::streamText;
using testing::HasSubstr;

// The one problem of the sample with one change.
Problem problemOf(const std::string& pointer, const std::string& value) {
  const std::vector<Problem> problems = readProblems(sampleText({{pointer, value}}));
  EXPECT_EQ(problems.size(), 1u) << pointer << " " << value;
  return problems.empty() ? Problem() : problems.front();
}

TEST(Scenario, AllThatShipAreRead) {
  const Catalogue catalogue = Catalogue::builtIn();
  for (const CatalogueEntry* entry : catalogue.list(CatalogueKind::Scenario)) {
    const auto text = catalogue.find(CatalogueKind::Scenario, entry->exactName());
    const auto scenario = readScenario(text->text, text->origin);
    ASSERT_TRUE(scenario) << scenario.error().text();
    EXPECT_FALSE(scenario->blocks.question.empty()) << entry->name;
    EXPECT_FALSE(scenario->blocks.sources.empty()) << entry->name << " does not say where its inputs come from";
    EXPECT_FALSE(scenario->blocks.heldAgainst.empty()) << entry->name << " is held against nothing";
    for (const SourceNote& note : scenario->blocks.sources)
      EXPECT_FALSE(note.source.empty()) << note.what;
    EXPECT_EQ(scenario->sha256, sha256(text->text));
  }
}

TEST(Scenario, IsReadAsItsFileSays) {
  const Scenario scenario = readText(sampleText());
  const ScenarioBlocks& blocks = scenario.blocks;
  EXPECT_EQ(blocks.name, "Sample");
  EXPECT_EQ(blocks.seed, 7u);
  EXPECT_EQ(blocks.month.runs, 20);
  EXPECT_EQ(blocks.month.length, Duration::hours(730));
  const auto& job = std::get<JobWorkload>(blocks.workload).job;
  EXPECT_EQ(job.items, 100);
  EXPECT_EQ(job.batch, 10);
  EXPECT_EQ(job.item.cpu, Distribution(Scalar{0.2e9}));
  const auto& io = std::get<LogNormal>(job.item.io.kind());
  EXPECT_EQ(io.median, 4.2e9);
  EXPECT_NEAR(job.item.io.quantile(0.95), 6e9, 1e3);
  EXPECT_EQ(job.item.memory, Distribution(Scalar{180.0 * 1048576}));
  EXPECT_EQ(job.inputPerItem, Bytes::of(30'000));
  ASSERT_EQ(blocks.platforms.size(), 3u);
  EXPECT_EQ(std::get<LocalPlatform>(blocks.platforms[0]).parallel, 1);
  EXPECT_EQ(std::get<FaasPlatform>(blocks.platforms[1]).memory, Memory::mb(896));
  EXPECT_EQ(std::get<FleetPlatform>(blocks.platforms[2]).hours, MachineHours::Always);
  EXPECT_EQ(commonOf(blocks.platforms[2]).id, "box");
}

TEST(Scenario, AnAnnotatedValueIsReadAsTheValue) {
  const Scenario scenario =
      readText(sampleText({{"/workload/item/cpu", R"({"value": "3 s", "basis": "measured", "source": "own runs"})"}}));
  EXPECT_EQ(std::get<JobWorkload>(scenario.blocks.workload).job.item.cpu, Distribution(Scalar{3e9}));
  EXPECT_EQ(findByPointer(scenario.document, "/workload/item/cpu")->source(), "own runs");
}

TEST(Scenario, EveryKindOfArrivalsIsRead) {
  for (const std::string arrivals :
       {R"j({"kind": "constant", "rate": "1 /s", "offset": "3 s"})j", R"j({"kind": "poisson", "rate": "1 /s"})j",
        R"j({"kind": "on_off", "rate": "1 /s", "on": {"exponential": {"mean": "1 min"}}, "off": "1 h"})j",
        R"j({"kind": "diurnal", "rate": "1 /s", "hourly": [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2]})j",
        R"j({"kind": "per_minute_counts", "counts": [1, 0, 5], "spread": "even"})j",
        R"j({"kind": "timestamps", "at": ["1 s", "1 s", "5 min"]})j",
        R"j({"kind": "schedule", "schedule": "rate(5 minutes)", "utc_offset": "-5 h"})j"})
    readText(streamText({{"/workload/arrivals", arrivals}}));
}

TEST(Scenario, ArrivalsThatMakeNoSenseAreRefused) {
  for (const std::string arrivals :
       {R"j({"kind": "constant", "rate": "0 /s"})j", R"j({"kind": "poisson"})j", R"j({"kind": "poisson", "rate": 1})j",
        R"j({"kind": "on_off", "rate": "1 /s", "on": "0 s", "off": "1 h"})j",
        R"j({"kind": "diurnal", "rate": "1 /s", "hourly": [1, 2]})j",
        R"j({"kind": "per_minute_counts", "counts": [1.5]})j", R"j({"kind": "timestamps", "at": ["2 s", "1 s"]})j",
        R"j({"kind": "schedule", "schedule": "cron(99 * * * ? *)"})j", R"j({"kind": "sometimes"})j",
        R"j({"kind": "interactive", "users": 0, "think": "1 s"})j",
        R"j({"kind": "interactive", "users": 3, "think": "0 s"})j"}) {
    const auto problems = readProblems(streamText({{"/workload/arrivals", arrivals}}));
    ASSERT_EQ(problems.size(), 1u) << arrivals;
    EXPECT_THAT(problems[0].pointer, HasSubstr("/workload/arrivals")) << arrivals;
    EXPECT_FALSE(problems[0].expectation.empty()) << arrivals;
  }
}

TEST(Scenario, ABareNumberWhereAUnitIsDueSaysWhereAndWhatIsExpected) {
  const Problem p = problemOf("/platforms/1/memory", "896");
  EXPECT_EQ(p.what, "a unit is missing");
  EXPECT_EQ(p.file, "sample.json");
  EXPECT_GT(p.line, 20);
  EXPECT_EQ(p.pointer, "/platforms/1/memory");
  EXPECT_EQ(p.value, "896");
  EXPECT_THAT(p.expectation, HasSubstr("\"512 MB\""));
}

TEST(Scenario, WrongScenariosAreRefusedWithTheirPlace) {
  const std::vector<std::pair<std::string, std::string>> changes{
      {"/schema", "\"coldframe.scenario/2\""},
      {"/baseline", "\"latop\""},
      {"/seed", "-1"},
      {"/seed", "1.5"},
      {"/month/length", "\"0 h\""},
      {"/month/runs", "0"},
      {"/month/arrivals", R"({"kind": "poisson", "rate": "1 /d"})"}, // beside runs
      {"/start", "\"yesterday\""},
      {"/horizon", "\"1 h\""}, // of a job
      {"/workload/items", "0"},
      {"/workload/items", "\"100\""},
      {"/workload/batch", "-4"},
      {"/workload/kind", "\"jbo\""},
      {"/workload/itms", "3"},
      {"/workload/item", R"({"memory": "1 MB"})"}, // takes no time
      {"/workload/item/cpu", "\"-1 s\""},
      {"/workload/item/io", R"({"lognormal": {"median": "4 s", "p95": "3 s"}})"},
      {"/workload/item/io", R"({"lognorml": {"median": "4 s", "p95": "5 s"}})"},
      {"/workload/measured_at", R"({"platform": "nowhere"})"},
      {"/platforms", "[]"},
      {"/platforms/0/id", "\"lambda\""}, // twice; the baseline is then missing too
      {"/platforms/1/id", "\"1\""},
      {"/platforms/1/id", "\"a/b\""},
      {"/platforms/2/hours", "\"sometimes\""},
      {"/platforms/2/count", "0"},
      {"/platforms/1/keep_warm", R"({"interval": "4 min"})"}, // of a job
      {"/platforms/1/overrides", "[]"},
      {"/client/uplink", "\"0 B/s\""},
      {"/front_door/cache_hit_ratio", "0.5"}, // without a door
      {"/external/max_concurrency", "-1"},
  };
  for (const auto& [pointer, value] : changes) {
    const std::vector<Problem> problems = readProblems(sampleText({{pointer, value}}));
    ASSERT_FALSE(problems.empty()) << pointer << " " << value;
    for (const Problem& p : problems) {
      EXPECT_EQ(p.file, "sample.json") << pointer << " " << value;
      EXPECT_GT(p.line, 0) << pointer << " " << value;
      EXPECT_GT(p.column, 0) << pointer << " " << value;
      EXPECT_FALSE(p.what.empty()) << pointer << " " << value;
      EXPECT_FALSE(p.expectation.empty()) << pointer << " " << value << ": " << p.what;
    }
  }
}

TEST(Scenario, SuggestsWhatWasMeant) {
  EXPECT_THAT(problemOf("/baseline", "\"latop\"").what, HasSubstr("did you mean \"laptop\""));
  EXPECT_THAT(problemOf("/workload/itms", "3").what, HasSubstr("did you mean \"items\""));
  EXPECT_THAT(problemOf("/plaforms", "3").what, HasSubstr("did you mean \"platforms\""));
  EXPECT_THAT(problemOf("/platforms/2/hours", "\"alwys\"").what, HasSubstr("did you mean \"always\""));
}

TEST(Scenario, ReportsEveryMissingBlock) {
  std::vector<std::string> whats;
  for (const Problem& p : readProblems("{}"))
    whats.push_back(p.what);
  EXPECT_THAT(whats, testing::UnorderedElementsAre("\"schema\" is missing", "\"name\" is missing",
                                                   "\"workload\" is missing", "\"platforms\" is missing"));
}

TEST(Scenario, StreamsHaveNoExecutorsRunsOrMachinesStartedForAJob) {
  for (const auto& [pointer, value] : std::vector<std::pair<std::string, std::string>>{
           {"/platforms/1/executor", "\"pywren-0.4\""},
           {"/platforms/2/hours", "\"per job\""},
           {"/month", R"({"runs": 3})"},
           {"/warm_up", "\"800 h\""},
       }) {
    const auto problems = readProblems(streamText({{pointer, value}}));
    EXPECT_EQ(problems.size(), 1u) << pointer;
  }
}

TEST(Scenario, OfAResultFileIsTheOneItCarries) {
  const Scenario direct = readText(sampleText());
  const Scenario carried = readText(
      "{\"schema\": \"coldframe.comparison/1\",\n \"platforms\": [],\n \"scenario_document\": " + sampleText() + "}");
  EXPECT_TRUE(toJson(carried.blocks).sameValue(toJson(direct.blocks)));
  EXPECT_EQ(carried.document.pointer(), "");
}

TEST(Scenario, NotEveryPlatformNorTheBaselineMayBeSwitchedOff) {
  const std::string id = commonOf(readText(sampleText()).blocks.platforms[1]).id;
  const auto baseline = readProblems(sampleText({{"/platforms/1/enabled", "false"}, {"/baseline", '"' + id + '"'}}));
  ASSERT_EQ(baseline.size(), 1u);
  EXPECT_EQ(baseline[0].pointer, "/baseline");
  const auto all = readProblems(sampleText({{"/platforms/0/enabled", "false"},
                                            {"/platforms/1/enabled", "false"},
                                            {"/platforms/2/enabled", "false"},
                                            {"/baseline", ""}}));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].pointer, "/platforms");
}

TEST(Scenario, DefaultsAreThoseOfTheDesign) {
  const ScenarioBlocks blocks = readText(streamText()).blocks;
  EXPECT_EQ(blocks.month.length, Duration::hours(730));
  EXPECT_FALSE(blocks.freeGrant);
  EXPECT_EQ(blocks.client.uplink, Bandwidth::unlimited());
  EXPECT_EQ(blocks.ops.hoursPerMonth, 0);
  EXPECT_EQ(commonOf(blocks.platforms[1]).executor, "none");
}

TEST(Scenario, EveryTruncationIsRefused) {
  const std::string text = sampleText();
  for (std::size_t length = 0; length + 2 < text.size(); length += 7)
    EXPECT_FALSE(readScenario(text.substr(0, length), "cut.json")) << length;
}

} // namespace
} // namespace coldframe
