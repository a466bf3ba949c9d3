#include "sim/study/numeric_inputs.h"
#include "sim/study/sensitivity.h"
#include "tests/study/study_scenario.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace coldframe {
namespace {

// f = sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1, each x uniform in ± π (T. Ishigami & T. Homma 1990). Closed form:
// V1 = ½ (1 + π⁴/50)², V2 = 49/8, V13 = π⁸ (1/1800 − 1/5000 … ) = 0.01 · π⁸ · 8/225; first .3139 .4424 0, total .5576
// .4424 .2437.
SobolIndices ishigami(std::uint64_t rows) {
  const auto f = [](const std::vector<double>& u) {
    const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
    return std::sin(x(0)) + 7 * std::sin(x(1)) * std::sin(x(1)) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
  };
  std::vector<double> a;
  std::vector<double> b;
  std::vector<std::vector<double>> ab(3);
  for (std::uint64_t row = 0; row < rows; ++row) {
    const std::vector<double> inA = sobolRow(9, row, 3, false);
    const std::vector<double> inB = sobolRow(9, row, 3, true);
    a.push_back(f(inA));
    b.push_back(f(inB));
    for (std::size_t i = 0; i < 3; ++i) {
      std::vector<double> mixed = inA;
      mixed[i] = inB[i];
      ab[i].push_back(f(mixed));
    }
  }
  return sobolIndices(a, b, ab, 9);
}

constexpr double kFirst[] = {0.3139, 0.4424, 0};
constexpr double kTotal[] = {0.5576, 0.4424, 0.2437};

TEST(SobolIndices, AreThoseOfTheIshigamiFunction) {
  const SobolIndices indices = ishigami(20'000);
  EXPECT_NEAR(indices.variance, 13.8446, 0.15);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(indices.first[i].value, kFirst[i], 0.025) << i;
    EXPECT_NEAR(indices.total[i].value, kTotal[i], 0.02) << i;
  }
}

TEST(SobolIndices, TheirIntervalsHoldTheTruthAndNarrowWithRows) {
  const SobolIndices few = ishigami(500);
  const SobolIndices many = ishigami(8'000);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_LE(many.total[i].lo, kTotal[i] + 0.01);
    EXPECT_GE(many.total[i].hi, kTotal[i] - 0.01);
    EXPECT_LT(many.total[i].hi - many.total[i].lo, 0.5 * (few.total[i].hi - few.total[i].lo));
  }
}

TEST(SobolIndices, OfAnOutputThatNeverChangesAreZero) {
  const std::vector<double> flat(10, 4.0);
  const SobolIndices indices = sobolIndices(flat, flat, {flat, flat}, 1);
  EXPECT_EQ(indices.variance, 0);
  EXPECT_EQ(indices.total[1].value, 0);
}

TEST(SobolRow, OfALongerDesignBeginsWithTheShorterOne) {
  EXPECT_EQ(sobolRow(3, 7, 2, false), sobolRow(3, 7, 2, false));
  EXPECT_NE(sobolRow(3, 7, 2, false), sobolRow(3, 7, 2, true));
  const std::vector<double> wide = sobolRow(3, 7, 5, false);
  EXPECT_EQ(sobolRow(3, 7, 2, false), std::vector<double>(wide.begin(), wide.begin() + 2));
}

// Constant arrivals, one every 2 s for a day: 43,200 calls of 100 ms at 1,024 MB on a book that bills by the
// millisecond, against a t2.micro of $0.2784 a day.
const std::string kStream =
    R"({"schema": "coldframe.scenario/1", "name": "Stream", "seed": 5, "prices": "aws-us-east-1@2020-12",
    "month": {"length": "24 h"}, "workload": {"kind": "requests",
      "arrivals": {"kind": "constant", "rate": "0.5 /s"}, "function": {"io": "100 ms"}, "output": "1 B"},
    "platforms": [{"id": "lambda", "kind": "faas", "profile": "aws-lambda@2020-12", "memory": "1024 MB"},
      {"id": "box", "kind": "fleet", "instance": "t2.micro", "count": 1, "hours": "always", "slots": 50}]})";
constexpr double kCalls = 43200;
constexpr double kBoxUsd = 24 * 0.0116;
double lambdaDay(double seconds, double calls = kCalls) {
  return calls * (0.2e-6 + seconds * 0.0000166667);
}

class Sensitivity : public testing::Test {
protected:
  SensitivityStudy of(SensitivityOptions options) {
    options.study.replications = 2;
    const Scenario scenario = scenarioFrom(kStream);
    auto study = sensitivity({scenario, catalogue}, options);
    EXPECT_TRUE(study.has_value()) << (study ? std::string() : study.error().text());
    return study ? std::move(*study) : SensitivityStudy{};
  }
  static const InputEffect& effect(const SensitivityStudy& study, const std::string& pointer) {
    const auto found = std::ranges::find(study.inputs, pointer, &InputEffect::pointer);
    EXPECT_NE(found, study.inputs.end()) << pointer;
    return *found;
  }
  static SensitivityOptions inputs(std::vector<std::string> pointers) {
    SensitivityOptions options;
    options.inputs = std::move(pointers);
    options.samples = 0;
    return options;
  }
  Catalogue catalogue = Catalogue::builtIn();
};

TEST_F(Sensitivity, FindsTheDurationAtWhichTheAnswerFlips) {
  SensitivityOptions options = inputs({"/workload/function/io"});
  options.reach = 10;
  const SensitivityStudy study = of(options);
  EXPECT_EQ(study.answer, "lambda");
  const InputEffect& io = effect(study, "/workload/function/io");
  ASSERT_EQ(io.flips.size(), 1u);
  const double exact = (kBoxUsd / kCalls - 0.2e-6) / 0.0000166667; // s
  EXPECT_TRUE(io.flips[0].upwards);
  EXPECT_EQ(io.flips[0].to, "box");
  EXPECT_NEAR(io.flips[0].base / 1e9, exact, 0.01 * exact);
}

TEST_F(Sensitivity, SaysSoWhereNothingWithinReachTurnsTheAnswer) {
  const SensitivityStudy study = of(inputs({"/workload/function/io"}));
  EXPECT_TRUE(effect(study, "/workload/function/io").flips.empty());
}

TEST_F(Sensitivity, MovesOneInputAtATimeAndPairsTheChanges) {
  const SensitivityStudy study = of(inputs({"/workload/function/io", "/workload/arrivals/rate"}));
  const InputEffect& io = effect(study, "/workload/function/io");
  EXPECT_NEAR(io.costAtHi.estimate->mean, lambdaDay(0.12) - lambdaDay(0.1), 1e-3 * lambdaDay(0.1));
  EXPECT_NEAR(io.costAtLo.estimate->mean, lambdaDay(0.08) - lambdaDay(0.1), 1e-3 * lambdaDay(0.1));
  const InputEffect& rate = effect(study, "/workload/arrivals/rate");
  EXPECT_NEAR(rate.costAtHi.estimate->mean, 0.2 * lambdaDay(0.1), 2e-3 * lambdaDay(0.1));
  EXPECT_EQ(study.inputs.front().pointer, "/workload/arrivals/rate"); // it moves the fee too
}

using SensitivityOracles = Sensitivity;

TEST_F(SensitivityOracles, IndicesShareTheVarianceOfAProduct) {
  SensitivityOptions options = inputs({"/workload/function/io", "/workload/arrivals/rate", "/platforms/box/slots"});
  options.samples = 32;
  const SensitivityStudy study = of(options);
  EXPECT_EQ(study.samples, 32u);
  EXPECT_EQ(study.staysShare, 1.0);
  EXPECT_LT(std::fabs(effect(study, "/platforms/box/slots").costTotal->value), 0.01);
  const double io = effect(study, "/workload/function/io").costTotal->value;
  const double rate = effect(study, "/workload/arrivals/rate").costTotal->value;
  EXPECT_GT(io, 0.25);
  EXPECT_GT(rate, 0.25);
  EXPECT_NEAR(io + rate, 1.0, 0.25); // hardly any interaction within ± 20 %
}

TEST_F(Sensitivity, TakesTheNumbersOfTheScenarioWhenNoneIsNamed) {
  const std::vector<std::string> found = numericInputs(scenarioFrom(kStream), catalogue);
  const auto has = [&](const std::string& pointer) { return std::ranges::find(found, pointer) != found.end(); };
  EXPECT_TRUE(has("/workload/function/io"));
  EXPECT_TRUE(has("/workload/arrivals/rate"));
  EXPECT_TRUE(has("/platforms/lambda/memory"));
  EXPECT_TRUE(has("/platforms/box/slots"));
  EXPECT_FALSE(has("/month/length"));
  EXPECT_FALSE(has("/platforms/box/instance"));
  EXPECT_FALSE(has("/seed"));
}

TEST_F(Sensitivity, RefusesAnInputThatIsNone) {
  const Scenario scenario = scenarioFrom(kStream);
  SensitivityOptions options = inputs({"/workload/function/oi"});
  EXPECT_EQ(sensitivity({scenario, catalogue}, options).error().kind, ErrorKind::Usage);
  options = inputs({"/platforms/lambda/invocation"});
  EXPECT_EQ(sensitivity({scenario, catalogue}, options).error().kind, ErrorKind::Usage);
}

TEST_F(Sensitivity, IsTheSameOnAnyNumberOfThreads) {
  SensitivityOptions options = inputs({"/workload/function/io", "/workload/arrivals/rate"});
  options.samples = 8;
  const SensitivityStudy one = of(options);
  options.study.jobs = 3;
  const SensitivityStudy three = of(options);
  ASSERT_EQ(one.inputs.size(), three.inputs.size());
  for (std::size_t i = 0; i < one.inputs.size(); ++i) {
    EXPECT_EQ(one.inputs[i].pointer, three.inputs[i].pointer);
    EXPECT_EQ(one.inputs[i].costAtHi.estimate, three.inputs[i].costAtHi.estimate);
    EXPECT_EQ(one.inputs[i].costTotal->value, three.inputs[i].costTotal->value);
    EXPECT_EQ(one.inputs[i].costTotal->hi, three.inputs[i].costTotal->hi);
  }
}

} // namespace
} // namespace coldframe
