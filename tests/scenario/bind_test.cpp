#include "sim/scenario/bind.h"
#include "sim/scenario/profile.h"
#include "tests/scenario/sample_scenario.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace coldframe {
namespace {

using test::bindProblems;
using test::Changes;
using test::readText;
using test::sampleText;
using test::streamText;
using testing::HasSubstr;

BoundScenario bound(const std::string& text) {
  Result<BoundScenario> result = bind(readText(text), Catalogue::builtIn());
  EXPECT_TRUE(result) << (result ? "" : result.error().text());
  return result ? std::move(*result) : BoundScenario();
}

const FaasModel& function(const BoundScenario& scenario) {
  return std::get<FaasModel>(scenario.platforms.at(1).model.platform);
}
const MachineModel& machine(const BoundScenario& scenario, std::size_t index) {
  return std::get<MachineModel>(scenario.platforms.at(index).model.platform);
}

Problem problemOf(const Changes& changes) {
  const std::vector<Problem> problems = bindProblems(sampleText(changes));
  EXPECT_EQ(problems.size(), 1u);
  return problems.empty() ? Problem() : problems.front();
}

TEST(Bind, EveryShippedScenarioBinds) {
  const Catalogue catalogue = Catalogue::builtIn();
  for (const CatalogueEntry* entry : catalogue.list(CatalogueKind::Scenario)) {
    const auto text = catalogue.find(CatalogueKind::Scenario, entry->exactName());
    const auto scenario = readScenario(text->text, text->origin);
    ASSERT_TRUE(scenario) << scenario.error().text();
    const auto result = bind(*scenario, catalogue);
    ASSERT_TRUE(result) << entry->name << "\n" << result.error().text();
    for (const BoundPlatform& platform : result->platforms) {
      EXPECT_EQ(platform.bookName, scenario->blocks.prices) << entry->name << " names its book exactly";
      EXPECT_EQ(platform.bookSha256.size(), 64u);
    }
  }
}

TEST(Bind, APlatformThatIsSwitchedOffIsNotComparedButItsMistakesAreTold) {
  const BoundScenario without = bound(sampleText({{"/platforms/0/enabled", "false"}, {"/baseline", ""}}));
  ASSERT_EQ(without.platforms.size(), 2u);
  EXPECT_EQ(without.platforms[0].id, bound(sampleText()).platforms[1].id);
  EXPECT_EQ(without.baselineId, without.platforms[0].id) << "the laptop that would have been it is off";
  EXPECT_EQ(bound(sampleText({{"/platforms/0/enabled", "true"}})).platforms.size(), 3u);
  EXPECT_EQ(problemOf({{"/platforms/1/enabled", "false"}, {"/platforms/1/profile", "\"aws-lambdo\""}}).pointer,
            "/platforms/1/profile");
}

TEST(Bind, AFunctionGetsItsCpuFromItsMemory) {
  const FaasModel model = function(bound(sampleText()));
  EXPECT_EQ(model.key.memory, Memory::mb(896));
  EXPECT_EQ(model.key.provider, "aws-lambda");
  EXPECT_DOUBLE_EQ(model.vcpus, 0.5) << "896 of 1,792 MB";
  EXPECT_DOUBLE_EQ(model.cpuSpeed(0), 0.5);
  EXPECT_EQ(model.timeout, Duration::seconds(300));
  EXPECT_EQ(model.concurrency, 400);
  const FaasModel large = function(
      bound(sampleText({{"/platforms/1/memory", "\"10240 MB\""}, {"/platforms/1/profile", "\"aws-lambda@2025-08\""}})));
  EXPECT_NEAR(large.vcpus, 10240.0 / 1769, 1e-12);
  EXPECT_DOUBLE_EQ(large.cpuSpeed(0), 1) << "one thread is never faster than one vCPU";
}

TEST(Bind, NamesAndHashesOfProfileBookAndExecutorAreExact) {
  const BoundScenario scenario = bound(sampleText({{"/platforms/1/profile", "\"aws-lambda@2017-10-20\""},
                                                   {"/platforms/1/executor", "\"pywren-0.4\""},
                                                   {"/platforms/1/prices", "\"aws-us-east-1@2018-03\""}}));
  const BoundPlatform& platform = scenario.platforms[1];
  EXPECT_EQ(platform.profileName, "aws-lambda@2017-05");
  EXPECT_EQ(platform.executorName, "pywren-0.4");
  EXPECT_EQ(platform.bookName, "aws-us-east-1@2017-11");
  EXPECT_EQ(platform.bookSha256, Catalogue::builtIn().find(CatalogueKind::Prices, "aws-us-east-1@2017-11")->sha256);
  EXPECT_EQ(scenario.platforms[0].profileName, "");
}

TEST(Bind, TheTimeCapIsTheLeastOfPlatformFunctionAndExecutor) {
  EXPECT_EQ(function(bound(sampleText({{"/platforms/1/executor", "\"pywren-0.4\""}}))).timeout, Duration::seconds(280));
  EXPECT_EQ(function(bound(sampleText({{"/platforms/1/timeout", "\"60 s\""}}))).timeout, Duration::seconds(60));
  const Problem p = problemOf({{"/platforms/1/timeout", "\"301 s\""}});
  EXPECT_EQ(p.pointer, "/platforms/1/timeout");
  EXPECT_THAT(p.expectation, HasSubstr("300 s"));
}

TEST(Bind, ATaskIsTriedAsOftenOnMachinesAsOnFunctions) {
  EXPECT_EQ(machine(bound(sampleText()), 2).attempts, 1);
  EXPECT_EQ(machine(bound(sampleText({{"/platforms/2/executor", "\"lithops-3\""}})), 2).attempts,
            function(bound(sampleText())).async.errorRetries + 1);
  EXPECT_EQ(machine(bound(sampleText({{"/platforms/2/attempts", "5"}})), 2).attempts, 5);
  EXPECT_EQ(machine(bound(sampleText({{"/platforms/0/attempts", "2"}})), 0).attempts, 2);
}

TEST(Bind, WhatTheProfileForbidsIsReportedAtItsPlace) {
  const Problem off = problemOf({{"/platforms/1/memory", "\"900 MB\""}});
  EXPECT_THAT(off.what, HasSubstr("nearest is 896 MB"));
  EXPECT_EQ(off.pointer, "/platforms/1/memory");
  EXPECT_GT(off.line, 0);
  EXPECT_THAT(problemOf({{"/platforms/1/memory", "\"3008 MB\""}}).expectation, HasSubstr("1536 MB"));
  EXPECT_THAT(problemOf({{"/platforms/1/concurrency", "5000"}}).expectation, HasSubstr("1000"));
  // A profile with a floor of environments that no function may reserve; the account's own limit is no reservation.
  const auto reserve = [](const std::string& count) {
    return sampleText({{"/platforms/1/overrides", R"({"unreserved": 100})"}, {"/platforms/1/concurrency", count}});
  };
  ASSERT_EQ(bindProblems(reserve("901")).size(), 1U);
  EXPECT_THAT(bindProblems(reserve("901")).front().expectation, HasSubstr("at most 900"));
  EXPECT_EQ(function(bound(reserve("900"))).concurrency, 900);
  EXPECT_EQ(function(bound(reserve("1000"))).concurrency, 1000);
  EXPECT_THAT(problemOf({{"/platforms/1/runtime", "\"pyton\""}}).what, HasSubstr("did you mean \"python\""));
  EXPECT_THAT(problemOf({{"/platforms/1/packaging", "\"image\""}}).pointer, HasSubstr("packaging"));
  EXPECT_THAT(problemOf({{"/platforms/1/tmp", "\"1024 MB\""}}).pointer, HasSubstr("tmp"));
  EXPECT_THAT(problemOf({{"/platforms/1/provisioned", R"([{"environments": 5}])"}}).pointer, HasSubstr("provisioned"));
  EXPECT_THAT(problemOf({{"/platforms/2/instance", "\"c4.4xlage\""}}).what, HasSubstr("c4.4xlarge"));
  EXPECT_THAT(problemOf({{"/platforms/1/profile", "\"aws-lamda\""}}).what, HasSubstr("did you mean \"aws-lambda\""));
  EXPECT_THAT(problemOf({{"/platforms/1/keep_alive", "\"aws-2020\""}}).pointer, HasSubstr("/platforms/1/keep_alive"));
  EXPECT_THAT(problemOf({{"/platforms/1/executor", "\"pywren\""}}).pointer, HasSubstr("/platforms/1/executor"));
  const Problem override = problemOf({{"/platforms/1/overrides", R"({"cpu": {"speed": "fast"}})"}});
  EXPECT_EQ(override.pointer, "/platforms/1/overrides/cpu/speed");
  EXPECT_EQ(override.file, "sample.json");
  EXPECT_GT(override.line, 0);
}

TEST(Bind, AllProblemsOfAllPlatformsAreCollected) {
  const auto problems = bindProblems(sampleText({{"/platforms/1/memory", "\"900 MB\""},
                                                 {"/platforms/1/timeout", "\"400 s\""},
                                                 {"/platforms/2/instance", "\"z9.nano\""}}));
  EXPECT_EQ(problems.size(), 3u);
}

TEST(Bind, OverridesAndPresetsChangeTheModel) {
  const FaasModel model =
      function(bound(sampleText({{"/platforms/1/overrides", R"({"cpu": {"speed": 2}, "concurrency": 3000})"},
                                 {"/platforms/1/concurrency", "2500"},
                                 {"/platforms/1/keep_alive", "\"aws-2020-04\""}})));
  EXPECT_DOUBLE_EQ(model.cpuSpeed(0), 1);
  EXPECT_EQ(model.concurrency, 2500);
  EXPECT_EQ(std::get<FixedKeepAlive>(model.keepAlive).idle, Duration::seconds(640));
  EXPECT_EQ(model.maxAge, Duration::hours(2));
}

TEST(Bind, FirstRunsAreInterpolatedInMemory) {
  const auto extra = [](const std::string& memory) {
    return function(bound(sampleText({{"/platforms/1/memory", memory},
                                      {"/platforms/1/overrides",
                                       R"({"runtimes": {"python": {"first_run": [{"memory": "256 MB", "extra": "40 ms"},
                                           {"memory": "512 MB", "extra": "20 ms"}]}}})"}})))
        .firstRunExtra;
  };
  EXPECT_EQ(extra("\"128 MB\""), Duration::milliseconds(40));
  EXPECT_EQ(extra("\"384 MB\""), Duration::milliseconds(30));
  EXPECT_EQ(extra("\"512 MB\""), Duration::milliseconds(20));
  EXPECT_EQ(extra("\"1536 MB\""), Duration::milliseconds(20));
}

TEST(Bind, WorkMeasuredSomewhereIsTheSameWorkEverywhere) {
  const auto cpu = [](const BoundScenario& scenario) {
    return std::get<JobDemand>(scenario.platforms[0].model.run.demand).job.item.cpu;
  };
  // 0.2 s on half a vCPU are 0.1 s of the reference vCPU, on the laptop of speed 2 they are 0.4 s.
  EXPECT_EQ(cpu(bound(sampleText({{"/workload/measured_at", R"({"platform": "lambda"})"}}))),
            Distribution(Scalar{0.1e9}));
  EXPECT_EQ(cpu(bound(sampleText({{"/workload/measured_at", R"({"platform": "laptop"})"}}))),
            Distribution(Scalar{0.4e9}));
  EXPECT_EQ(cpu(bound(sampleText({{"/workload/measured_at", R"({"platform": "lambda", "memory": "448 MB"})"}}))),
            Distribution(Scalar{0.05e9}));
  EXPECT_EQ(cpu(bound(sampleText())), Distribution(Scalar{0.2e9}));
  EXPECT_THAT(problemOf({{"/workload/measured_at", R"({"platform": "laptop", "memory": "448 MB"})"}}).pointer,
              HasSubstr("/workload/measured_at/memory"));
}

TEST(Bind, EveryPlatformGetsTheSameDemand) {
  const BoundScenario scenario = bound(sampleText());
  for (const BoundPlatform& platform : scenario.platforms) {
    const auto& job = std::get<JobDemand>(platform.model.run.demand);
    EXPECT_EQ(job.starts, std::vector<SimTime>{SimTime()});
    EXPECT_EQ(job.job.tasks(), 10);
    ASSERT_TRUE(platform.model.month);
    const auto& month = std::get<JobDemand>(platform.model.month->demand);
    ASSERT_EQ(month.starts.size(), 20u);
    EXPECT_EQ(month.starts[0], SimTime::at(Duration::fromSeconds(730.0 * 3600 / 40)));
    EXPECT_EQ(month.starts[19] - month.starts[18], month.starts[1] - month.starts[0]);
    EXPECT_EQ(platform.model.month->window, Duration::hours(730));
    EXPECT_EQ(platform.model.run.platformId, platform.id);
  }
  EXPECT_EQ(scenario.runsPerMonth, 20);
  EXPECT_TRUE(scenario.isJob);
  EXPECT_EQ(scenario.baselineId, "laptop");
}

TEST(Bind, RunsOfAJobCanBePlacedByASchedule) {
  const BoundScenario scenario = bound(sampleText(
      {{"/month/runs", ""}, {"/month/arrivals", R"j({"kind": "schedule", "schedule": "cron(0 12 * * ? *)"})j"}}));
  const auto& month = std::get<JobDemand>(scenario.platforms[0].model.month->demand);
  ASSERT_EQ(month.starts.size(), 30u) << "noons in 730 h from midnight";
  EXPECT_EQ(month.starts[0], SimTime::at(Duration::hours(12)));
  EXPECT_EQ(scenario.runsPerMonth, 30);
}

TEST(Bind, AStreamsRunIsItsMonthUnlessAHorizonIsSaid) {
  const BoundScenario month = bound(streamText());
  EXPECT_FALSE(month.platforms[1].model.month);
  EXPECT_EQ(month.platforms[1].model.run.window, Duration::hours(730));
  EXPECT_FALSE(month.isJob);
  const BoundScenario hours = bound(streamText({{"/horizon", "\"10 h\""}, {"/warm_up", "\"1 h\""}}));
  EXPECT_EQ(hours.platforms[1].model.run.window, Duration::hours(10));
  EXPECT_EQ(hours.platforms[1].model.run.warmUp, Duration::hours(1));
  ASSERT_TRUE(hours.platforms[1].model.month);
  EXPECT_EQ(hours.platforms[1].model.month->window, Duration::hours(730));
  EXPECT_EQ(hours.platforms[1].model.month->warmUp, Duration()) << "bills are never cut";
  EXPECT_EQ(hours.baselineId, "laptop") << "the first local platform";
}

TEST(Bind, MachinesAreAsTheirTypeSaysUnlessTheScenarioSaysOtherwise) {
  const auto types = loadInstances(Catalogue::builtIn(), "ec2");
  ASSERT_TRUE(types);
  const InstanceType& type = types->value.types.at("c4.4xlarge");
  const MachineModel plain = machine(bound(sampleText()), 2);
  EXPECT_EQ(plain.instanceType, "c4.4xlarge");
  EXPECT_EQ(plain.count, 2);
  EXPECT_EQ(plain.vcpus, type.vcpus);
  EXPECT_EQ(plain.speed, type.speed);
  EXPECT_EQ(plain.memory, type.memory);
  EXPECT_TRUE(plain.remote);
  const MachineModel changed = machine(
      bound(sampleText(
          {{"/platforms/2/speed", "3.5"}, {"/platforms/2/disk", "\"8 GB\""}, {"/platforms/2/boot", "\"9 s\""}})),
      2);
  EXPECT_EQ(changed.speed, 3.5);
  EXPECT_EQ(changed.diskGb, 8);
  EXPECT_EQ(changed.boot, Distribution(Scalar{9e9}));
  EXPECT_EQ(changed.vcpus, type.vcpus);
  const MachineModel laptop = machine(bound(sampleText()), 0);
  EXPECT_EQ(laptop.vcpus, 4);
  EXPECT_EQ(laptop.slots, 1);
  EXPECT_FALSE(laptop.remote);
  EXPECT_EQ(laptop.instanceType, "");
}

TEST(Bind, TheFrontDoorStandsBeforeTheCloudAndMayDifferByPlatform) {
  const BoundScenario scenario = bound(streamText({{"/front_door", R"({"kind": "api-gateway-rest"})"},
                                                   {"/platforms/2/front_door", R"({"kind": "load-balancer"})"}}));
  EXPECT_EQ(scenario.platforms[0].model.run.frontDoor.kind, FrontDoorKind::None);
  EXPECT_EQ(scenario.platforms[1].model.run.frontDoor.kind, FrontDoorKind::ApiGatewayRest);
  EXPECT_EQ(scenario.platforms[2].model.run.frontDoor.kind, FrontDoorKind::LoadBalancer);
}

TEST(Bind, BooksOfDifferentDatesAreWarnedOf) {
  EXPECT_TRUE(bound(sampleText()).warnings.empty());
  const BoundScenario scenario = bound(sampleText({{"/platforms/2/prices", "\"aws-us-east-1@2026-09\""}}));
  ASSERT_EQ(scenario.warnings.size(), 1u);
  EXPECT_THAT(scenario.warnings[0], HasSubstr("aws-us-east-1@2026-09"));
  const BoundScenario mixed = bound(sampleText({{"/platforms/1/profile", "\"aws-lambda@2020-12\""}}));
  ASSERT_EQ(mixed.warnings.size(), 1u);
  EXPECT_THAT(mixed.warnings[0], HasSubstr("behaves as in 2020-12"));
}

TEST(Bind, AbsurdSizesAreRefusedWithTheEstimate) {
  const Problem tasks = problemOf({{"/workload/items", "1000000000"}, {"/workload/batch", "1"}});
  EXPECT_THAT(tasks.what, HasSubstr("1,000,000,000"));
  EXPECT_EQ(tasks.pointer, "/workload/items");
  EXPECT_THAT(problemOf({{"/workload/items", "1000000000000"}, {"/workload/batch", "1000000000"}}).what,
              HasSubstr("hours"));
  const auto stream = bindProblems(streamText({{"/workload/arrivals/rate", "\"1e6 /s\""}}));
  ASSERT_EQ(stream.size(), 1u);
  EXPECT_THAT(stream[0].what, HasSubstr("2,628,000,000,000"));
  const auto wide =
      bindProblems(streamText({{"/workload/arrivals/rate", "\"1000 /s\""}, {"/workload/function/cpu", "\"90 d\""}}));
  ASSERT_EQ(wide.size(), 1u);
  EXPECT_THAT(wide[0].what, HasSubstr("memory"));
}

std::string refused(const std::string& text) {
  const std::vector<Problem> problems = bindProblems(text);
  EXPECT_EQ(problems.size(), 1u);
  return problems.empty() ? "" : problems[0].pointer + ": " + problems[0].what;
}

TEST(Bind, AJobThatWouldTakeCenturiesIsRefused) {
  const std::string serial = refused(sampleText({{"/workload/item/cpu", "\"3000 d\""}}));
  EXPECT_THAT(serial, HasSubstr("/workload/items: the job on \"laptop\" would take about"));
  EXPECT_THAT(refused(sampleText({{"/client", R"({"uplink": "0.0001 B/s"})"}})), HasSubstr("/client/uplink: sending"));
  EXPECT_THAT(refused(sampleText({{"/external", R"({"max_rate": "0.00000001 /s"})"}})), HasSubstr("at this rate"));
}

TEST(Bind, MoreThanCanBeCountedIsRefused) {
  EXPECT_THAT(refused(sampleText({{"/workload/items", "700000000"},
                                  {"/workload/batch", "1000"},
                                  {"/month/runs", "1"},
                                  {"/workload/output", "\"20 GB\""}})),
              HasSubstr("bytes in a month"));
  EXPECT_THAT(refused(sampleText({{"/platforms/2/count", "90000"}, {"/platforms/2/public_address", "true"}})),
              HasSubstr("/platforms/2/public_address: more than can be counted"));
}

TEST(Bind, QueuesThatFillTheMemoryAreRefused) {
  // Three billion requests a month for one machine that shares its vCPUs: nearly all of them wait.
  const Changes flood{{"/workload/arrivals/rate", "\"1000 /s\""},
                      {"/workload/function/io", "\"10 ms\""},
                      {"/platforms/0/parallel", "0"}};
  EXPECT_THAT(refused(streamText(flood)), HasSubstr("\"box\" is overloaded"));
  Changes limited = flood;
  limited.push_back({"/platforms/0/queue_limit", "1000"});
  limited.push_back({"/platforms/2/queue_limit", "1000"});
  bound(streamText(limited));
}

TEST(Bind, PingsAreCountedBeforeTheyAreSent) {
  EXPECT_THAT(refused(streamText({{"/platforms/1/keep_warm", R"({"interval": "1 s", "concurrent": 100000})"}})),
              HasSubstr("/platforms/1/keep_warm: this would take hours"));
}

} // namespace
} // namespace coldframe
