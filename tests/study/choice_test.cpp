#include "sim/study/choice.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

const std::vector<Candidate> kCandidates{
    {true, 10, 5, true}, {true, 11, 4, true}, {true, 20, 1, false}, {false, 1, 0.1, true}, {true, 12, 4.5, true}};

TEST(Choice, IsAmongTheFeasibleOnly) {
  const Choice choice = choose(kCandidates, 0.1, false);
  EXPECT_EQ(choice.fastest, 0u);
  EXPECT_EQ(choice.cheapest, 2u);
  EXPECT_EQ(choice.cheapestNearFastest, 1u); // 11 is 10 % slower than 10
  EXPECT_EQ(choice.recommended, choice.cheapestNearFastest);
}

TEST(Choice, OfADeadlineIsTheCheapestThatMeetsIt) {
  const Choice choice = choose(kCandidates, 0.1, true);
  EXPECT_EQ(choice.cheapestInTime, 1u);
  EXPECT_EQ(choice.recommended, 1u);
  const std::vector<Candidate> late{{true, 10, 5, false}};
  EXPECT_FALSE(choose(late, 0.1, true).recommended.has_value());
}

TEST(Choice, TheFrontHoldsWhatNothingBeatsInBoth) {
  EXPECT_EQ(choose(kCandidates, 0, false).pareto, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_TRUE(choose(std::vector<Candidate>{}, 0, false).pareto.empty());
}

} // namespace
} // namespace coldframe
