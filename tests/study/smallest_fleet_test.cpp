#include "sim/study/smallest_fleet.h"
#include "tests/study/study_scenario.h"

#include <cmath>

namespace coldframe {
namespace {

// Machines of one vCPU that take one request at a time.
const std::string kFleet = R"({"id": "fleet", "kind": "fleet", "instance": "c4.large", "count": "auto", "vcpus": 1,
                               "speed": 1, "smt_yield": 1, "slots": 1})";

// `rate` requests a second, each an exponential second of CPU: M/M/c, c to be found.
BoundScenario requests(const std::string& arrivals, const std::string& objective) {
  return boundFrom(R"({"schema": "coldframe.scenario/1", "name": "Stream", "seed": 1,
    "prices": "aws-us-east-1@2017-11", "objective": )" +
                   objective + R"(,
    "workload": {"kind": "requests", "arrivals": )" +
                   arrivals + R"(, "function": {"cpu": {"exponential": {"mean": "1 s"}}, "memory": "64 MB"}},
    "platforms": [)" +
                   kFleet + "]}");
}

std::int64_t machinesOf(const Result<BoundScenario>& sized) {
  EXPECT_TRUE(sized.has_value()) << (sized ? std::string() : sized.error().text());
  return sized ? std::get<MachineModel>(sized->platforms[0].model.platform).count : 0;
}

// P(response > t) of M/M/c, first come first served (Kleinrock 1975, with Erlang's C).
double responseTail(double load, int machines, double t) {
  double sum = 0;
  double term = 1;
  for (int k = 0; k < machines; ++k) {
    sum += term;
    term *= load / (k + 1);
  }
  const double waiting = term / (1 - load / machines);
  const double erlangC = waiting / (sum + waiting);
  const double gap = machines - 1 - load;
  return std::exp(-t) * (1 + erlangC * (1 - std::exp(-t * gap)) / gap);
}

// One machine would have 29 million requests wait at the end of the month; that is no reason not to look for how many
// it takes.
TEST(SmallestFleet, IsFoundForAFloodThatOneMachineCouldNotHold) {
  const std::int64_t machines = machinesOf(
      withFleetsSized(requests(R"({"kind": "poisson", "rate": "12 /s"})", R"({"response": "4 s"})"), StudyOptions{}));
  EXPECT_GT(machines, 12);
  EXPECT_LT(machines, 20);
}

TEST(SmallestFleet, IsTheOneThatErlangsFormulaGives) {
  // 20.5 machines' worth of work; 95 % within 4 s. The formula is not near its bound at either side.
  int least = 21;
  while (responseTail(20.5, least, 4) > 0.05)
    ++least;
  ASSERT_GT(responseTail(20.5, least - 1, 4), 0.06);
  ASSERT_LT(responseTail(20.5, least, 4), 0.045);
  EXPECT_EQ(machinesOf(withFleetsSized(requests(R"({"kind": "poisson", "rate": "20.5 /s"})", R"({"response": "4 s"})"),
                                       StudyOptions{})),
            least);
}

TEST(SmallestFleet, IsNeverBelowItsMinimum) {
  const auto fleet = [](const char* rate, int least) {
    BoundScenario scenario =
        requests(std::string(R"({"kind": "poisson", "rate": ")") + rate + R"("})", R"({"response": "4 s"})");
    scenario.platforms[0].minCount = least;
    return withFleetsSized(scenario, StudyOptions{});
  };
  EXPECT_EQ(machinesOf(fleet("0.01 /s", 1)), 1);
  const auto two = fleet("0.01 /s", 2);
  EXPECT_EQ(machinesOf(two), 2);
  EXPECT_NE(two->warnings.back().find("the fewest, at least 2, that"), std::string::npos) << two->warnings.back();
  EXPECT_EQ(machinesOf(fleet("20.5 /s", 7)), machinesOf(fleet("20.5 /s", 1)));
}

TEST(SmallestFleet, CarriesTheHeadRoomAskedForAndSaysSo) {
  const auto sized = withFleetsSized(
      requests(R"({"kind": "poisson", "rate": "10.25 /s"})", R"({"response": "4 s", "load": 2})"), StudyOptions{});
  const auto plain =
      withFleetsSized(requests(R"({"kind": "poisson", "rate": "20.5 /s"})", R"({"response": "4 s"})"), StudyOptions{});
  EXPECT_EQ(machinesOf(sized), machinesOf(plain));
  ASSERT_FALSE(sized->warnings.empty());
  EXPECT_NE(
      sized->warnings.back().find("c4.large, the fewest that answer 95 % of the requests within 4.00 s at 2 times "
                                  "the load"),
      std::string::npos)
      << sized->warnings.back();
}

TEST(SmallestFleet, OfAJobIsTheFewestThatAreDoneInTime) {
  const std::string job = R"({"schema": "coldframe.scenario/1", "name": "Job", "seed": 3,
    "prices": "aws-us-east-1@2017-11", "objective": {"response": "10 s"},
    "workload": {"kind": "job", "items": 60, "item": {"cpu": "1 s"}},
    "platforms": [)";
  EXPECT_EQ(machinesOf(withFleetsSized(boundFrom(job + kFleet + "]}"), StudyOptions{})), 6);
}

TEST(SmallestFleet, SaysWhatItComesToWhereNoFleetIsEnough) {
  const auto sized =
      withFleetsSized(requests(R"({"kind": "constant", "rate": "1 /h"})", R"({"response": "1 ms"})"), StudyOptions{});
  ASSERT_FALSE(sized.has_value());
  EXPECT_NE(sized.error().text().find("no fleet of up to 16,384 machines of \"fleet\" meets the objective of 1.0 ms"),
            std::string::npos)
      << sized.error().text();
}

TEST(SmallestFleet, NeedsAnObjective) {
  const auto scenario = readScenario(R"({"schema": "coldframe.scenario/1", "name": "Job",
    "workload": {"kind": "job", "items": 60, "item": {"cpu": "1 s"}},
    "platforms": [)" + kFleet + "]}",
                                     "test");
  ASSERT_FALSE(scenario.has_value());
  EXPECT_NE(scenario.error().text().find("/platforms/0/count"), std::string::npos) << scenario.error().text();
  EXPECT_NE(scenario.error().text().find("there is no objective"), std::string::npos);
}

} // namespace
} // namespace coldframe
