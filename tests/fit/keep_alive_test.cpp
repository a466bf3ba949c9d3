#include "sim/fit/keep_alive.h"
#include "sim/fit/reuse_order.h"
#include "sim/scenario/profile.h"
#include "tests/fit/aws_logs.h"
#include "tests/platform/faas_case.h"

#include <gtest/gtest.h>

#include <cmath>

namespace coldframe::test {
namespace {

// A simulated log of a function under a known policy.
Trace logOf(const KeepAlive& policy, double perSecond, double days, std::uint64_t seed, ReuseOrder reuse,
            Duration maxAge = Duration::max()) {
  FaasCase test;
  test.poisson(perSecond).service(exponentialSeconds(2)).window(days * 86400);
  test.model.keepAlive = policy;
  test.model.maxAge = maxAge;
  test.model.reuse = reuse;
  TraceBuilder builder;
  test.run(seed, &builder);
  return builder.build();
}

Result<KeepAliveFit> fitOf(const Trace& trace, bool intervals = true) {
  IdleSpells spells;
  spells.add(trace);
  return fitKeepAlive(spells, {intervals});
}

} // namespace

TEST(KeepAliveFit, FindsAFixedTimeOfIdleness) {
  const auto fit = fitOf(logOf(FixedKeepAlive{Duration::minutes(10)}, 0.002, 10, 1, ReuseOrder::Newest));
  ASSERT_TRUE(fit.has_value());
  EXPECT_EQ(fit->law, KeepAliveLaw::Fixed);
  const FittedParameter* limit = fit->parameter("idle limit");
  ASSERT_NE(limit, nullptr);
  EXPECT_NEAR(limit->value, 600, 6);
  EXPECT_LE(limit->lo, 600);
  EXPECT_GE(limit->hi, 600);
  EXPECT_FALSE(fit->maxAge);
}

TEST(KeepAliveFit, FindsTheAgeLimitBesideTheIdleTime) {
  const auto fit = fitOf(
      logOf(FixedKeepAlive{Duration::minutes(10)}, 0.005, 10, 1, ReuseOrder::MostRecentlyUsed, Duration::hours(2)));
  ASSERT_TRUE(fit.has_value());
  ASSERT_TRUE(fit->maxAge);
  EXPECT_NEAR(fit->maxAge->inSeconds(), 7200, 100);
  EXPECT_LE(fit->parameter("age limit")->lo, 7200);
  EXPECT_GE(fit->parameter("age limit")->hi, 7200);
}

TEST(KeepAliveFit, TellsTheFunctionsSilenceFromThatOfAnEnvironment) {
  const auto fit = fitOf(
      logOf(QuietFunctionKeepAlive{seconds(2000), Duration::seconds(300)}, 0.01, 10, 1, ReuseOrder::MostRecentlyUsed));
  ASSERT_TRUE(fit.has_value());
  ASSERT_EQ(fit->law, KeepAliveLaw::QuietAndFixed);
  EXPECT_NEAR(fit->parameter("quiet limit")->value, 300, 9);
  EXPECT_NEAR(fit->parameter("idle limit")->value, 2000, 200);
}

TEST(KeepAliveFit, HalvingStepsAreFound) {
  const auto fit =
      fitOf(logOf(StepDecayKeepAlive{Duration::seconds(380), 0.5}, 0.002, 20, 1, ReuseOrder::MostRecentlyUsed));
  ASSERT_TRUE(fit.has_value());
  ASSERT_EQ(fit->law, KeepAliveLaw::StepDecay);
  EXPECT_NEAR(fit->parameter("step")->value, 380, 10);
  EXPECT_NEAR(fit->parameter("share")->value, 0.5, 0.08);
}

TEST(KeepAliveFitOracles, ExponentialLivesAreCoveredByTheirIntervals) {
  constexpr int kLogs = 20;
  int chosen = 0, covered = 0;
  double bias = 0;
  for (std::uint64_t seed = 0; seed < kLogs; ++seed) {
    const auto fit = fitOf(logOf(RandomLifeKeepAlive{exponentialSeconds(900)}, 0.002, 3, seed, ReuseOrder::Newest));
    ASSERT_TRUE(fit.has_value());
    if (fit->law != KeepAliveLaw::Exponential)
      continue;
    ++chosen;
    const FittedParameter* life = fit->parameter("life");
    covered += life->lo <= 900 && 900 <= life->hi ? 1 : 0;
    bias += life->value - 900;
  }
  EXPECT_GE(chosen, 18);
  EXPECT_GE(covered, chosen - 3); // of 20: binomial, 95 % each
  EXPECT_LE(std::fabs(bias / chosen), 60);
}

TEST(KeepAliveFit, SaysWhatALogCannotTell) {
  const auto few = fitOf(logOf(FixedKeepAlive{Duration::minutes(10)}, 0.002, 0.02, 1, ReuseOrder::Newest));
  ASSERT_FALSE(few.has_value());
  EXPECT_NE(few.error().text().find("cannot be told"), std::string::npos);
  IdleSpells nothing;
  EXPECT_FALSE(fitKeepAlive(nothing).has_value());
}

TEST(ReuseOrderFit, EachOrderIsFoundInItsOwnLog) {
  for (const ReuseOrder order : {ReuseOrder::Newest, ReuseOrder::Oldest, ReuseOrder::MostRecentlyUsed,
                                 ReuseOrder::LeastRecentlyUsed, ReuseOrder::Random}) {
    const Trace log = logOf(FixedKeepAlive{Duration::minutes(10)}, 2, 0.1, 3, order);
    const Trace* const one[] = {&log};
    const auto fit = fitReuseOrder(one);
    ASSERT_TRUE(fit.has_value());
    EXPECT_EQ(fit->order, order);
    EXPECT_GT(fit->of(order).obeyed, order == ReuseOrder::Random ? 0.0 : 0.99);
  }
  const Trace alone = logOf(FixedKeepAlive{Duration::minutes(10)}, 0.0001, 1, 3, ReuseOrder::Newest);
  const Trace* const one[] = {&alone};
  EXPECT_FALSE(fitReuseOrder(one).has_value());
}

// The seven logs of 2020. Held out one by one: fitted on the other six, simulated with the seventh's arrivals and
// durations.
TEST(AwsLogs2020, KeepAliveFittedOnSixLogsPredictsTheSeventh) {
  if (const std::string why = whyDataIsMissing(kAwsLogs); !why.empty())
    GTEST_SKIP() << why;
  const std::vector<AwsLog> logs = readAwsLogs();
  ASSERT_EQ(logs.size(), 7U);
  double slowSum = 0, sum = 0;
  for (const AwsLog& left : logs) {
    IdleSpells spells;
    std::vector<const Trace*> others;
    for (const AwsLog& log : logs)
      if (&log != &left) {
        spells.add(log.trace);
        others.push_back(&log.trace);
      }
    const auto keep = fitKeepAlive(spells, {false});
    const auto reuse = fitReuseOrder(others);
    ASSERT_TRUE(keep.has_value() && reuse.has_value());
    FaasCase test = left.replay();
    test.model.keepAlive = keep->policy;
    test.model.maxAge = keep->maxAge.value_or(Duration::max());
    test.model.reuse = reuse->order;
    const RunningMoments predicted =
        test.over(100, [](const RunOutput& run) { return static_cast<double>(run.metrics.counts.cold); });
    const auto observed = static_cast<double>(left.cold);
    const double error = std::fabs(predicted.mean() - observed) / observed;
    std::printf("%-14s %.4f /s  observed %3.0f  predicted %6.2f  error %5.1f %%  %s", left.name.c_str(), left.rate(),
                observed, predicted.mean(), 100 * error, std::string(lawName(keep->law)).c_str());
    for (const FittedParameter& p : keep->parameters)
      std::printf("  %s %.4g", p.name.c_str(), p.value);
    std::printf("  reuse %d\n", static_cast<int>(reuse->order));
    sum += error / 7;
    slowSum += left.rate() < 0.01 ? error / 4 : 0;
  }
  std::printf("mean error: %.1f %% under 0.01 /s, %.1f %% over all\n", 100 * slowSum, 100 * sum);
  EXPECT_LE(slowSum, 0.05);
  EXPECT_LE(sum, 0.10);
}

// The preset that these logs made (in sample), against the older reading of them: one clock an environment, 640 s, an
// age of 2 h, any of the idle ones. It has to be the better on the whole, for that is why it stands there.
TEST(AwsLogs2020, TheFittedPresetExplainsItsLogsBetterThanOneClockAndChance) {
  if (const std::string why = whyDataIsMissing(kAwsLogs); !why.empty())
    GTEST_SKIP() << why;
  const auto preset = loadKeepAlive(Catalogue::builtIn(), "aws-2020-04-fitted");
  ASSERT_TRUE(preset.has_value()) << preset.error().text();
  double now = 0, before = 0;
  for (const AwsLog& log : readAwsLogs()) {
    const auto observed = static_cast<double>(log.cold);
    const auto errorOf = [&](const KeepAlive& policy, Duration age, ReuseOrder order) {
      FaasCase test = log.replay();
      test.model.keepAlive = policy;
      test.model.maxAge = age;
      test.model.reuse = order;
      const RunningMoments cold =
          test.over(100, [](const RunOutput& run) { return static_cast<double>(run.metrics.counts.cold); });
      return std::fabs(cold.mean() - observed) / observed / 7;
    };
    now += errorOf(preset->value.keepAlive, *preset->value.maxAge, *preset->value.reuse);
    before += errorOf(FixedKeepAlive{Duration::seconds(640)}, Duration::hours(2), ReuseOrder::Random);
  }
  std::printf("mean error: %.1f %%, of one clock and chance %.1f %%\n", 100 * now, 100 * before);
  EXPECT_LT(now, before);
}

// The figures of docs/validation.md.
TEST(AwsLogs2020, AllSevenLogsTellTwoClocksAnAgeAndTheOrderOfReuse) {
  if (const std::string why = whyDataIsMissing(kAwsLogs); !why.empty())
    GTEST_SKIP() << why;
  IdleSpells spells;
  const std::vector<AwsLog> logs = readAwsLogs();
  std::vector<const Trace*> traces;
  for (const AwsLog& log : logs) {
    spells.add(log.trace);
    traces.push_back(&log.trace);
  }
  EXPECT_EQ(spells.coldBesideIdle, 0u);
  const auto keep = fitKeepAlive(spells);
  ASSERT_TRUE(keep.has_value());
  EXPECT_EQ(keep->law, KeepAliveLaw::QuietAndFixed);
  EXPECT_GT(keep->candidates[1].bic - keep->candidates[0].bic, 50);
  EXPECT_NEAR(keep->parameter("quiet limit")->value, 636, 2);
  EXPECT_NEAR(keep->parameter("idle limit")->value, 1500, 30);
  EXPECT_NEAR(keep->parameter("age limit")->value, 7058, 20);
  EXPECT_NEAR(keep->parameter("life")->value, 21'000, 1'000);
  for (const FittedParameter& p : keep->parameters)
    std::printf("%-20s %10.4g  95 %% within %.5g and %.5g\n", p.name.c_str(), p.value, p.lo, p.hi);
  const auto reuse = fitReuseOrder(traces);
  ASSERT_TRUE(reuse.has_value());
  std::printf(
      "%llu environments, %zu gone; %llu choices, %.5f the most recently used, %.3f the newest, BIC %.0f %.0f\n",
      static_cast<unsigned long long>(spells.environments), spells.ended.size(),
      static_cast<unsigned long long>(reuse->choices), reuse->of(ReuseOrder::MostRecentlyUsed).obeyed,
      reuse->of(ReuseOrder::Newest).obeyed, keep->candidates[0].bic, keep->candidates[1].bic);
  EXPECT_EQ(reuse->order, ReuseOrder::MostRecentlyUsed);
  EXPECT_GT(reuse->of(ReuseOrder::MostRecentlyUsed).obeyed, 0.999);
  EXPECT_LT(reuse->of(ReuseOrder::Newest).obeyed, 0.5);
}

} // namespace coldframe::test
