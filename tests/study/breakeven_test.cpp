#include "sim/study/breakeven.h"
#include "tests/study/study_scenario.h"

#include <cmath>

namespace coldframe {
namespace {

// A day's stream of calls of exactly 195 ms at 1,024 MB, billed as 200 ms; against an always-on t2.micro.
std::string streamText(const std::string& box, const std::string& more = {}) {
  return R"({"schema": "coldframe.scenario/1", "name": "Stream", "seed": 5, "prices": "aws-us-east-1@2018-10",
    "month": {"length": "24 h"}, )" +
         more + R"("workload": {"kind": "requests", "arrivals": {"kind": "poisson", "rate": "0.5 /s"},
      "function": {"io": "195 ms"}, "output": "1 B"},
    "platforms": [{"id": "lambda", "kind": "faas", "profile": "aws-lambda@2020-01", "memory": "1024 MB"}, )" +
         box + "]}";
}
const std::string kMicro =
    R"({"id": "box", "kind": "fleet", "instance": "t2.micro", "count": 1, "hours": "always", "slots": 4})";
const std::string kRoomy =
    R"({"id": "box", "kind": "fleet", "instance": "t2.micro", "count": 1, "hours": "always", "slots": 50})";
constexpr double kPerCall = 0.2e-6 + 0.2 * 0.0000166667; // USD
constexpr double kBoxDay = 24 * 0.0116;

std::string replaced(std::string text, const std::string& old, const std::string& by) {
  return text.replace(text.find(old), old.size(), by);
}

BreakevenOptions between(const std::string& from, const std::string& to) {
  BreakevenOptions options;
  options.study.replications = 6;
  options.a = "lambda";
  options.b = "box";
  options.over = "/workload/arrivals/rate";
  options.from = from;
  options.to = to;
  options.points = 5;
  return options;
}

class Breakeven : public testing::Test {
protected:
  BreakevenStudy of(const std::string& text, const BreakevenOptions& options) {
    const Scenario scenario = scenarioFrom(text);
    auto study = breakeven({scenario, catalogue}, options);
    EXPECT_TRUE(study.has_value()) << (study ? std::string() : study.error().text());
    return study ? std::move(*study) : BreakevenStudy{};
  }
  // Made once for the tests that look at the same curve.
  const BreakevenStudy& microAgainstLambda() {
    static const BreakevenStudy study = of(streamText(kMicro), between("0.2 /s", "3 /s"));
    return study;
  }
  Catalogue catalogue = Catalogue::builtIn();
};
using BreakevenOracles = Breakeven;

TEST_F(BreakevenOracles, IsWhereTheFixedPriceIsThePriceOfTheCalls) {
  const BreakevenStudy& study = microAgainstLambda();
  ASSERT_EQ(study.crossings.size(), 1u);
  const Crossing& crossing = study.crossings[0];
  const double exact = kBoxDay / kPerCall / 86400; // calls a second
  EXPECT_EQ(crossing.below, "lambda");
  EXPECT_EQ(crossing.above, "box");
  EXPECT_EQ(crossing.kind, CrossingKind::Cost);
  EXPECT_NEAR(crossing.base, exact, 0.004 * exact);
  ASSERT_TRUE(crossing.lo && crossing.hi);
  EXPECT_LE(*crossing.lo, crossing.base);
  EXPECT_GE(*crossing.hi, crossing.base);
  EXPECT_GT(*crossing.hi - *crossing.lo, 0);
  EXPECT_LT(*crossing.hi - *crossing.lo, 0.1 * exact);
  EXPECT_FALSE(crossing.step);
  // Both sides are described where they cross: how quick, and how busy.
  EXPECT_EQ(crossing.belowThere.platform, "lambda");
  EXPECT_TRUE(crossing.aboveThere.responseP95S.estimate);
  EXPECT_TRUE(crossing.aboveThere.utilization.estimate);
  ASSERT_EQ(study.envelope.size(), 1u);
  EXPECT_NEAR(study.envelope[0].base, exact, 0.004 * exact);
}

TEST_F(Breakeven, TheDifferenceFallsAlongTheCurveAndEveryPointSaysWhoIsCheapest) {
  const BreakevenStudy& study = microAgainstLambda();
  ASSERT_GE(study.points.size(), 5u);
  for (std::size_t i = 1; i < study.points.size(); ++i) {
    EXPECT_LT(study.points[i - 1].base, study.points[i].base);
    EXPECT_LT(study.points[i].bMinusA.bMinusA.estimate->mean, study.points[i - 1].bMinusA.bMinusA.estimate->mean);
  }
  EXPECT_EQ(study.points.front().cheapest, "lambda");
  EXPECT_EQ(study.points.back().cheapest, "box");
}

TEST_F(BreakevenOracles, TakesRequestsAMonthAndOtherQuantities) {
  BreakevenOptions options = between("20000", "200000");
  options.over = "requests";
  const BreakevenStudy study = of(streamText(kMicro), options);
  ASSERT_EQ(study.crossings.size(), 1u);
  EXPECT_NEAR(study.crossings[0].base * 86400, kBoxDay / kPerCall, 0.004 * kBoxDay / kPerCall);
  EXPECT_NE(study.crossings[0].shown.find("requests in 24 h"), std::string::npos);

  options = between("100 ms", "1500 ms");
  options.over = "/workload/function/io";
  const BreakevenStudy byDuration = of(streamText(kMicro), options);
  ASSERT_EQ(byDuration.crossings.size(), 1u);
  // 43,200 calls: 100-ms quanta make steps, and the curve crosses on one of them.
  const double quanta = (kBoxDay / 43200 - 0.2e-6) / (0.1 * 0.0000166667);
  EXPECT_NEAR(byDuration.crossings[0].base / 1e8, std::ceil(quanta) - 1, 0.05);
}

// Calls of nothing but CPU, at one whole vCPU on either side: a busy vCPU-hour costs what its GB-s and fees do, and the
// machine is cheaper from the share of its time on at which that is its price.
std::string busyText(const std::string& box, const std::string& arrivals = R"({"kind": "poisson", "rate": "1 /s"})") {
  return R"({"schema": "coldframe.scenario/1", "name": "Busy", "seed": 5, "prices": "aws-us-east-1@2022-08",
    "month": {"length": "24 h"}, "workload": {"kind": "requests", "arrivals": )" +
         arrivals + R"(, "function": {"cpu": "400 ms"}, "output": "1 B"},
    "platforms": [{"id": "lambda", "kind": "faas", "profile": "aws-lambda@2021-06", "memory": "1769 MB"}, )" +
         box + "]}";
}
constexpr double kBusyCall = 0.2e-6 + 0.4 * 1769 / 1024.0 * 0.0000166667; // USD, billed by the millisecond
constexpr double kLargeHour = 0.096;                                      // m5.large, two vCPUs

TEST_F(BreakevenOracles, OverUtilizationIsWhereABusyHourCostsWhatTheMachineDoes) {
  const std::string box = R"({"id": "box", "kind": "fleet", "instance": "m5.large", "count": 1, "hours": "always",
    "speed": 1, "smt_yield": 1})";
  BreakevenOptions options = between("10%", "90%");
  options.over = "utilization";
  const BreakevenStudy study = of(busyText(box), options);
  ASSERT_EQ(study.crossings.size(), 1u);
  const double busyHour = 3600 / 0.4 * kBusyCall;
  const double exact = kLargeHour / 2 / busyHour;
  EXPECT_GT(exact, 0.4);
  EXPECT_NEAR(study.crossings[0].base, exact, 0.01 * exact);
  EXPECT_EQ(study.crossings[0].below, "lambda");
  EXPECT_EQ(study.title, "utilization of box, %");
  EXPECT_NE(study.crossings[0].shown.find("% utilized by"), std::string::npos) << study.crossings[0].shown;
  const Figure& measured = study.crossings[0].aboveThere.monthUtilization;
  EXPECT_NEAR(measured.estimate->mean, exact, 0.02 * exact);
}

TEST_F(BreakevenOracles, OverDurationIsWhereTheCallsCostWhatTheMachineDoes) {
  const std::string box =
      R"({"id": "box", "kind": "fleet", "instance": "m5.large", "count": 1, "hours": "always", "slots": 500})";
  BreakevenOptions options = between("100 ms", "3 s");
  options.over = "duration";
  options.study.replications = 4;
  const std::string rare = busyText(box, R"({"kind": "constant", "rate": "1 /s"})");
  // Half of it waiting, so that the machine is never full: 86,400 calls.
  const BreakevenStudy study = of(replaced(rare, R"("cpu": "400 ms")", R"("cpu": "40 ms", "io": "360 ms")"), options);
  ASSERT_EQ(study.crossings.size(), 1u);
  const double seconds = (24 * kLargeHour / 86400 - 0.2e-6) / (1769 / 1024.0 * 0.0000166667);
  EXPECT_NEAR(study.crossings[0].base / 1e9, seconds, 0.01 * seconds);
  EXPECT_EQ(study.fields, (std::vector<std::string>{"/workload/function/cpu", "/workload/function/io"}));
}

// The same number of calls, ever more crowded: functions cost what they did, a fleet that has to meet an objective
// takes ever more machines, and flips where one more of them passes the calls' price.
TEST_F(BreakevenOracles, OverBurstIsWhereTheFleetTakesOneMachineTooMany) {
  const std::string box = R"({"id": "box", "kind": "fleet", "instance": "m5.large", "count": "auto", "hours": "always",
    "slots": 2, "speed": 1, "smt_yield": 1})";
  std::string text = busyText(box, R"({"kind": "poisson", "rate": "12 /s"})");
  text = replaced(text, R"("month": )", R"("objective": {"response": "1 s"}, "month": )");
  BreakevenOptions options = between("1", "6");
  options.over = "burst";
  options.study.replications = 2;
  const BreakevenStudy study = of(text, options);
  ASSERT_EQ(study.crossings.size(), 1u);
  const Crossing& crossing = study.crossings[0];
  EXPECT_EQ(crossing.below, "box");
  EXPECT_EQ(crossing.above, "lambda");
  EXPECT_TRUE(crossing.step);
  const double calls = 12 * 86400 * kBusyCall;
  const double machine = 24 * kLargeHour;
  const auto machinesAt = [&](bool below) {
    std::int64_t machines = 0;
    for (const BreakevenPoint& point : study.points) {
      if (below ? point.base < crossing.base : point.base > crossing.base) {
        machines = point.platforms[1].machines;
        if (!below)
          break;
      }
    }
    return static_cast<double>(machines);
  };
  EXPECT_LT(machinesAt(true) * machine, calls * 1.01);
  EXPECT_GT(machinesAt(false) * machine, calls * 0.99);
  EXPECT_GT(machinesAt(false), machinesAt(true));
  for (const BreakevenPoint& point : study.points)
    EXPECT_NEAR(point.platforms[0].monthUsd.estimate->mean, calls, 0.02 * calls) << point.shown;
}

TEST_F(Breakeven, HasNoCrossingWhereOneIsCheaperAllTheWay) {
  const BreakevenStudy study = of(streamText(kMicro), between("0.01 /s", "0.1 /s"));
  EXPECT_TRUE(study.crossings.empty());
  EXPECT_TRUE(study.envelope.empty());
  for (const BreakevenPoint& point : study.points)
    EXPECT_EQ(point.cheapest, "lambda");
}

TEST_F(BreakevenOracles, CountsAPlatformOnlyWithinItsCapacity) {
  // One slot serves 5.1 calls a second; beyond that the box is no longer an answer, however cheap.
  const std::string one =
      R"({"id": "box", "kind": "fleet", "instance": "t2.micro", "count": 1, "hours": "always", "slots": 1})";
  BreakevenOptions options = between("2 /s", "12 /s");
  options.study.replications = 2;
  options.points = 3;
  const BreakevenStudy study = of(streamText(one), options);
  EXPECT_TRUE(study.crossings.empty());
  ASSERT_EQ(study.envelope.size(), 1u);
  EXPECT_EQ(study.envelope[0].kind, CrossingKind::Capacity);
  EXPECT_EQ(study.envelope[0].below, "box");
  EXPECT_EQ(study.envelope[0].above, "lambda");
  EXPECT_NEAR(study.envelope[0].base, 1 / 0.195, 0.1);
}

TEST_F(Breakeven, SizesAFleetOfAutomaticSizeAtEveryPoint) {
  const std::string automatic =
      R"({"id": "box", "kind": "fleet", "instance": "t2.micro", "count": "auto", "hours": "always", "slots": 1})";
  BreakevenOptions options = between("0.2 /s", "12 /s");
  options.study.replications = 2;
  const BreakevenStudy study = of(streamText(automatic, R"("objective": {"response": "0.5 s"}, )"), options);
  std::int64_t before = 0;
  for (const BreakevenPoint& point : study.points) {
    const std::int64_t machines = point.platforms[1].machines;
    EXPECT_GE(machines, std::max<std::int64_t>(1, before));
    EXPECT_GE(static_cast<double>(machines), point.base * 0.195);
    EXPECT_TRUE(point.platforms[1].feasible);
    before = machines;
  }
  EXPECT_GT(before, 2);
  // Head-room asks for more of them.
  options.points = 2; // the last point is all that is looked at
  const BreakevenStudy roomy = of(streamText(automatic, R"("objective": {"response": "0.5 s", "load": 3}, )"), options);
  EXPECT_GT(roomy.points.back().platforms[1].machines, before);
}

TEST_F(Breakeven, TheFreeGrantMovesTheCrossing) {
  // Large and long calls, so that few use the grant up: each is billed 3 s of 3,008 MB.
  const std::string large =
      replaced(replaced(streamText(kRoomy, R"("free_grant": true, )"), "195 ms", "2950 ms"), "1024 MB", "3008 MB");
  const BreakevenStudy study = of(large, between("0.3 /s", "1 /s"));
  ASSERT_EQ(study.crossings.size(), 1u);
  // 400,000 GB-s are free, and of the million free requests none are left to pay.
  const double calls = (kBoxDay / 0.0000166667 + 400'000) / (3 * 3008 / 1024.0);
  EXPECT_NEAR(study.crossings[0].base * 86400, calls, 0.008 * calls); // 4 standard errors of 6 x 47,000 calls
}

TEST_F(Breakeven, TheNumberOfThreadsNeverChangesIt) {
  BreakevenOptions one = between("0.2 /s", "3 /s");
  one.study.replications = 3;
  one.points = 3;
  BreakevenOptions three = one;
  three.study.jobs = 3;
  const BreakevenStudy a = of(streamText(kMicro), one);
  const BreakevenStudy b = of(streamText(kMicro), three);
  ASSERT_EQ(a.crossings.size(), b.crossings.size());
  EXPECT_EQ(a.crossings[0].base, b.crossings[0].base);
  EXPECT_EQ(a.crossings[0].lo, b.crossings[0].lo);
  EXPECT_EQ(a.points.size(), b.points.size());
}

TEST_F(Breakeven, RefusesWhatIsNoQuestion) {
  const Scenario scenario = scenarioFrom(streamText(kMicro));
  const auto refused = [&](auto change) {
    BreakevenOptions options = between("0.2 /s", "3 /s");
    change(options);
    const auto study = breakeven({scenario, catalogue}, options);
    return study.has_value() ? std::string("was taken") : study.error().text();
  };
  EXPECT_NE(refused([](auto& o) { o.a = "lambdo"; }).find("did you mean 'lambda'"), std::string::npos);
  EXPECT_NE(refused([](auto& o) { o.b = "lambda"; }).find("two platforms"), std::string::npos);
  EXPECT_NE(refused([](auto& o) { o.over = "/platforms/lambda/invocation"; }).find("not a number"), std::string::npos);
  EXPECT_NE(refused([](auto& o) { o.from = "9 /s"; }).find("below"), std::string::npos);
}

TEST_F(Breakeven, StoppedBeforeTheFirstPointIsAnErrorAndLaterAPrefix) {
  std::stop_source stop;
  BreakevenOptions options = between("0.2 /s", "3 /s");
  options.study.stop = stop.get_token();
  options.study.progress = [&](double fraction) {
    if (fraction > 0.5)
      stop.request_stop();
  };
  const BreakevenStudy study = of(streamText(kMicro), options);
  EXPECT_TRUE(study.partial);
  EXPECT_TRUE(study.crossings.empty());
  EXPECT_GT(study.points.size(), 0u);
  EXPECT_LT(study.points.size(), 5u);
  const Scenario scenario = scenarioFrom(streamText(kMicro));
  EXPECT_EQ(breakeven({scenario, catalogue}, options).error().kind, ErrorKind::Interrupted);
}

// SeBS (Middleware 2021), artifact: quanta of 128 MB × 100 ms an execution on Lambda, requests an hour that one worker
// on a t2.micro ($0.0116/h) does, and the requests an hour at which both cost the same. The published costs leave out
// the fee of $0.20 a million requests; with it the crossing comes earlier, and taking it out again gives theirs.
struct SebsCase {
  const char* name;
  int quanta;
  double vmPerHour;
  double published;
};
constexpr SebsCase kSebs[] = {
    {"120 eco", 17, 11371, 3275},     {"120 perf", 32, 11371, 1740},     {"210-py eco", 11, 27503, 5062},
    {"210-py perf", 16, 27503, 3480}, {"210-node eco", 18, 18819, 3093}, {"210-node perf", 48, 18819, 1160},
    {"311 eco", 154, 1284, 362},      {"311 perf", 240, 1284, 232},      {"411 eco", 76, 15312, 733},
    {"411 perf", 94, 15312, 592},     {"503 eco", 10, 117153, 5568},     {"503 perf", 12, 117153, 4640}};

TEST_F(BreakevenOracles, ReproducesThePublishedBreakEvensOfSebs) {
  const Scenario shipped = shippedScenario("sebs-uploader");
  for (const SebsCase& each : kSebs) {
    // A fourteenth of a vCPU on Lambda; on the server what its own throughput says.
    const double cpu = (0.1 * each.quanta - 0.05) / 14;
    const auto text = [](double x, const char* unit) { return JsonNode::string(std::to_string(x) + unit); };
    const Setting settings[] = {{"/month/length", text(std::ceil(100'000 / each.published), " h"), {}, {}},
                                {"/workload/function/cpu", text(cpu, " s"), {}, {}},
                                {"/workload/function/io", text(0, " s"), {}, {}},
                                {"/platforms/box/speed", JsonNode::number(cpu * each.vmPerHour / 3600), {}, {}}};
    const auto scenario = withSettings(shipped, settings);
    ASSERT_TRUE(scenario.has_value()) << scenario.error().text();
    BreakevenOptions options =
        between(std::to_string(each.published / 3) + " /h", std::to_string(each.published * 2) + " /h");
    options.study.replications = 2;
    options.points = 3;
    const auto study = breakeven({*scenario, catalogue}, options);
    ASSERT_TRUE(study.has_value()) << study.error().text();
    ASSERT_EQ(study->crossings.size(), 1u) << each.name;
    const double perHour = study->crossings[0].base * 3600;
    const double cost = 0.0116 / perHour; // of an execution, with the fee
    EXPECT_NEAR(cost, each.quanta * 0.000000208333 + 0.0000002, 0.01 * cost) << each.name;
    EXPECT_NEAR(0.0116 / (cost - 0.0000002), each.published, 0.01 * each.published) << each.name;
  }
}

TEST_F(BreakevenOracles, ReproducesSkyriseQ6) {
  const Scenario scenario = shippedScenario("skyrise-q6");
  BreakevenOptions options = between("100", "1000");
  options.study.replications = 2;
  options.b = "vms";
  options.over = "runs";
  const auto study = breakeven({scenario, catalogue}, options);
  ASSERT_TRUE(study.has_value()) << study.error().text();
  ASSERT_EQ(study->crossings.size(), 1u);
  const double query = study->points.front().platforms[0].monthUsd.estimate->mean / study->points.front().base;
  EXPECT_NEAR(study->crossings[0].base, 201 * 0.136 / query, 1.5);
  // 515.9 s at 7,076 MB and 201 requests are 4.76 ¢; environments that are new in every query add to that.
  EXPECT_GT(query, 0.0475);
  EXPECT_LT(query, 0.0495);
  EXPECT_NEAR(study->crossings[0].base, 558, 0.035 * 558);
}

} // namespace
} // namespace coldframe
