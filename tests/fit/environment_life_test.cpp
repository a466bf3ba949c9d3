#include "sim/fit/environment_life.h"
#include "sim/trace/trace_builder.h"

#include <gtest/gtest.h>

#include <cmath>

namespace coldframe::test {
namespace {

// Gaps of a single environment: outlived or not, as the law says.
std::vector<IdleSpell> spellsOf(const Distribution& life, double gapMean, std::size_t n, std::uint64_t seed) {
  Generator source(Seed{seed, 0}, Cause::Measurement);
  std::vector<IdleSpell> spells;
  for (std::size_t i = 0; i < n; ++i) {
    const double gap = gapMean * sampleExponential(source);
    spells.push_back({gap, gap + 1000, life.sampleReal(source) / 1e9 > gap});
  }
  return spells;
}

TEST(EnvironmentLife, AFixedTimeIsFoundBetweenTheLongestOutlivedAndTheShortestGone) {
  const auto life = fitEnvironmentLife(spellsOf(Scalar{600e9}, 500, 400, 1));
  ASSERT_TRUE(life) << life.error().text();
  EXPECT_EQ(life->law, IdleLaw::Fixed);
  EXPECT_NEAR(life->idle, 600, 10);
  EXPECT_LE(life->idleLo, 600);
  EXPECT_GE(life->idleHi, 600);
  EXPECT_EQ(life->wrongShare, 0);
  EXPECT_FALSE(life->maxAge);
}

TEST(EnvironmentLife, AnExponentialLifeAndAWeibullOneAreToldFromAFixedOne) {
  const auto exponential = fitEnvironmentLife(spellsOf(Exponential{500e9}, 400, 3000, 2));
  ASSERT_TRUE(exponential);
  EXPECT_EQ(exponential->law, IdleLaw::Exponential);
  EXPECT_NEAR(exponential->idle, 500, 50);
  EXPECT_LE(exponential->idleLo, 500);
  EXPECT_GE(exponential->idleHi, 500);
  const auto weibull = fitEnvironmentLife(spellsOf(Weibull{500e9, 3}, 400, 3000, 3));
  ASSERT_TRUE(weibull);
  EXPECT_EQ(weibull->law, IdleLaw::Weibull);
  EXPECT_NEAR(weibull->idle, 500, 30);
  EXPECT_NEAR(weibull->shape, 3, 0.4);
}

TEST(EnvironmentLife, AnAgeLimitIsToldFromTheIdleTime) {
  // Idle time 600 s, retired at 7,200 s.
  Generator source(Seed{4, 0}, Cause::Measurement);
  std::vector<IdleSpell> spells;
  for (int i = 0; i < 2000; ++i) {
    const double gap = 200 * sampleExponential(source);
    const double age = 9000 * source.uniform() + gap;
    spells.push_back({gap, age, gap < 600 && age < 7200});
  }
  const auto life = fitEnvironmentLife(spells);
  ASSERT_TRUE(life);
  EXPECT_EQ(life->law, IdleLaw::Fixed);
  EXPECT_NEAR(life->idle, 600, 30);
  ASSERT_TRUE(life->maxAge);
  EXPECT_NEAR(*life->maxAge, 7200, 60);
}

TEST(EnvironmentLife, DataThatBoundItOnOneSideAloneFitNothing) {
  const std::vector<IdleSpell> alive{{10, 20, true}, {50, 80, true}};
  const auto none = fitEnvironmentLife(alive);
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().text().find("50"), std::string::npos);
  EXPECT_FALSE(fitEnvironmentLife(std::vector<IdleSpell>{{700, 900, false}}));
}

struct Row {
  double start, end;
  std::int64_t environment;
  Cold cold;
};
Trace traceOf(const std::vector<Row>& rows) {
  TraceBuilder builder;
  for (const Row& row : rows) {
    TraceRow out;
    out.set(Stamp::Start, SimTime::at(Duration::fromSeconds(row.start)));
    out.set(Stamp::End, SimTime::at(Duration::fromSeconds(row.end)));
    out.set(Count::Environment, row.environment);
    out.cold = row.cold;
    builder.append(out);
  }
  return std::move(builder).build();
}

TEST(IdleSpells, AreOutlivedByAReuseAndEndedByAColdStart) {
  // 0 is used again after 8 s; when 1 starts cold at 100, 0 has been idle since 21 and is never seen again.
  const auto spells = idleSpells(traceOf({{0, 2, 0, Cold::Yes}, {10, 21, 0, Cold::No}, {100, 101, 1, Cold::Yes}}));
  ASSERT_EQ(spells.size(), 2u);
  EXPECT_TRUE(spells[0].outlived);
  EXPECT_DOUBLE_EQ(spells[0].idle, 8);
  EXPECT_DOUBLE_EQ(spells[0].age, 10);
  EXPECT_FALSE(spells[1].outlived);
  EXPECT_DOUBLE_EQ(spells[1].idle, 79);
  EXPECT_DOUBLE_EQ(spells[1].age, 100);
}

TEST(IdleSpells, AColdStartBesideABusyEnvironmentTellsNothing) {
  EXPECT_TRUE(idleSpells(traceOf({{0, 50, 0, Cold::Yes}, {10, 20, 1, Cold::Yes}})).empty());
}

TEST(ReuseChoices, TellTheNewestFromChance) {
  // Three environments made together; then the newest one takes every call.
  std::vector<Row> rows{{0, 1, 0, Cold::Yes}, {0.1, 1, 1, Cold::Yes}, {0.2, 1, 2, Cold::Yes}};
  for (int i = 0; i < 50; ++i)
    rows.push_back({10.0 + i, 10.5 + i, 2, Cold::No});
  rows.push_back({100, 101, 0, Cold::No}); // so that the others are known to have lived on
  rows.push_back({100.1, 101, 1, Cold::No});
  const ReuseChoices choices = reuseChoices(traceOf(rows));
  EXPECT_GE(choices.choices, 50u);
  EXPECT_GT(choices.newest, 0.9);
  EXPECT_LT(choices.byChance, 0.4);
}

} // namespace
} // namespace coldframe::test
