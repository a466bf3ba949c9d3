// Machines against queueing theory (docs/validation.md, "Closed forms"). Everything here is exact; no figure was
// fitted.
#include "tests/platform/faas_case.h"
#include "tests/platform/machine_case.h"

#include <gtest/gtest.h>

#include <numeric>

namespace coldframe::test {
namespace {

constexpr std::int64_t kLongQueue = 1'000'000'000;

double lossFormula(double a, int c) { // Erlang B
  double b = 1;
  for (int i = 1; i <= c; ++i)
    b = a * b / (i + a * b);
  return b;
}
double delayFormula(double a, int c) { // Erlang C
  const double b = lossFormula(a, c);
  return b / (1 - a / c * (1 - b));
}

// Stationary law of a birth-death process: birth rate λ up to state `last`, death rates given.
std::vector<double> birthDeath(double lambda, int last, const std::function<double(int)>& death) {
  std::vector<double> p{1};
  for (int n = 1; n <= last; ++n)
    p.push_back(p.back() * lambda / death(n));
  const double sum = std::accumulate(p.begin(), p.end(), 0.0);
  for (double& x : p)
    x /= sum;
  return p;
}
double meanOf(const std::vector<double>& p) {
  double mean = 0;
  for (std::size_t n = 0; n < p.size(); ++n)
    mean += static_cast<double>(n) * p[n];
  return mean;
}

TEST(MachineOracles, CallsWaitAsErlangCSays) {
  struct Case {
    double a;
    int c;
    double waits; // published value
    double window;
  };
  for (const Case& k : {Case{9, 10, .668732, 90'000}, Case{18, 20, .550769, 60'000}, Case{20, 24, .298072, 60'000}}) {
    SCOPED_TRACE(k.c);
    EXPECT_NEAR(delayFormula(k.a, k.c), k.waits, 1e-6);
    MachineCase test;
    test.poisson(k.a).cpu(exponentialSeconds(1)).servers(k.c).window(k.window).warmUp(500);
    test.model.queueLimit = kLongQueue;
    EXPECT_ORACLE(test.over(20, waitedShare), k.waits);
  }
}

TEST(MachineOracles, QueueLengthAndUtilizationAreThoseOfMMc) {
  MachineCase test;
  test.poisson(1.2).cpu(exponentialSeconds(1)).servers(2).window(400'000).warmUp(200);
  EXPECT_ORACLE(test.over(20, meanQueue), delayFormula(1.2, 2) * 1.2 / (2 - 1.2));
  EXPECT_ORACLE(test.over(20, meanBusy), 1.2);
  EXPECT_ORACLE(test.over(20, meanResponse), 1 + delayFormula(1.2, 2) / (2 - 1.2));
}

TEST(MachineOracles, ResponseOfMM1IsExponential) {
  MachineCase test;
  test.poisson(0.5).cpu(exponentialSeconds(1)).servers(1).window(2e6).warmUp(200);
  const auto p95 = test.over(10, [](const RunOutput& run) { return run.metrics.response.quantile(0.95) / 1e9; });
  EXPECT_NEAR(p95.mean(), std::log(20.0) / 0.5, 4 * p95.standardError() + 0.004 * p95.mean()); // the sketch's buckets
  EXPECT_LE(p95.standardError(), 0.003 * p95.mean());
}

// Pollaczek and Khinchine: only the first two moments of the service count.
TEST(MachineOracles, OneServerWaitsByTheFirstTwoMomentsOfService) {
  struct Case {
    Distribution law; // mean 1 s
    double secondMoment;
  };
  const std::vector<Case> cases{
      {seconds(1), 1}, {exponentialSeconds(1), 2}, {Uniform{0, 2e9}, 4.0 / 3}, {Gamma{1e9, 4}, 1.25}};
  for (const Case& k : cases) {
    SCOPED_TRACE(k.secondMoment);
    MachineCase test;
    test.poisson(0.5).cpu(k.law).servers(1).window(1e6).warmUp(200);
    EXPECT_ORACLE(test.over(20, meanQueue), 0.5 * 0.5 * k.secondMoment / (2 * (1 - 0.5)));
  }
}

TEST(MachineOracles, WithoutAQueueErlangsLossFormulaHoldsForEveryServiceLaw) {
  for (const Distribution& law : {exponentialSeconds(2), seconds(2), Distribution(LogNormal{1.5e9, 0.7585})}) {
    MachineCase test;
    test.poisson(5).cpu(law).servers(10).window(100'000).warmUp(100);
    test.model.queueLimit = 0;
    EXPECT_ORACLE(test.over(20, rejectedShare), lossFormula(5 * law.mean() / 1e9, 10));
  }
}

TEST(MachineOracles, AShortQueueTurnsAwayAsMMcK) {
  MachineCase test;
  test.poisson(4).cpu(exponentialSeconds(1)).servers(4).window(200'000).warmUp(100);
  test.model.queueLimit = 3;
  const auto p = birthDeath(4, 7, [](int n) { return std::min(n, 4); });
  EXPECT_ORACLE(test.over(20, rejectedShare), p[7]);
  double queue = 0;
  for (int n = 5; n <= 7; ++n)
    queue += (n - 4) * p[static_cast<std::size_t>(n)];
  EXPECT_ORACLE(test.over(20, meanQueue), queue);
  const RunOutput run = test.run();
  const LimitObservation* limit = limitOf(run, LimitKind::Queue);
  ASSERT_TRUE(limit);
  EXPECT_EQ(limit->of, run.metrics.counts.attempts); // a share of all calls, not of those that had to wait
  EXPECT_EQ(limit->over, run.metrics.counts.dropped);
}

TEST(MachineOracles, ImpatientCallersLeaveAsInErlangA) {
  MachineCase test; // more work than the machine can do: patience keeps it stable
  test.poisson(5).cpu(exponentialSeconds(1)).servers(4).window(200'000).warmUp(100);
  test.model.patience = exponentialSeconds(2);
  const auto p = birthDeath(5, 200, [](int n) { return std::min(n, 4) + std::max(n - 4, 0) / 2.0; });
  double queue = 0;
  for (int n = 5; n <= 200; ++n)
    queue += (n - 4) * p[static_cast<std::size_t>(n)];
  EXPECT_ORACLE(test.over(20, meanQueue), queue);
  EXPECT_ORACLE(test.over(20, rejectedShare), queue / 2 / 5);
}

// One vCPU and room for all: processor sharing. The mean response does not depend on the service law.
TEST(MachineOracles, SharedCpuIsInsensitiveToTheServiceLaw) {
  const Distribution twoKinds = Distribution::mixture({{0.9, exponentialSeconds(0.5)}, {0.1, exponentialSeconds(5.5)}});
  for (const Distribution& law : {exponentialSeconds(1), seconds(1), Distribution(Uniform{0, 2e9}), twoKinds}) {
    SCOPED_TRACE(law.quantile(0.9));
    MachineCase test;
    test.poisson(0.5).cpu(law).servers(1).slots(400).window(600'000).warmUp(500);
    EXPECT_ORACLE(test.over(20, meanResponse), 1 / (1 - 0.5));
    EXPECT_ORACLE(test.over(10, meanBusy), 0.5);
  }
}

// Two vCPUs shared by all that is there: as many calls as M/M/2 has, whatever the law.
TEST(MachineOracles, SeveralSharedVcpusHoldAsManyCallsAsMMc) {
  const auto p = birthDeath(1.4, 400, [](int n) { return std::min(n, 2); });
  for (const Distribution& law : {exponentialSeconds(1), seconds(1)}) {
    MachineCase test;
    test.poisson(1.4).cpu(law).servers(2).slots(400).window(400'000).warmUp(500);
    EXPECT_ORACLE(test.over(20, meanRunning), meanOf(p));
    EXPECT_ORACLE(test.over(20, meanBusy), p[1] + 2 * (1 - p[0] - p[1]));
  }
}

// Two hyper-threads of one core: alone a call runs at full speed, together they do 1.26 times the work of one.
TEST(MachineOracles, HyperThreadsShareTheirCore) {
  const auto p = birthDeath(0.8, 400, [](int n) { return n == 1 ? 1 : 1.26; });
  for (const Distribution& law : {exponentialSeconds(1), seconds(1)}) {
    MachineCase test;
    test.poisson(0.8).cpu(law).servers(2).slots(400).window(400'000).warmUp(500);
    test.model.smtYield = 0.63;
    EXPECT_ORACLE(test.over(20, meanRunning), meanOf(p));
  }
}

// I/O parts cost no CPU: calls pass an infinite-server station and then the shared vCPU (a product form).
TEST(MachineOracles, WaitingForOthersCostsNoCpu) {
  MachineCase test;
  test.poisson(0.5).io(seconds(20)).cpu(exponentialSeconds(1)).servers(1).slots(1000).window(400'000).warmUp(500);
  EXPECT_ORACLE(test.over(20, meanRunning), 0.5 * 20 + 0.5 / (1 - 0.5));
}

} // namespace
} // namespace coldframe::test
