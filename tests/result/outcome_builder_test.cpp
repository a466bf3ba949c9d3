// The figures of an Outcome, reckoned by hand from replications made by hand.
#include "sim/result/outcome_builder.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

// $1 a request and $2 an hour of an m1.
PriceBook simpleBook() {
  PriceBook book;
  book.name = "simple";
  book.date = "2020-01";
  PriceRow request;
  request.item = PriceItem::FunctionRequest;
  request.price = *parseUnitPrice("1 USD/request");
  PriceRow duration;
  duration.item = PriceItem::FunctionDuration;
  duration.price = *parseUnitPrice("0 USD/GB-s");
  PriceRow machine;
  machine.item = PriceItem::Instance;
  machine.type = "m1";
  machine.price = *parseUnitPrice("2 USD/h");
  book.rows = {request, duration, machine};
  FunctionRule rule;
  rule.provider = "aws-lambda";
  rule.clock = "100ms";
  book.functionRules = {rule};
  book.instanceRule = InstanceRule{};
  FreeGrant grant;
  grant.item = PriceItem::FunctionRequest;
  grant.quantity = *parseUnitQuantity("4 request");
  book.freeGrants = {grant};
  return book;
}

Usage requests(std::int64_t n) {
  Usage usage;
  FunctionKey key;
  key.memory = Memory::mb(128);
  usage.function(key).requests = n;
  return usage;
}

Usage machineHours(std::int64_t hours) {
  Usage usage;
  usage.addInstance({"m1", PurchaseOption::OnDemand, Duration::hours(hours), 1});
  return usage;
}

// One job run of two tasks that took `makespan`; not complete: one task failed.
Replication jobRun(std::int64_t makespanS, bool complete = true) {
  Replication replication;
  RunMetrics& metrics = replication.run.metrics;
  metrics.counts.arrivals = metrics.counts.attempts = metrics.counts.started = 2;
  metrics.counts.completed = complete ? 2 : 1;
  metrics.counts.failed = complete ? 0 : 1;
  metrics.counts.cold = 1;
  metrics.makespans = {Duration::seconds(makespanS)};
  metrics.jobRuns = 1;
  metrics.jobRunsComplete = complete ? 1 : 0;
  metrics.response.add(makespanS * 1'000'000'000);
  metrics.service.add(makespanS * 500'000'000);
  metrics.window = Duration::seconds(makespanS);
  metrics.runningNs = 1.5e9 * static_cast<double>(makespanS);
  metrics.workNs = 1.5e9 * static_cast<double>(makespanS);
  metrics.busyVcpuNs = 1;
  metrics.paidVcpuNs = 4;
  metrics.maxRunning = 2;
  return replication;
}

PlatformFacts jobFacts() {
  PlatformFacts facts;
  facts.id = "lambda";
  facts.isJob = true;
  facts.isFunction = true;
  facts.runsPerMonth = 4;
  return facts;
}

class OutcomeBuilders : public testing::Test {
protected:
  PriceBook m_book = simpleBook();

  Outcome built(const PlatformFacts& facts, const std::vector<Replication>& replications,
                const std::vector<std::optional<double>>& baseline = {}) {
    OutcomeBuilder builder(facts, m_book);
    for (const Replication& replication : replications) {
      const auto added = builder.add(replication);
      EXPECT_TRUE(added.has_value()) << added.error().text();
    }
    return builder.build(baseline);
  }
};

TEST_F(OutcomeBuilders, MakespanIsTheMeanOverReplicationsWithATInterval) {
  const Outcome outcome = built(jobFacts(), {jobRun(10), jobRun(20)});
  ASSERT_TRUE(outcome.makespanS.estimate.has_value());
  EXPECT_DOUBLE_EQ(outcome.makespanS.estimate->mean, 15);
  EXPECT_NEAR(outcome.makespanS.estimate->halfWidth(), 12.7062 * 5, 1e-3); // t(1) × 5 s standard error
  EXPECT_EQ(outcome.makespanS.estimate->n, 2u);
}

TEST_F(OutcomeBuilders, SpeedupIsTheMeanOfPairedRatiosNotTheRatioOfMeans) {
  const Outcome outcome = built(jobFacts(), {jobRun(10), jobRun(20)}, {40.0, 20.0});
  EXPECT_DOUBLE_EQ(outcome.speedup.estimate->mean, (40.0 / 10 + 20.0 / 20) / 2); // 2.5; of means it would be 2
}

TEST_F(OutcomeBuilders, SpeedupPairsOnlyReplicationsThatBothCompleted) {
  const Outcome outcome = built(jobFacts(), {jobRun(10), jobRun(10), jobRun(10, false)}, {std::nullopt, 30.0, 50.0});
  EXPECT_DOUBLE_EQ(outcome.speedup.estimate->mean, 3);
  EXPECT_EQ(outcome.speedup.estimate->n, 1u);
}

TEST_F(OutcomeBuilders, EffectiveParallelismIsWorkOverMakespan) {
  EXPECT_DOUBLE_EQ(built(jobFacts(), {jobRun(10), jobRun(20)}).effectiveParallelism.estimate->mean, 1.5);
}

TEST_F(OutcomeBuilders, FeasibleIsFromNinetyFivePercentOfReplicationsOn) {
  std::vector<Replication> replications(20, jobRun(10));
  replications[3] = jobRun(10, false);
  Outcome outcome = built(jobFacts(), replications);
  EXPECT_TRUE(outcome.feasible);
  EXPECT_DOUBLE_EQ(outcome.completionProbability, 0.95);
  EXPECT_EQ(outcome.makespanS.estimate->n, 19u);
  replications[4] = jobRun(10, false);
  outcome = built(jobFacts(), replications);
  EXPECT_FALSE(outcome.feasible);
  EXPECT_DOUBLE_EQ(outcome.completionProbability, 0.9);
}

TEST_F(OutcomeBuilders, AJobThatNeverCompletesHasNoMakespanAndSaysWhy) {
  const Outcome outcome = built(jobFacts(), {jobRun(10, false)}, {80.0});
  EXPECT_FALSE(outcome.makespanS.estimate.has_value());
  EXPECT_FALSE(outcome.makespanS.why.empty());
  EXPECT_FALSE(outcome.speedup.estimate.has_value());
}

TEST_F(OutcomeBuilders, ResponseQuantilesArePooledOverReplications) {
  // Nine replications of 1 s, one of 100 s: pooled, the median is 1 s and the largest 100 s.
  std::vector<Replication> replications(9, jobRun(1));
  replications.push_back(jobRun(100));
  const Outcome outcome = built(jobFacts(), replications);
  EXPECT_NEAR(outcome.responseS.p50.estimate->mean, 1, 0.005);
  EXPECT_DOUBLE_EQ(outcome.responseS.max.estimate->mean, 100);
  EXPECT_DOUBLE_EQ(outcome.responseS.mean.estimate->mean, 10.9);
  // Nine in ten, more or less 0.23, are done in 1 s: the median is, whether the 90th percentile is nobody knows.
  EXPECT_NEAR(outcome.responseS.p50.estimate->hi, 1, 0.005);
  EXPECT_NEAR(outcome.responseS.p90.estimate->lo, 1, 0.005);
  EXPECT_DOUBLE_EQ(outcome.responseS.p90.estimate->hi, 100);
}

TEST_F(OutcomeBuilders, ColdFractionIsPooledAndNamesItsEvents) {
  Replication many = jobRun(10);
  many.run.metrics.counts.started = 98;
  many.run.metrics.counts.cold = 0;
  const Outcome outcome = built(jobFacts(), {jobRun(10), many});
  EXPECT_DOUBLE_EQ(outcome.coldStartFraction.estimate->mean, 0.01); // 1 of 100, not the mean of 0.5 and 0
  EXPECT_EQ(outcome.coldStarts, 1u);
}

TEST_F(OutcomeBuilders, MachinesHaveNoColdStarts) {
  PlatformFacts facts = jobFacts();
  facts.isFunction = false;
  const Outcome outcome = built(facts, {jobRun(10)});
  EXPECT_FALSE(outcome.coldStartFraction.estimate.has_value());
  EXPECT_EQ(outcome.coldStartFraction.why, "machines have no cold starts");
}

TEST_F(OutcomeBuilders, ConcurrencyAndUtilizationComeFromTheWindow) {
  const Outcome outcome = built(jobFacts(), {jobRun(10), jobRun(20)});
  EXPECT_DOUBLE_EQ(outcome.concurrencyMean.estimate->mean, 1.5);
  EXPECT_DOUBLE_EQ(outcome.concurrencyMax.estimate->mean, 2);
  EXPECT_DOUBLE_EQ(outcome.utilization.estimate->mean, 0.25);
}

TEST_F(OutcomeBuilders, CountsAreSummedOverReplicationsAndConserved) {
  const Outcome outcome = built(jobFacts(), {jobRun(10), jobRun(20, false)});
  EXPECT_EQ(outcome.counts.arrivals, 4u);
  EXPECT_EQ(outcome.counts.completed, 3u);
  EXPECT_TRUE(outcome.counts.conserved());
}

TEST_F(OutcomeBuilders, PayPerUseCostsWhatVanishesWithTheRun) {
  Replication replication = jobRun(10);
  replication.run.usage = requests(3);
  replication.month.emplace();
  replication.month->usage = requests(12);
  const Outcome outcome = built(jobFacts(), {replication});
  EXPECT_DOUBLE_EQ(outcome.run.marginalUsd.estimate->mean, 3);
  EXPECT_DOUBLE_EQ(outcome.month.costUsd.estimate->mean, 12);
  EXPECT_DOUBLE_EQ(outcome.month.costWithFreeGrantUsd.estimate->mean, 8); // four requests a month are free
  EXPECT_DOUBLE_EQ(outcome.run.allocatedUsd.estimate->mean, 3);           // $12 for four runs
  EXPECT_DOUBLE_EQ(outcome.month.fixedUsd.estimate->mean, 0);
}

TEST_F(OutcomeBuilders, AMachineThatIsAlwaysOnCostsARunNothing) {
  PlatformFacts facts = jobFacts();
  facts.isFunction = false;
  facts.alwaysOn = true;
  Replication replication = jobRun(10);
  replication.run.usage = machineHours(1);
  replication.month.emplace();
  replication.month->usage = machineHours(730);
  Outcome outcome = built(facts, {replication});
  EXPECT_DOUBLE_EQ(outcome.run.marginalUsd.estimate->mean, 0);
  EXPECT_DOUBLE_EQ(outcome.month.costUsd.estimate->mean, 1460);
  EXPECT_DOUBLE_EQ(outcome.month.fixedUsd.estimate->mean, 1460);
  EXPECT_DOUBLE_EQ(outcome.run.allocatedUsd.estimate->mean, 365);
  // Started for the job, the same hour is the run's own.
  facts.alwaysOn = false;
  outcome = built(facts, {replication});
  EXPECT_DOUBLE_EQ(outcome.run.marginalUsd.estimate->mean, 2);
}

TEST_F(OutcomeBuilders, APlatformDeclaredPaidForCostsARunNothing) {
  PlatformFacts facts = jobFacts();
  facts.paidFor = true;
  Replication replication = jobRun(10);
  replication.run.usage = requests(3);
  EXPECT_DOUBLE_EQ(built(facts, {replication}).run.marginalUsd.estimate->mean, 0);
}

TEST_F(OutcomeBuilders, TheCostIsTheMeanOfBillsAndTheBillThatOfTheReplicationNearestIt) {
  std::vector<Replication> replications;
  for (const std::int64_t n : {1, 5, 12}) {
    Replication replication = jobRun(10);
    replication.run.usage = requests(n);
    replications.push_back(std::move(replication));
  }
  const Outcome outcome = built(jobFacts(), replications);
  EXPECT_DOUBLE_EQ(outcome.month.costUsd.estimate->mean, 6);
  EXPECT_EQ(outcome.month.billReplication, 1u);
  EXPECT_EQ(outcome.month.bill.total().decimal(), "5");
  EXPECT_EQ(outcome.month.usage.functions.front().requests, 5);
}

TEST_F(OutcomeBuilders, WithTheFreeGrantOnTheBillIsThatOne) {
  PlatformFacts facts = jobFacts();
  facts.freeGrant = true;
  Replication replication = jobRun(10);
  replication.run.usage = requests(12);
  const Outcome outcome = built(facts, {replication});
  EXPECT_EQ(outcome.month.bill.total().decimal(), "8");
  EXPECT_DOUBLE_EQ(outcome.run.allocatedUsd.estimate->mean, 2);
  EXPECT_DOUBLE_EQ(outcome.month.costUsd.estimate->mean, 12); // both totals are always there
}

TEST_F(OutcomeBuilders, WhatHasNoPriceIsAnErrorThatNamesIt) {
  OutcomeBuilder builder(jobFacts(), m_book);
  Replication replication = jobRun(10);
  replication.run.usage.addInstance({"m9", PurchaseOption::OnDemand, Duration::hours(1), 1});
  const auto added = builder.add(replication);
  ASSERT_FALSE(added.has_value());
  EXPECT_EQ(added.error().kind, ErrorKind::Input);
  EXPECT_NE(added.error().text().find("m9"), std::string::npos) << added.error().text();
}

TEST_F(OutcomeBuilders, AStreamHasAMonthAndNoRun) {
  PlatformFacts facts = jobFacts();
  facts.isJob = false;
  Replication stream;
  stream.run.metrics.counts.arrivals = stream.run.metrics.counts.completed = 7;
  stream.run.usage = requests(7);
  const Outcome outcome = built(facts, {stream});
  EXPECT_TRUE(outcome.feasible);
  EXPECT_EQ(outcome.makespanS.why, "a stream has no makespan");
  EXPECT_EQ(outcome.speedup.why, "a stream has no makespan");
  EXPECT_FALSE(outcome.run.marginalUsd.estimate.has_value());
  EXPECT_DOUBLE_EQ(outcome.month.costUsd.estimate->mean, 7);
}

TEST_F(OutcomeBuilders, AStreamThatDropsACallIsNotFeasible) {
  PlatformFacts facts = jobFacts();
  facts.isJob = false;
  Replication stream;
  stream.run.metrics.counts.arrivals = 7;
  stream.run.metrics.counts.completed = 6;
  stream.run.metrics.counts.dropped = 1;
  EXPECT_FALSE(built(facts, {stream}).feasible);
}

// A stream of which `waiting` calls were still waiting when its window ended.
Replication streamWindow(std::uint64_t arrivals, std::uint64_t waiting) {
  Replication replication;
  Counts& counts = replication.run.metrics.counts;
  counts.arrivals = counts.attempts = arrivals;
  counts.started = counts.completed = arrivals - waiting;
  counts.waiting = waiting;
  return replication;
}

TEST(OutcomeBuilder, AStreamWhoseQueueGrowsWithoutEndIsInfeasible) {
  const PriceBook book = simpleBook();
  PlatformFacts facts;
  OutcomeBuilder stable(facts, book);
  OutcomeBuilder unstable(facts, book);
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(stable.add(streamWindow(10'000, 90))); // the last seconds' calls
    ASSERT_TRUE(unstable.add(streamWindow(10'000, 900)));
  }
  EXPECT_TRUE(stable.build({}).feasible);
  EXPECT_FALSE(unstable.build({}).feasible);
  EXPECT_EQ(unstable.build({}).verdict,
            "the queue grows without end: 9.0 % of calls were still waiting when the window ended");
}

TEST(OutcomeBuilder, AFewCallsThatWaitInAShortWindowAreNoOverload) {
  const PriceBook book = simpleBook();
  OutcomeBuilder builder(PlatformFacts{}, book);
  ASSERT_TRUE(builder.add(streamWindow(20, 5)));
  EXPECT_TRUE(builder.build({}).feasible);
}

} // namespace
} // namespace coldframe
