#include "sim/study/vary.h"
#include "tests/study/study_scenario.h"

namespace coldframe {
namespace {

class Vary : public testing::Test {
protected:
  Variation variation(const std::string& text) {
    auto parsed = parseVariation(text, scenario, catalogue);
    EXPECT_TRUE(parsed.has_value()) << text << ": " << (parsed ? std::string() : parsed.error().text());
    return parsed ? *parsed : Variation{};
  }
  std::vector<std::string> shown(const std::string& text) {
    std::vector<std::string> values;
    for (const Setting& setting : variation(text).settings)
      values.push_back(setting.shown);
    return values;
  }
  std::string refusal(const std::string& text) {
    const auto parsed = parseVariation(text, scenario, catalogue);
    EXPECT_FALSE(parsed.has_value()) << text;
    if (parsed)
      return {};
    EXPECT_EQ(parsed.error().kind, ErrorKind::Usage) << text;
    return parsed.error().text();
  }

  Catalogue catalogue = Catalogue::builtIn();
  Scenario scenario = scenarioFrom(jobText(kLaptop + "," + kLambda + "," + kBox));
};

using Texts = std::vector<std::string>;

TEST_F(Vary, ListsKeepTheirOrderAndTheirUnits) {
  EXPECT_EQ(shown("/platforms/lambda/memory=1536 MB,512 MB"), (Texts{"1,536 MB", "512 MB"}));
  EXPECT_EQ(shown("/workload/batch=40,10,20"), (Texts{"40", "10", "20"}));
  EXPECT_EQ(shown("/platforms/box/hours=always,per job"), (Texts{"always", "per job"}));
  EXPECT_EQ(shown("/free_grant=true,false"), (Texts{"true", "false"}));
}

TEST_F(Vary, RangesHoldBothEndsAndEqualDistancesOrRatios) {
  EXPECT_EQ(shown("/platforms/lambda/memory=512 MB:1536 MB:3"), (Texts{"512 MB", "1,024 MB", "1,536 MB"}));
  EXPECT_EQ(shown("/workload/batch=1:1000:4:log"), (Texts{"1", "10", "100", "1,000"}));
  EXPECT_EQ(shown("/platforms/laptop/speed=1:2:5"), (Texts{"1", "1.25", "1.5", "1.75", "2"}));
  EXPECT_EQ(shown("/client/round_trip=10 ms:1 s:3:log"), (Texts{"10 ms", "100 ms", "1 s"}));
}

TEST_F(Vary, MemoryIsMovedToWhatThePlatformOffersAtItsDateAndSaysSo) {
  const Variation variation = this->variation("/platforms/lambda/memory=1000 MB,1536 MB"); // steps of 64 MB in 2017
  EXPECT_EQ(variation.settings[0].shown, "1,024 MB");
  ASSERT_EQ(variation.notes.size(), 1u);
  EXPECT_NE(variation.notes[0].find("1000 MB is not offered; 1,024 MB instead"), std::string::npos);
  EXPECT_NE(refusal("/platforms/lambda/memory=10240 MB").find("too large"), std::string::npos);
  EXPECT_EQ(shown("/platforms/box/memory=1000 MB"), (Texts{"1,000 MB"})); // machines have no steps
}

TEST_F(Vary, ValuesThatComeOutTheSameStandOnce) {
  const Variation variation = this->variation("/workload/batch=1:3:5");
  EXPECT_EQ(variation.settings.size(), 3u);
  EXPECT_FALSE(variation.notes.empty());
}

TEST_F(Vary, AnUnknownFieldNamesTheNearestOne) {
  EXPECT_NE(refusal("/platforms/lambda/memroy=512 MB").find("did you mean /platforms/lambda/memory?"),
            std::string::npos);
  EXPECT_NE(refusal("/platforms/lamda/memory=512 MB").find("did you mean /platforms/lambda?"), std::string::npos);
  EXPECT_NE(refusal("/wrokload/batch=1").find("did you mean /workload?"), std::string::npos);
  EXPECT_NE(refusal("batch=1").find("begins with \"/\""), std::string::npos);
}

TEST_F(Vary, ValuesAreOfTheFieldsKind) {
  EXPECT_NE(refusal("/platforms/lambda/memory=512").find("512"), std::string::npos); // no unit
  EXPECT_NE(refusal("/platforms/lambda/memory=3 s").find("memory"), std::string::npos);
  EXPECT_NE(refusal("/workload/batch=2.5").find("whole number"), std::string::npos);
  EXPECT_NE(refusal("/workload/batch=0").find("at least 1"), std::string::npos);
  EXPECT_NE(refusal("/platforms/box/hours=allways").find("did you mean"), std::string::npos);
  EXPECT_NE(refusal("/workload/batch=10:1:5").find("smaller first"), std::string::npos);
  EXPECT_NE(refusal("/workload/batch=1:10").find("FROM:TO:HOW MANY"), std::string::npos);
  EXPECT_NE(refusal("/workload/batch").find("POINTER=VALUES"), std::string::npos);
}

TEST_F(Vary, ValuesMayStandInQuotesAsTheDocumentHasThem) {
  EXPECT_EQ(shown("/platforms/lambda/memory=\"512 MB\""), Texts{"512 MB"});
}

TEST_F(Vary, WhatStandsForSeveralValuesSaysWhatToNameInstead) {
  EXPECT_NE(refusal("/workload/item/cpu=1 s").find("/workload/item/cpu/lognormal/median"), std::string::npos);
  EXPECT_NE(refusal("/platforms/lambda=1").find("/platforms/lambda/"), std::string::npos);
  EXPECT_NE(refusal("/workload/kind=cron").find("kind"), std::string::npos);
  EXPECT_NE(refusal("/platforms/lambda/id=x").find("called"), std::string::npos);
}

TEST_F(Vary, ReachesDistributionsProfilesAndWhatTheFileLeavesOut) {
  EXPECT_EQ(shown("/workload/item/cpu/lognormal/median=500 ms,2 s"), (Texts{"500 ms", "2 s"}));
  EXPECT_EQ(shown("/workload/item/cpu/lognormal/sigma=0.1,0.5"), (Texts{"0.1", "0.5"}));
  EXPECT_EQ(shown("/workload/item/io=0 s:2 s:3"), (Texts{"0 s", "1 s", "2 s"})); // not stated: nothing
  EXPECT_EQ(shown("/platforms/lambda/concurrency=10,20"), (Texts{"10", "20"}));
  EXPECT_EQ(shown("/platforms/lambda/overrides/cpu/per_vcpu=1024 MB"), (Texts{"1,024 MB"}));
  const auto varied = withSettings(scenario, variation("/platforms/lambda/overrides/concurrency=7").settings);
  ASSERT_TRUE(varied.has_value()) << varied.error().text();
  const auto bound = bind(*varied, catalogue);
  ASSERT_TRUE(bound.has_value()) << bound.error().text();
  EXPECT_EQ(std::get<FaasModel>(bound->platforms[1].model.platform).concurrency, 7);
}

TEST_F(Vary, AVariedScenarioIsTheOneSomebodyWouldHaveWritten) {
  BindCache cache;
  const auto varied = boundWith(scenario, variation("/workload/batch=20").settings, catalogue, cache);
  ASSERT_TRUE(varied.has_value()) << varied.error().text();
  const BoundScenario written = jobOn(kLaptop + "," + kLambda + "," + kBox, 20);
  EXPECT_EQ(std::get<JobDemand>(varied->platforms[0].model.run.demand).job.batch,
            std::get<JobDemand>(written.platforms[0].model.run.demand).job.batch);
  EXPECT_EQ(varied->platforms[1].profileSha256, written.platforms[1].profileSha256);
  EXPECT_NE(varied->sha256, scenario.sha256);
}

TEST_F(Vary, SettingsThatMakeNoScenarioSayWhere) {
  BindCache cache;
  const auto varied =
      boundWith(scenario, variation("/platforms/lambda/timeout=400 s").settings, catalogue, cache); // 300 s in 2017
  ASSERT_FALSE(varied.has_value());
  EXPECT_NE(varied.error().text().find("/platforms/1/timeout"), std::string::npos) << varied.error().text();
}

TEST_F(Vary, WorkMeasuredOnAFunctionStaysThatWorkWhenItsMemoryIsVaried) {
  std::string why;
  JsonNode place = JsonNode::object();
  place.add("platform", JsonNode::string("lambda"));
  ASSERT_TRUE(setByPointer(scenario.document, "/workload/measured_at", std::move(place), why)) << why;
  scenario = readScenario(scenario.document, "test").value();
  const auto varied = withSettings(scenario, variation("/platforms/lambda/memory=896 MB").settings);
  ASSERT_TRUE(varied.has_value());
  const auto& measuredAt = std::get<JobWorkload>(varied->blocks.workload).measuredAt;
  ASSERT_TRUE(measuredAt && measuredAt->memory);
  EXPECT_EQ(*measuredAt->memory, Memory::mb(1792)); // where it was measured
}

TEST_F(Vary, AGridIsEveryCombinationTheLastFastest) {
  const auto grid = gridOf({variation("/workload/batch=10,20"), variation("/platforms/lambda/memory=512 MB,1024 MB")});
  ASSERT_EQ(grid.size(), 4u);
  EXPECT_EQ(settingsText(grid[1]), "/workload/batch = 10, /platforms/lambda/memory = 1,024 MB");
}

} // namespace
} // namespace coldframe
