#include "sim/study/breakeven.h"
#include "sim/study/find_platform.h"
#include "sim/study/quantity.h"
#include "tests/study/study_scenario.h"

#include <algorithm>
#include <cmath>

namespace coldframe {
namespace {

// A stream with these arrivals; 100 ms of CPU and as much waiting a call.
std::string callsOf(const std::string& arrivals, const std::string& box = R"("count": 1)") {
  return R"({"schema": "coldframe.scenario/1", "name": "Stream", "seed": 5, "prices": "aws-us-east-1@2022-08",
    "month": {"length": "24 h"}, "workload": {"kind": "requests", "arrivals": )" +
         arrivals + R"(, "function": {"cpu": {"exponential": {"mean": "100 ms"}}, "io": "100 ms"}},
    "platforms": [{"id": "lambda", "kind": "faas", "profile": "aws-lambda@2021-06", "memory": "1769 MB"},
      {"id": "box", "kind": "fleet", "instance": "m5.large", "hours": "always", )" +
         box + "}]}";
}
const std::string kSteadyCalls = R"({"kind": "poisson", "rate": "2 /s"})";
const std::string kBurstsOfCalls = R"({"kind": "on_off", "rate": "9 /s", "off_rate": "1 /s",
  "on": {"exponential": {"mean": "10 min"}}, "off": "30 min"})"; // 3 /s in the mean
const std::string kDayOfCalls = R"({"kind": "diurnal", "rate": "2 /s", "hourly": [0, 0, 1, 1, 1, 1, 2, 3, 4, 6, 8, 6,
  5, 5, 4, 4, 3, 3, 2, 2, 2, 1, 1, 1]})";

class Quantities : public testing::Test {
protected:
  Quantity find(const Scenario& scenario, const std::string& named) {
    const std::string machines[] = {"lambda", "box"};
    auto found = findQuantity(scenario, catalogue(), named, machines);
    EXPECT_TRUE(found.has_value()) << (found ? std::string() : found.error().text());
    return found ? std::move(*found) : Quantity{};
  }
  std::string refused(const std::string& text, const std::string& named) {
    const Scenario scenario = scenarioFrom(text);
    const std::string machines[] = {"lambda", "box"};
    const auto found = findQuantity(scenario, catalogue(), named, machines);
    return found ? std::string("was taken") : found.error().text();
  }
  static Scenario at(const Scenario& scenario, const Quantity& quantity, double base) {
    auto made = withSettings(scenario, quantity.settings(base));
    EXPECT_TRUE(made.has_value()) << (made ? std::string() : made.error().text());
    return std::move(made.value());
  }
  static const ArrivalSpec& arrivalsOf(const Scenario& scenario) {
    return std::get<RequestsWorkload>(scenario.blocks.workload).arrivals;
  }
};

TEST_F(Quantities, RequestsAreThoseOfTheWholeMonthHoweverTheyCrowd) {
  const Scenario scenario = scenarioFrom(callsOf(kBurstsOfCalls));
  const Quantity requests = find(scenario, "requests");
  EXPECT_NEAR(*requests.present, 3, 1e-12);
  EXPECT_NE(requests.shown(*requests.present).find("259,200 requests in 24 h (3 /s)"), std::string::npos);
  EXPECT_NEAR(requests.parse("518400").value(), 6, 1e-12);
  const Scenario twice = at(scenario, requests, 6);
  EXPECT_NEAR(meanRate(arrivalsOf(twice)), 6, 1e-9);
  const auto& bursts = std::get<OnOffArrivals>(arrivalsOf(twice));
  EXPECT_NEAR(bursts.rate.inPerSecond(), 18, 1e-9);
  EXPECT_NEAR(bursts.offRate.inPerSecond(), 2, 1e-9);
}

TEST_F(Quantities, BurstsCrowdAsManyCallsIntoShorterPeriods) {
  const Scenario scenario = scenarioFrom(callsOf(kBurstsOfCalls));
  const Quantity burst = find(scenario, "burst");
  EXPECT_NEAR(*burst.present, 3, 1e-12);
  for (const double factor : {1.5, 3.0, 12.0}) {
    const Scenario crowded = at(scenario, burst, factor);
    const auto& now = std::get<OnOffArrivals>(arrivalsOf(crowded));
    EXPECT_NEAR(meanRate(now), 3, 1e-6) << factor;
    EXPECT_NEAR(now.rate.inPerSecond(), 3 * factor, 1e-6);
    EXPECT_NEAR(now.offRate.inPerSecond(), 1, 1e-9);
    EXPECT_NEAR((now.on.mean() + now.off.mean()) / 60e9, 40, 1e-6);
    EXPECT_TRUE(std::holds_alternative<Exponential>(now.on.kind()));
  }
  EXPECT_TRUE(std::holds_alternative<PoissonArrivals>(arrivalsOf(at(scenario, burst, 1))));
}

TEST_F(Quantities, SteadyCallsBecomeOneBurstAnHour) {
  const Scenario scenario = scenarioFrom(callsOf(kSteadyCalls));
  const Quantity burst = find(scenario, "burst");
  EXPECT_EQ(*burst.present, 1);
  const Scenario four = at(scenario, burst, 4);
  const auto& now = std::get<OnOffArrivals>(arrivalsOf(four));
  EXPECT_NEAR(now.rate.inPerSecond(), 8, 1e-9);
  EXPECT_NEAR(now.on.mean() / 60e9, 15, 1e-9);
  EXPECT_NEAR(now.off.mean() / 60e9, 45, 1e-9);
  EXPECT_EQ(burst.parse("4x").value(), 4);
  EXPECT_EQ(burst.parse("4.5").value(), 4.5);
  EXPECT_FALSE(burst.parse("0.5").has_value());
  EXPECT_FALSE(burst.parse("4 %").has_value());
}

TEST_F(Quantities, ASteeperDayKeepsItsMeanAndItsEmptyHours) {
  const Scenario scenario = scenarioFrom(callsOf(kDayOfCalls));
  const Quantity burst = find(scenario, "burst");
  EXPECT_NEAR(*burst.present, 8 * 24 / 66.0, 1e-12);
  EXPECT_NEAR(burst.least, 24 / 22.0, 1e-12);
  for (const double factor : {1.5, *burst.present, 10.0}) {
    const Scenario made = at(scenario, burst, factor);
    const auto& day = std::get<DiurnalArrivals>(arrivalsOf(made));
    double sum = 0;
    for (const double hour : day.hourly)
      sum += hour;
    EXPECT_NEAR(*std::ranges::max_element(day.hourly) * 24 / sum, factor, 1e-6);
    EXPECT_EQ(std::ranges::count(day.hourly, 0.0), 2);
    EXPECT_EQ(std::ranges::max_element(day.hourly) - day.hourly.begin(), 10);
    EXPECT_EQ(day.rate.inPerSecond(), 2);
  }
}

TEST_F(Quantities, DurationScalesCpuAndWaitingAlike) {
  const Scenario scenario = scenarioFrom(callsOf(kSteadyCalls));
  const Quantity duration = find(scenario, "duration");
  EXPECT_NEAR(*duration.present / 1e6, 200, 1e-9);
  const Scenario longer = at(scenario, duration, duration.parse("1.5 s").value());
  const WorkSpec& work = std::get<RequestsWorkload>(longer.blocks.workload).request.work;
  EXPECT_EQ(work.cpu, Distribution(Exponential{750e6}));
  EXPECT_EQ(work.io, Distribution(Scalar{750e6}));
  EXPECT_FALSE(duration.parse("3").has_value()) << "no unit";
}

using QuantityOracles = Quantities;

// What is asked for is what is measured: with cores shared by hyper-threads, several machines, and calls that crowd.
TEST_F(QuantityOracles, UtilizationIsWhatIsThenMeasured) {
  const std::string bursts =
      R"({"kind": "on_off", "rate": "9 /s", "off_rate": "1 /s", "on": "10 min", "off": "30 min"})";
  for (const std::string& arrivals : {kSteadyCalls, bursts, kDayOfCalls})
    for (const std::string machines :
         {R"("count": 1, "smt_yield": 1)", R"("count": 1, "smt_yield": 0.6)", R"("count": 3, "smt_yield": 1)"}) {
      const std::string box = machines + R"(, "slots": 80)";
      const Scenario scenario = scenarioFrom(callsOf(arrivals, box));
      const Quantity utilization = find(scenario, "utilization");
      BreakevenOptions options;
      options.study.replications = 1;
      options.a = "lambda";
      options.b = "box";
      options.over = "utilization";
      options.from = "5%";
      options.to = "25%";
      options.points = 2;
      const auto study = breakeven({scenario, catalogue()}, options);
      ASSERT_TRUE(study.has_value()) << study.error().text();
      for (const BreakevenPoint& point : study->points)
        EXPECT_NEAR(point.platforms[1].monthUtilization.estimate->mean / point.base, 1, 0.04)
            << arrivals << box << " at " << point.shown;
    }
}

TEST_F(Quantities, UtilizationOfAJobIsThatOfItsRuns) {
  const Scenario scenario = scenarioFrom(jobText(kLambda + ", " + kBox));
  const Quantity utilization = find(scenario, "utilization");
  const Quantity runs = find(scenario, "runs");
  const auto bound = bind(scenario, catalogue());
  const auto& box = std::get<MachineModel>(findPlatform(*bound, "box")->model.platform);
  // 60 items in 6 tasks on 8 vCPUs, none of which waits for another.
  const double cpu = 60 * std::exp(0.3 * 0.3 / 2) / box.speed;
  const double month = 730 * 3600 * static_cast<double>(box.vcpus);
  const double shared = std::max(1.0, 6 / (static_cast<double>(box.vcpus) * box.smtYield));
  EXPECT_NEAR(*utilization.present, 3 * cpu * shared / month, 1e-9);
  EXPECT_EQ(utilization.settings(10 * cpu * shared / month).front().base, 10);
  EXPECT_EQ(*runs.present, 3);
}

TEST_F(Quantities, SaysWhyThereIsNone) {
  EXPECT_NE(refused(callsOf(kSteadyCalls), "utilisation").find("did you mean utilization"), std::string::npos);
  EXPECT_NE(refused(callsOf(kSteadyCalls), "memory").find("pointer such as"), std::string::npos);
  EXPECT_NE(refused(callsOf(kSteadyCalls), "runs").find("stream of requests"), std::string::npos);
  EXPECT_NE(refused(jobText(kLambda), "requests").find("runs a month"), std::string::npos);
  EXPECT_NE(refused(jobText(kLambda), "burst").find("tasks of a run come at once"), std::string::npos);
  EXPECT_NE(refused(jobText(kLambda), "utilization").find("always on"), std::string::npos);
  const std::string people = R"({"kind": "interactive", "users": 5, "think": "3 s"})";
  EXPECT_NE(refused(callsOf(people), "requests").find("/workload/arrivals/users"), std::string::npos);
  const std::string listed = R"({"kind": "timestamps", "at": ["1 s", "2 s"]})";
  EXPECT_NE(refused(callsOf(listed), "burst").find("recording"), std::string::npos);
  const std::string flat = R"({"kind": "diurnal", "rate": "2 /s", "hourly": [)" + std::string("1, ") +
                           "1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}";
  EXPECT_NE(refused(callsOf(flat), "burst").find("all alike"), std::string::npos);
}

} // namespace
} // namespace coldframe
