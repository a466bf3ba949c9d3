#include "sim/fit/idle_spells.h"
#include "sim/trace/trace_builder.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

struct Row {
  double start, end;
  std::int64_t environment;
  Cold cold;
  double init = 0; // before start
};

IdleSpells spellsOf(const std::vector<Row>& rows) {
  TraceBuilder builder;
  for (const Row& row : rows) {
    TraceRow out;
    if (row.init > 0)
      out.set(Stamp::Invoke, SimTime::at(Duration::fromSeconds(row.start - row.init)));
    out.set(Stamp::Start, SimTime::at(Duration::fromSeconds(row.start)));
    out.set(Stamp::End, SimTime::at(Duration::fromSeconds(row.end)));
    out.set(Count::Environment, row.environment);
    out.cold = row.cold;
    builder.append(out);
  }
  IdleSpells spells;
  spells.add(builder.build());
  return spells;
}

} // namespace

TEST(IdleSpells, AreOutlivedByAReuseAndEndedByAColdStart) {
  // 0 is used again after 8 s; when 1 starts cold at 100, 0 has been idle since 21 and is never seen again.
  const IdleSpells spells = spellsOf({{0, 2, 0, Cold::Yes}, {10, 21, 0, Cold::No}, {100, 101, 1, Cold::Yes}});
  EXPECT_EQ(spells.survived, 1u);
  EXPECT_DOUBLE_EQ(spells.longestSurvived, 8);
  ASSERT_EQ(spells.ended.size(), 1u);
  EXPECT_DOUBLE_EQ(spells.ended[0].gap, 79);
  EXPECT_DOUBLE_EQ(spells.ended[0].quiet, 79);
  EXPECT_DOUBLE_EQ(spells.ended[0].ageFrom, 10);
  EXPECT_DOUBLE_EQ(spells.ended[0].ageTo, 100);
}

TEST(IdleSpells, AColdStartBesideABusyEnvironmentTellsNothing) {
  const IdleSpells spells = spellsOf({{0, 50, 0, Cold::Yes}, {10, 20, 1, Cold::Yes}});
  EXPECT_EQ(spells.survived, 0u);
  EXPECT_TRUE(spells.ended.empty());
}

// 1 idles from 3 to 40 while 0 works on and off: the function itself is never quiet for more than 12 s.
TEST(IdleSpells, KnowTheLongestSilenceOfTheFunctionWithinThem) {
  const IdleSpells spells = spellsOf({{0, 2, 0, Cold::Yes},
                                      {1, 3, 1, Cold::Yes},
                                      {10, 15, 0, Cold::No},
                                      {27, 30, 0, Cold::No},
                                      {34, 50, 0, Cold::No},
                                      {40, 41, 1, Cold::No}});
  EXPECT_DOUBLE_EQ(spells.longestSurvived, 37);
  EXPECT_DOUBLE_EQ(spells.longestQuietSurvived, 12);
  EXPECT_EQ(spells.coldBesideIdle, 0u);
}

TEST(IdleSpells, CountColdStartsThatCameBesideAnIdleEnvironment) {
  const IdleSpells spells =
      spellsOf({{0, 2, 0, Cold::Yes}, {10, 11, 1, Cold::Yes}, {20, 21, 0, Cold::No}, {30, 31, 1, Cold::No}});
  EXPECT_EQ(spells.coldBesideIdle, 1u);
}

// 1 is asked for at 1 s, while 0 is busy, and is ready at 4 s, when 0 idles again: that 0 was not taken is no wonder,
// and that it is never seen again says nothing of the time before.
TEST(IdleSpells, WhatIdlesDuringAnInitTellsNothing) {
  const IdleSpells spells = spellsOf({{0, 2, 0, Cold::Yes}, {4, 5, 1, Cold::Yes, 3}, {10, 11, 0, Cold::No}});
  EXPECT_EQ(spells.coldBesideIdle, 0u);
  EXPECT_EQ(spells.survived, 1u);
  EXPECT_TRUE(spellsOf({{0, 2, 0, Cold::Yes}, {4, 5, 1, Cold::Yes, 3}}).ended.empty());
  EXPECT_EQ(spellsOf({{0, 2, 0, Cold::Yes}, {4, 5, 1, Cold::Yes, 1.5}}).ended.size(), 1u);
}

// An environment that was there when the log began has no age, and its end tells nothing.
TEST(IdleSpells, LeaveOutTheEndOfAnEnvironmentOfUnknownAge) {
  const IdleSpells spells = spellsOf({{0, 2, 0, Cold::No}, {10, 11, 0, Cold::No}, {100, 101, 1, Cold::Yes}});
  EXPECT_EQ(spells.survived, 1u);
  EXPECT_TRUE(spells.ended.empty());
}

} // namespace coldframe::test
