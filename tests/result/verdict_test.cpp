#include "sim/result/verdict.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

VerdictFacts job(std::uint64_t complete, std::optional<std::int64_t> largestBatch = {}) {
  VerdictFacts facts;
  facts.isJob = true;
  facts.replications = 10;
  facts.completeReplications = complete;
  facts.batch = 60;
  facts.largestBatch = largestBatch;
  return facts;
}

Outcome withTimeLimit(double share, bool feasible, std::string observed = "312 s") {
  Outcome outcome;
  outcome.feasible = feasible;
  outcome.limits = {{LimitKind::Time, "300 s", std::move(observed), share, !feasible, 1}};
  return outcome;
}

TEST(Verdict, NamesTheNumberThatDecidesAndWhatWouldFit) {
  EXPECT_EQ(verdictOf(withTimeLimit(0.12, false), job(0, 44)),
            "12 % of tasks exceed the 300 s cap; at most 44 items fit in a batch");
}

TEST(Verdict, CountsATaskOnceHoweverOftenItWasTried) {
  // 10 tasks, one over the cap, tried three times: 3 of 12 attempts, but one task of ten.
  Outcome outcome = withTimeLimit(0.25, false);
  outcome.counts.arrivals = 10;
  outcome.counts.failed = 1;
  outcome.counts.retried = 2;
  EXPECT_EQ(verdictOf(outcome, job(0, 44)),
            "10 % of tasks exceed the 300 s cap in every attempt; at most 44 items fit in a batch");
}

TEST(Verdict, CountsFirstAttemptsWhereCallsAlsoFailForOtherReasons) {
  Outcome outcome = withTimeLimit(0.25, false);
  outcome.counts.arrivals = 10;
  outcome.counts.failed = 3;
  outcome.counts.retried = 2;
  outcome.counts.errors = 4;
  EXPECT_EQ(verdictOf(outcome, job(0)), "25 % of tasks exceed the 300 s cap");
}

TEST(Verdict, SaysWhenNotEvenOneItemFits) {
  EXPECT_EQ(verdictOf(withTimeLimit(1, false), job(0, 0)),
            "100 % of tasks exceed the 300 s cap; not even a batch of one item fits");
}

TEST(Verdict, OfAFeasibleJobSaysHowNearTheCapIs) {
  EXPECT_EQ(verdictOf(withTimeLimit(0, true, "271 s"), job(10)),
            "every call completed in 10 of 10 replications; the longest task takes 271 s of the 300 s allowed");
}

TEST(Verdict, TellsApartWhatThrottledTheAttempts) {
  const auto throttledBy = [](LimitKind kind, std::string limit) {
    Outcome outcome;
    outcome.limits = {{kind, std::move(limit), "3002", 0.75, true, 1}};
    return verdictOf(outcome, {});
  };
  EXPECT_EQ(throttledBy(LimitKind::Concurrency, "1"),
            "75 % of attempts found the one place taken, and some calls gave up");
  EXPECT_EQ(throttledBy(LimitKind::Concurrency, "10"),
            "75 % of attempts found all 10 places taken, and some calls gave up");
  EXPECT_EQ(throttledBy(LimitKind::Scaling, "3000"),
            "75 % of attempts needed new environments faster than the platform adds them after the first 3000, and "
            "some calls gave up");
}

TEST(Verdict, WithoutALimitBlamesTheCallsThemselves) {
  Outcome outcome;
  outcome.counts.arrivals = 1000;
  outcome.counts.failed = 200;
  EXPECT_EQ(verdictOf(outcome, job(3)), "20 % of calls failed after every attempt they were allowed");
  outcome.counts.dropped = 500;
  EXPECT_EQ(verdictOf(outcome, job(3)), "50 % of calls were turned away or gave up waiting");
}

TEST(Verdict, SaysWhenAQueueGrowsWithoutEnd) {
  Outcome outcome;
  outcome.counts.arrivals = 1000;
  outcome.counts.waiting = 250;
  VerdictFacts facts;
  facts.replications = 10;
  facts.overloadedReplications = 10;
  EXPECT_EQ(verdictOf(outcome, facts),
            "the queue grows without end: 25 % of calls were still waiting when the window ended");
}

} // namespace
} // namespace coldframe
